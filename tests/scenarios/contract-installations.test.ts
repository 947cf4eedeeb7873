import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createHandOver } from '../../jobs/hand-over-ticket'
import { createPullCategories } from '../../jobs/pull-categories'
import { createRecheck } from '../../jobs/recheck-users'
import { createSignInLookup } from '../../jobs/sign-in-lookup'
import { readConfig } from '../../src/config'
import { mappingOf } from '../../src/naumen/mapping'
import { defaultKnobs } from '../../src/sandbox/naumen/knobs'
import { type Installation, installations } from '../contract/installations'
import { type JobsWorld, startJobsWorld } from '../faults/jobs-world'
import { until } from '../world/until'

let world: JobsWorld
let handOver: ReturnType<typeof createHandOver>

beforeAll(async () => {
  world = await startJobsWorld()
  await world.deps.queue.work('hand-over-ticket', 4, (data, job) => handOver(data, job))
})
afterEach(async () => {
  await world.naumen.remove('/faults')
  await world.rows('UPDATE naumen_lane SET closed_until = NULL, reason = NULL')
})
afterAll(() => world?.stop())

async function install({ knobs, attributes = {}, settle = 1 }: Installation) {
  await world.naumen.post('/knobs', { ...defaultKnobs, ...knobs })
  const config = readConfig({ ...process.env, NAUMEN_ATTRIBUTES: JSON.stringify(attributes) })
  world.deps.readMapping = async () => mappingOf(null, config)
  world.deps.settleSeconds = settle
  // What was learned of one installation is not to be believed of the next
  handOver = createHandOver(world.deps)
}

const screenshot = () => ({ name: 'снимок экрана.png', bytes: randomBytes(5000) })
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** The tickets of Naumen that are this one of ours. */
const standing = async (id: string) =>
  (await world.tickets()).filter(
    ({ correlation, description }) => correlation === id || description.includes(id),
  )

/** The address a code would be mailed to, or null. */
async function addresseeOf(typed: string): Promise<string | null> {
  const id = randomUUID()
  const chat = (await world.user()).chat
  await world.rows(
    `INSERT INTO sign_in_challenges (id, chat_id, address, typed, nonce, expires_at)
     VALUES ($1, $2, lower($3), $3, 'nonce', now() + interval '10 minutes')`,
    [id, chat, typed],
  )
  const tellOutage = () => Promise.reject(new Error('Naumen is not away'))
  await createSignInLookup({ ...world.deps, loginRule: 'match', tellOutage })({ challenge: id })
  const [row] = await world.rows<{ email: string | null }>(
    `SELECT employee->>'email' AS email FROM sign_in_challenges WHERE id = $1`,
    [id],
  )
  return row?.email ?? null
}

type Category = { children: Category[] }
const countOf = (all: Category[]): number =>
  all.reduce((sum, { children }) => sum + 1 + countOf(children), 0)

const stateOf = async (id: string) =>
  (await world.rows<{ state: string }>('SELECT state FROM users WHERE id = $1', [id]))[0]?.state

describe.each(Object.entries(installations))('where %s', (_name, installation) => {
  test('who works here gets a code, and nobody else does', async () => {
    await install(installation)
    expect(await addresseeOf('ivan.petrov@blago.example')).toBe('ivan.petrov@blago.example')
    expect(await addresseeOf('M.Sidorova@Blago.example')).toBe('m.sidorova@blago.example')
    for (const nobody of ['a.kuznetsov', 'o.smirnova', 'nobody'])
      expect(await addresseeOf(`${nobody}@blago.example`)).toBeNull()
  })

  test('a request with its file reaches Naumen once, also when an answer is lost', async () => {
    await install(installation)
    const [easy, hard] = [screenshot(), screenshot()]
    const user = await world.user()
    const first = await world.files(user, [easy])
    await world.settled(first)
    await world.naumen.post('/faults', { kind: 'dropAfterCommit', path: 'create-m2m' })
    await world.naumen.post('/faults', { kind: '500afterCommit', path: 'add-file' })
    const second = await world.files(user, [hard])
    await until('the ticket to be settled', async () => {
      await world.hurry()
      return (await world.ticket(second)).hand_over_state === 'done'
    })
    for (const [id, { name, bytes }] of [
      [first, easy],
      [second, hard],
    ] as const) {
      const { naumen_uuid: uuid } = await world.ticket(id)
      const [kept, ...more] = (await world.tickets()).filter((one) => one.uuid === uuid)
      expect(more).toEqual([])
      expect(await standing(id)).toHaveLength(1)
      expect(kept?.description).toContain('Жуёт бумагу')
      expect(kept?.files).toMatchObject([{ title: name, sha256: sha256(bytes) }])
    }
  })

  test('whoever was dismissed is noticed, and nobody else is shut out', async () => {
    await install(installation)
    const ivan = await world.user('employee$10501')
    const alexey = await world.user('employee$10503')
    const olga = await world.user('employee$10504')
    const erased = await world.user('employee$77777')
    await createRecheck(world.deps)({})
    expect(await Promise.all([ivan, alexey, olga, erased].map(({ id }) => stateOf(id)))).toEqual([
      'active',
      'dismissed',
      'locked',
      'dismissed',
    ])
  })

  test('the catalogue comes over whole', async () => {
    await install(installation)
    await createPullCategories(world.deps)()
    const there = countOf(await world.naumen.get<Category[]>('/categories'))
    const [here] = await world.rows<{ count: number }>(
      'SELECT count(*)::int AS count FROM categories WHERE naumen_uuid IS NOT NULL AND active',
    )
    expect(there).toBeGreaterThan(50)
    expect(here?.count).toBe(there)
  })
})

describe.each([400, 500])('where a wrong attribute is answered with %i', (validationStatus) => {
  test('a request Naumen will never take is not tried for ever, and its words are kept', async () => {
    const mandatoryOnCreate = ['agreement', 'service', 'solution']
    await install({ knobs: { validationStatus, mandatoryOnCreate } })
    const id = await world.files(await world.user())
    const ticket = await world.settled(id, 'failed')
    expect(ticket.hand_over_error).toMatch(/Решение/)
    expect(await standing(id)).toEqual([])
  })

  test('a file Naumen finds too big is refused by itself, and the request goes without it', async () => {
    await install({ knobs: { validationStatus, maxFileBytes: 10 } })
    const id = await world.files(await world.user(), [screenshot()])
    const ticket = await world.settled(id)
    expect(ticket.attachments).toMatchObject([{ state: 'failed' }])
    expect(ticket.attachments[0]?.reason).toMatch(/размер/)
    expect(await standing(id)).toMatchObject([{ files: [] }])
  })
})

describe.each([403, 500])('where a missing right is answered with %i', (forbiddenStatus) => {
  test('nobody is taken for dismissed because our key may not see employees', async () => {
    await install({ knobs: { forbiddenStatus, forbiddenCalls: ['^get/employee'] } })
    await world.naumen.post('/knobs', { archivedReturned: false })
    const alexey = await world.user('employee$10503')
    await createRecheck(world.deps)({})
    expect(await stateOf(alexey.id)).toBe('active')
  })

  test('a request our key may not create is shown to a person, with the reason', async () => {
    await install({ knobs: { forbiddenStatus, forbiddenCalls: ['^create-m2m'] } })
    const ticket = await world.settled(await world.files(await world.user()), 'failed')
    expect(ticket.hand_over_error).toMatch(/Недостаточно прав/)
  })
})

describe.each([401, 500])('where a wrong key is answered with %i', (badKeyStatus) => {
  test('everything waits for a new key, and nothing is lost', async () => {
    await install({ knobs: { badKeyStatus } })
    await world.naumen.post('/faults', { kind: 'badKey' })
    const id = await world.files(await world.user())
    await until('the road to Naumen to be shut', async () => {
      const [lane] = await world.rows<{ shut: boolean }>(
        'SELECT closed_until > now() AS shut FROM naumen_lane',
      )
      return lane?.shut
    })
    await world.rows('UPDATE naumen_lane SET closed_until = NULL, reason = NULL')
    await until('the ticket to be settled', async () => {
      await world.hurry()
      return (await world.ticket(id)).hand_over_state === 'done'
    })
    expect(await standing(id)).toHaveLength(1)
  })
})
