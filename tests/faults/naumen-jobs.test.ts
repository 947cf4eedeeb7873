import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createPullCategories } from '../../jobs/pull-categories'
import { createRecheck } from '../../jobs/recheck-users'
import { startSchedule } from '../../jobs/schedule'
import { createSignInLookup } from '../../jobs/sign-in-lookup'
import { until } from '../world/until'
import { type JobsWorld, startJobsWorld } from './jobs-world'

let world: JobsWorld

beforeAll(async () => {
  world = await startJobsWorld()
})
afterEach(async () => {
  await world.naumen.remove('/faults')
  await world.rows('UPDATE naumen_lane SET closed_until = NULL, reason = NULL')
})
afterAll(() => world?.stop())

describe('the catalogue', () => {
  const pull = () => createPullCategories(world.deps)()
  type Category = { id: string; title: string; level: string; active: boolean; uuid: string }
  const categories = () =>
    world.rows<Category>(
      'SELECT id, title, level, active, naumen_uuid AS uuid FROM categories WHERE naumen_uuid IS NOT NULL',
    )
  const edit = (uuid: string, attributes: object) =>
    world.deps.naumen.edit(uuid, attributes as Record<string, unknown>, 'UUID')
  const byTitle = async (title: string) => {
    const found = (await categories()).find((category) => category.title === title)
    if (!found) throw new Error(`no category ${title}`)
    return found
  }

  test('comes over whole, in three levels, and a second time changes nothing', async () => {
    const revision = async () =>
      (await world.rows<{ revision: string }>('SELECT revision FROM content_revision'))[0]?.revision
    const first = await pull()
    expect(first?.created).toBeGreaterThan(50)
    const all = await categories()
    expect(all).toHaveLength(first?.created ?? 0)
    expect(new Set(all.map(({ level }) => level))).toEqual(new Set(['1', '2', '3']))
    const before = await revision()
    expect(await pull()).toEqual({ created: 0, updated: 0, conflicts: 0 })
    expect(await revision()).toBe(before)
  })

  test('renamed there is renamed here; renamed on both sides is a conflict', async () => {
    const printers = await byTitle('Не печатает')
    await edit(printers.uuid, { title: 'Принтер не печатает' })
    expect(await pull()).toMatchObject({ updated: 1, conflicts: 0 })
    await byTitle('Принтер не печатает')
    await world.rows(`UPDATE categories SET title = 'Наше имя' WHERE id = $1`, [printers.id])
    await edit(printers.uuid, { title: 'Их имя' })
    expect(await pull()).toMatchObject({ updated: 1, conflicts: 1 })
    await byTitle('Наше имя')
  })

  test('archived there is hidden here, also where Naumen leaves archived items out of lists', async () => {
    const [first, second] = (await categories()).filter(({ level }) => level === '3')
    await edit(first?.uuid ?? '', { removed: true })
    await pull()
    await world.naumen.post('/knobs', { archivedReturned: false })
    await edit(second?.uuid ?? '', { removed: true })
    await pull()
    await world.naumen.post('/knobs', { archivedReturned: true })
    const off = (await categories()).filter(({ active }) => !active).map(({ uuid }) => uuid)
    expect(off.toSorted()).toEqual([first?.uuid, second?.uuid].toSorted())
  })

  test('is asked for again soon when Naumen is away', async () => {
    await world.naumen.post('/down')
    expect(await pull()).toBeUndefined()
    await world.naumen.post('/up')
    expect(await world.queued('pull-categories')).not.toHaveLength(0)
  })
})

describe('who still works', () => {
  const recheck = () => createRecheck(world.deps)({})
  const stateOf = async (id: string) =>
    (await world.rows<{ state: string }>('SELECT state FROM users WHERE id = $1', [id]))[0]?.state
  const hourAgo = new Date(Date.now() - 3_600_000)
  const dismiss = (uuid: string) =>
    world.naumen.post(`/employees/${encodeURIComponent(uuid)}/dismiss`)
  const rehire = (uuid: string) =>
    world.naumen.post(`/employees/${encodeURIComponent(uuid)}/rehire`)

  test('is confirmed in the background, and whoever was dismissed loses access at once', async () => {
    const ivan = await world.user('employee$10501', { checkedAt: hourAgo })
    const alexey = await world.user('employee$10503', { checkedAt: hourAgo })
    const olga = await world.user('employee$10504', { checkedAt: hourAgo })
    await recheck()
    expect(await stateOf(ivan.id)).toBe('active')
    expect(await stateOf(alexey.id)).toBe('dismissed')
    expect(await stateOf(olga.id)).toBe('locked')
    const [checked] = await world.rows<{ checked_at: Date }>(
      'SELECT checked_at FROM users WHERE id = $1',
      [ivan.id],
    )
    expect(checked?.checked_at.getTime()).toBeGreaterThan(hourAgo.getTime())
    const [chat] = await world.rows(
      'SELECT dialog, saved_draft FROM bot_chats WHERE chat_id = $1',
      [alexey.chat],
    )
    expect(chat).toEqual({ dialog: null, saved_draft: null })
    await recheck()
    const notices = (await world.queued('notify')).filter(({ data }) => data.chat === alexey.chat)
    expect(notices.map(({ data }) => data.text)).toEqual(['dismissed'])
  })

  test('and whoever came back may sign in again, but is not signed in by it', async () => {
    const maria = await world.user('employee$10502')
    await dismiss('employee$10502')
    await recheck()
    expect(await stateOf(maria.id)).toBe('dismissed')
    await rehire('employee$10502')
    await recheck()
    expect(await stateOf(maria.id)).toBe('signedOut')
  })

  test('absence from the list shuts nobody out', async () => {
    const ivan = await world.user('employee$10501')
    await world.naumen.post('/knobs', { indexLagMs: 3_600_000 })
    await recheck()
    await world.naumen.post('/knobs', { indexLagMs: 0 })
    expect(await stateOf(ivan.id)).toBe('active')
  })

  test('an unreachable Naumen shuts nobody out', async () => {
    const ivan = await world.user('employee$10501', { checkedAt: hourAgo })
    for (const kind of ['500', 'html', 'badJson', '403', 'drop']) {
      await world.naumen.post('/faults', { kind, times: -1 })
      await recheck().catch(() => undefined)
      await world.naumen.remove('/faults')
    }
    expect(await stateOf(ivan.id)).toBe('active')
  })

  test('when many vanish at once an alert goes out and each is confirmed by itself', async () => {
    const people = []
    for (let i = 0; i < 30; i += 1) {
      const made = await world.deps.naumen.create(
        'employee$employee',
        { lastName: `Массовый${i}`, firstName: 'Иван', login: `many${i}` },
        'UUID',
      )
      people.push(await world.user(String(made.UUID)))
    }
    await world.naumen.post('/knobs', { indexLagMs: 3_600_000 })
    await recheck()
    await world.naumen.post('/knobs', { indexLagMs: 0 })
    const states = await Promise.all(people.map(({ id }) => stateOf(id)))
    expect(new Set(states)).toEqual(new Set(['active']))
    expect(JSON.stringify(await world.queued('send-mail'))).toContain('разом пропали сотрудники')
  })
})

describe('an address typed at sign-in', () => {
  const told: string[] = []
  const lookUp = (challenge: string) =>
    createSignInLookup({
      ...world.deps,
      loginRule: 'match',
      tellOutage: async (id) => void told.push(id),
    })({ challenge })
  async function challenge(address: string, lives = '10 minutes') {
    const id = randomUUID()
    await world.rows(
      `INSERT INTO sign_in_challenges (id, chat_id, address, nonce, expires_at)
       VALUES ($1, 1, $2, 'nonce', now() + $3::interval)`,
      [id, address, lives],
    )
    return id
  }
  const mailed = async (id: string) =>
    (await world.queued('send-mail')).filter(({ data }) => data.challenge === id).length
  const confirmed = async (id: string) =>
    (
      await world.rows<{ employee: Record<string, string> | null }>(
        'SELECT employee FROM sign_in_challenges WHERE id = $1',
        [id],
      )
    )[0]?.employee

  test('of a live employee is confirmed, and one mail goes to the address Naumen holds', async () => {
    const id = await challenge('ivan.petrov@blago.example')
    await lookUp(id)
    await lookUp(id)
    expect(await confirmed(id)).toMatchObject({
      uuid: 'employee$10501',
      email: 'ivan.petrov@blago.example',
      department: 'Отдел главного механика',
    })
    expect(await mailed(id)).toBe(1)
  })

  test('of a dismissed, locked or unknown person, or too late, brings no mail', async () => {
    for (const address of ['a.kuznetsov', 'o.smirnova', 'nobody', 'ivan.petro_'])
      await lookUp(await challenge(`${address}@blago.example`))
    const late = await challenge('ivan.petrov@blago.example', '-1 second')
    await lookUp(late)
    const [found] = await world.rows<{ count: string }>(
      `SELECT count(*) FROM sign_in_challenges WHERE employee IS NOT NULL AND address NOT LIKE 'ivan.petrov@%'`,
    )
    expect(found?.count).toBe('0')
    expect(await mailed(late)).toBe(0)
  })

  test('is said to be delayed while Naumen is away, and is tried again', async () => {
    const id = await challenge('ivan.petrov@blago.example')
    await world.naumen.post('/down')
    await expect(lookUp(id)).rejects.toThrow(/нет связи/)
    await world.naumen.post('/up')
    expect(told).toEqual([id])
    await lookUp(id)
    expect(await mailed(id)).toBe(1)
  })
})

test('however many processes tick, each slot of the timetable runs once', async () => {
  const queue = world.deps.queue
  const onError = (error: unknown) => expect.fail(String(error))
  const schedules = [1, 2, 3].map(() =>
    startSchedule({ queue, recheckMinutes: 15, pollSeconds: 60, onError }),
  )
  const names = ['recheck-users', 'reconcile-tickets', 'purge']
  await until('the jobs to be queued', async () => {
    const counts = await Promise.all(names.map(async (name) => (await world.queued(name)).length))
    return counts.every((count) => count > 0)
  })
  for (const schedule of schedules) await schedule.stop()
  const counts = await Promise.all(names.map(async (name) => (await world.queued(name)).length))
  expect(counts).toEqual([1, 1, 1])
})
