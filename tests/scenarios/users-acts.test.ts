import { createLocalReq, getPayload, type Payload } from 'payload'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Phone, textOf } from '../world/phone'
import { until } from '../world/until'
import { addresses, people, startWorld, type World } from '../world/world'

let world: World
let payload: Payload
let ivan: Phone
let user: string

beforeAll(async () => {
  // Nobody is asked about again unless an administrator says so
  const env = { EMPLOYEE_RECHECK_MINUTES: '600', EMPLOYEE_GRACE_HOURS: '24' }
  world = await startWorld({ name: 'users-acts', env })
  Object.assign(process.env, world.env)
  const { default: config } = await import('../../payload.config')
  payload = await getPayload({ config })
  await world.categoriesArePulled()
  ivan = world.phone(people.ivan)
  await world.signIn(ivan, addresses.ivan)
  user = (await world.rows<{ id: string }>('SELECT id FROM users'))[0]?.id ?? ''
})

beforeEach(() => world.rows('DELETE FROM sign_in_events'))

afterAll(async () => {
  const { engineOf } = await import('../../collections/engine')
  if (payload) await (await engineOf(payload).queue)?.stop()
  await payload?.destroy()
  await world?.stop()
})

/** As the panel's button does; `role` is that of whoever presses it. */
async function does(act: string, body: object = {}, role = 'administrator') {
  const { docs } = await payload.find({ collection: 'admins', overrideAccess: true, limit: 1 })
  const admin = { ...docs[0], collection: 'admins', role, state: 'active' }
  const req = await createLocalReq({ user: admin as never }, payload)
  Object.assign(req, { method: 'POST', routeParams: { id: user }, json: async () => body })
  const endpoints = payload.collections.users.config.endpoints || []
  const endpoint = endpoints.find(({ path }) => path === `/:id/${act}`)
  return endpoint?.handler(req)
}

const row = async () =>
  (
    await world.rows<{ state: string; chat_id: string | null; checked_at: Date; role: string }>(
      'SELECT state, chat_id, checked_at, role FROM users',
    )
  )[0]
const acts = async () =>
  (
    await world.rows<{ act: string }>(
      `SELECT act FROM audit_log WHERE collection = 'users' AND document = $1 ORDER BY at`,
      [user],
    )
  ).map(({ act }) => act)

async function signsInAgain() {
  await ivan.types('/start')
  await ivan.sees('рабочий e-mail')
  await ivan.types(await world.codeAfter(addresses.ivan, () => ivan.types(addresses.ivan)))
}

test('a content manager can do nothing to a user', async () => {
  for (const act of ['sign-out', 'block', 'unblock', 'check', 'role'])
    await expect(does(act, {}, 'contentManager')).rejects.toThrow('Недостаточно прав')
  expect(await acts()).toEqual([])
})

test('whoever is signed out by an administrator reads so, and what they began is gone', async () => {
  await ivan.types('/new')
  await ivan.presses('Компьютер и оргтехника')
  // The bot has heard it: a press that comes after the end begins a sign-in
  await ivan.button('Принтеры')
  await does('sign-out')
  await ivan.sees('Администратор завершил ваш вход')
  await ivan.button('Войти')
  expect(await row()).toMatchObject({ state: 'signedOut', chat_id: null })
  const [chat] = await world.rows('SELECT dialog, saved_draft FROM bot_chats')
  expect(chat).toEqual({ dialog: null, saved_draft: null })
  expect(await acts()).toEqual(['signOut'])
  await expect(does('sign-out')).rejects.toThrow('и так не вошёл')
})

test('they may sign in again at once, with a new code', async () => {
  await signsInAgain()
  await until('Ivan to be in again', async () => (await row())?.state === 'active')
})

test('whoever is blocked loses access at once and is told so in words', async () => {
  await does('block')
  await ivan.sees('Доступ к боту ограничен администратором')
  expect(await row()).toMatchObject({ state: 'blocked', chat_id: null })
  const answer = await ivan.asks('/start', 'Доступ к боту ограничен администратором')
  expect(answer.keyboard?.flat() ?? []).toEqual([])
  await expect(does('block')).rejects.toThrow('уже заблокирован')
})

test('a blocked employee cannot come in from another phone either', async () => {
  const other = world.phone(people.stranger)
  await other.types('/start')
  await other.presses('Согласен')
  await other.sees('рабочий e-mail')
  const code = await world.codeAfter(addresses.ivan, () => other.types(addresses.ivan))
  await other.asks(code, 'Доступ к боту ограничен администратором')
  expect((await row())?.state).toBe('blocked')
})

test('asking Naumen about a blocked employee confirms them, and they stay blocked', async () => {
  await world.rows(`UPDATE users SET checked_at = now() - interval '2 days'`)
  await does('check')
  await until('Naumen to have confirmed', async () => {
    const age = Date.now() - ((await row())?.checked_at.getTime() ?? 0)
    return age < 3_600_000
  })
  expect((await row())?.state).toBe('blocked')
})

test('whoever is unblocked is told so and signs in with a new code', async () => {
  await does('unblock')
  await ivan.sees('Доступ к боту снова открыт')
  expect((await row())?.state).toBe('signedOut')
  await signsInAgain()
  await until('Ivan to be in again', async () => (await row())?.state === 'active')
  await expect(does('unblock')).rejects.toThrow('не заблокирован')
})

test('a manager is made and unmade, and only of what exists', async () => {
  await does('role', { role: 'manager' })
  expect((await row())?.role).toBe('manager')
  await expect(does('role', { role: 'director' })).rejects.toThrow('Такой роли нет')
  await does('role', { role: 'employee' })
  expect((await row())?.role).toBe('employee')
})

test('whoever turns out to be dismissed at the check is out with the word for it', async () => {
  await world.naumen.post('/employees/employee$10501/dismiss')
  await does('check')
  await ivan.sees('Ваша учётная запись сотрудника закрыта')
  expect((await row())?.state).toBe('dismissed')
})

test('blocking and unblocking does not bring back whom Naumen has dismissed', async () => {
  await does('block')
  const before = (await ivan.fromBot()).length
  await does('unblock')
  expect((await row())?.state).toBe('dismissed')
  expect((await ivan.fromBot()).slice(before).map(textOf)).toEqual([])
})

test('every act stands in the audit log, with who did it and to whom, and nothing more', async () => {
  expect(await acts()).toEqual([
    'signOut',
    'block',
    'check',
    'unblock',
    'role',
    'role',
    'check',
    'block',
    'unblock',
  ])
  const entries = await world.rows<{ before: unknown; after: unknown }>(
    `SELECT before, after FROM audit_log WHERE collection = 'users' AND action = 'act'`,
  )
  for (const entry of entries) expect(entry).toEqual({ before: null, after: null })
})
