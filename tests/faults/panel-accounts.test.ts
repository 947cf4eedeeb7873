import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createRecheck } from '../../jobs/recheck-users'
import { createSendMail } from '../../jobs/send-mail'
import { signInKey } from '../../src/domain/sign-in'
import { type JobsWorld, startJobsWorld } from './jobs-world'

let world: JobsWorld

beforeAll(async () => {
  world = await startJobsWorld()
})
afterEach(async () => {
  await world.naumen.remove('/faults')
  await world.rows('UPDATE naumen_lane SET closed_until = NULL, reason = NULL')
  await world.rows(`DELETE FROM admins WHERE emergency IS NOT TRUE`)
  await world.rows(`DELETE FROM pgboss.job WHERE name = 'send-mail'`)
})
afterAll(() => world?.stop())

const recheck = () => createRecheck(world.deps)({})
type Account = { state: string; because: string | null; checked: boolean; sessions: number }

async function open(email: string, more: { user?: string; role?: string } = {}): Promise<string> {
  const [row] = await world.rows<{ id: string }>(
    `INSERT INTO admins (name, email, role, user_id) VALUES ('Ольга', $1, $2, $3) RETURNING id::text`,
    [email, more.role ?? 'contentManager', more.user ?? null],
  )
  const id = row?.id ?? ''
  await world.rows(
    `INSERT INTO admins_sessions (_order, _parent_id, id, created_at, expires_at)
     VALUES (1, $1, $2, now(), now() + interval '2 hours')`,
    [id, randomUUID()],
  )
  return id
}

async function account(id: string): Promise<Account | undefined> {
  const [row] = await world.rows<Account>(
    `SELECT state, locked_because AS because, checked_at IS NOT NULL AS checked,
       (SELECT count(*)::int FROM admins_sessions WHERE _parent_id = admins.id) AS sessions
     FROM admins WHERE id = $1`,
    [id],
  )
  return row
}

async function hire(email: string): Promise<string> {
  const person = { title: 'Новый', lastName: 'Новый', firstName: 'Пётр', email, login: email }
  return (await world.naumen.post<{ uuid: string }>('/employees', person)).uuid
}
const act = (uuid: string, what: string) =>
  world.naumen.post(`/employees/${encodeURIComponent(uuid)}/${what}`)
const untouched = { state: 'active', because: null, sessions: 1 }

test('the account of a dismissed employee is closed at once, though its owner never used the bot', async () => {
  const boss = await open('boss@nowhere.example', { role: 'administrator' })
  const uuid = await hire('petr.novy@blago.example')
  const id = await open('Petr.Novy@blago.example'.toLowerCase())
  await recheck()
  expect(await account(id)).toEqual({ ...untouched, checked: true })
  await act(uuid, 'dismiss')
  await recheck()
  expect(await account(id)).toEqual({
    state: 'locked',
    because: 'dismissed',
    checked: true,
    sessions: 0,
  })
  const mails = await world.queued('send-mail')
  expect(mails.map(({ data }) => data)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ kind: 'panel-news', news: 'dismissed', admin: id, to: boss }),
    ]),
  )
  const [entry] = await world.rows('SELECT act, admin FROM audit_log WHERE document = $1', [id])
  expect(entry).toEqual({ act: 'lockDismissed', admin: 'Naumen' })
  await act(uuid, 'rehire')
  await recheck()
  expect((await account(id))?.state).toBe('locked')
})

test('who is locked in Naumen loses the panel as well', async () => {
  const uuid = await hire('zakryt@blago.example')
  const id = await open('zakryt@blago.example')
  await act(uuid, 'lock')
  await recheck()
  expect(await account(id)).toMatchObject({ state: 'locked', because: 'dismissed' })
})

test('an address Naumen does not know proves nothing, and neither does an outage', async () => {
  const id = await open('nobody.knows@blago.example')
  await recheck()
  expect(await account(id)).toEqual({ ...untouched, checked: false })
})

test('the emergency account belongs to nobody and is never asked about', async () => {
  const uuid = await hire('admin@blago.example')
  await act(uuid, 'dismiss')
  await recheck()
  const [emergency] = await world.rows<{ state: string }>(
    'SELECT state FROM admins WHERE emergency',
  )
  expect(emergency?.state ?? 'active').toBe('active')
})

test('an employee whose address has changed is known by the bot to be dismissed', async () => {
  const uuid = await hire('old.address@blago.example')
  const user = await world.user(uuid)
  const id = await open('older.address@blago.example', { user: user.id })
  await act(uuid, 'dismiss')
  await recheck()
  expect(await account(id)).toMatchObject({ state: 'locked', because: 'dismissed' })
})

test('a hundred accounts are two calls', async () => {
  for (let one = 0; one < 100; one++) await open(`many-${one}@blago.example`)
  const before = await world.calls('find/employee')
  await recheck()
  const users = await world.rows(`SELECT 1 FROM users WHERE state IN ('active', 'dismissed')`)
  expect((await world.calls('find/employee')) - before).toBeLessThanOrEqual(
    2 + Math.ceil(users.length / 100),
  )
})

test('the mail holds the link, the job and the database do not', async () => {
  const id = await open('olga.link@blago.example')
  const nonce = 'ab'.repeat(20)
  await world.rows(
    `UPDATE admins SET reset_password_token = $2,
       reset_password_expiration = now() + interval '1 hour' WHERE id = $1`,
    [id, nonce],
  )
  const sent: { to?: unknown; text?: unknown }[] = []
  const payload = Object.assign(Object.create(world.deps.payload), {
    sendEmail: async (letter: { to?: unknown }) => void sent.push(letter),
  }) as typeof world.deps.payload
  const config = {
    TIME_ZONE: 'Europe/Moscow',
    ALERT_EMAIL: undefined,
    publicUrl: 'https://a.example',
  }
  const key = signInKey('a secret of tests, long enough for it')
  const { log } = world.deps
  const send = createSendMail({ payload, botName: 'Бот', signInKey: key, config, log })
  await send({ kind: 'panel-invitation', admin: id })
  expect(sent).toEqual([expect.objectContaining({ to: 'olga.link@blago.example' })])
  const token = /\/admin\/password\?token=([0-9a-f]+)/.exec(String(sent[0]?.text))?.[1]
  expect(token).toMatch(new RegExp(`^${nonce}[0-9a-f]{64}$`))
  await world.rows(`UPDATE admins SET state = 'locked' WHERE id = $1`, [id])
  await send({ kind: 'panel-password', admin: id })
  expect(sent).toHaveLength(1)
})
