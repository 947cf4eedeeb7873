import { sql } from '@payloadcms/db-postgres'
import { expect, test, vi } from 'vitest'
import { passwordToken } from '../src/domain/panel-sign-in'
import { signInKey } from '../src/domain/sign-in'
import { engineOf } from './engine'
import { challengeIn, codeOf, createAdmin, password, signIn } from './panel-rest'
import { ask, login, messageOf, payload, query, wrong } from './test-panel'

// A password takes its time to be compared, and more on a busy machine
vi.setConfig({ testTimeout: 90_000 })

const me = async (cookie: string) =>
  ((await ask('/admins/me', { cookie })).body as { user: { email: string } | null }).user
const mails = (kind: string) =>
  query<{ data: Record<string, string> }>(
    sql`SELECT data FROM pgboss.job WHERE name = 'send-mail' AND data->>'kind' = ${kind}`,
  )
const audited = async (id: string) =>
  (
    await query<{ action: string }>(
      sql`SELECT action FROM audit_log WHERE collection = 'admins' AND document = ${id} ORDER BY at`,
    )
  ).map(({ action }) => action)

test('a right password alone asks for the code of the mail and opens nothing', async () => {
  const { email, id } = await createAdmin(payload)
  const answer = await login({ email, password })
  expect(answer).toMatchObject({ status: 401, cookie: '' })
  const [job] = await mails('panel-code')
  expect(job?.data).toEqual({ kind: 'panel-code', challenge: challengeIn(answer) })
  expect(await query(sql`SELECT id FROM admins_sessions WHERE _parent_id = ${id}`)).toEqual([])
})

test('password and code open a session, and the code only one', async () => {
  const { email, id } = await createAdmin(payload)
  const challenge = challengeIn(await login({ email, password }))
  const code = await codeOf(payload, challenge)
  const spaced = `${code.slice(0, 4)} ${code.slice(4)}`
  const answer = await login({ email, password, challenge, code: spaced })
  expect(answer.status).toBe(200)
  expect(answer.text).not.toContain(answer.cookie.split('=')[1])
  expect(await me(answer.cookie)).toMatchObject({ email })
  expect((await login({ email, password, challenge, code })).status).toBe(401)
  expect(await audited(id)).toEqual(['signIn', 'signInRefused'])
})

test('six right codes at once open one session', async () => {
  const { email, id } = await createAdmin(payload)
  const challenge = challengeIn(await login({ email, password }))
  const code = await codeOf(payload, challenge)
  const all = await Promise.all(
    Array.from({ length: 6 }, () => login({ email, password, challenge, code })),
  )
  expect(all.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(await query(sql`SELECT id FROM admins_sessions WHERE _parent_id = ${id}`)).toHaveLength(1)
})

test('of eight guesses at once five are looked at, and the account is locked', async () => {
  const { email, id } = await createAdmin(payload)
  const challenge = challengeIn(await login({ email, password }))
  const code = wrong(await codeOf(payload, challenge))
  await Promise.all(Array.from({ length: 8 }, () => login({ email, password, challenge, code })))
  const [row] = await query(sql`SELECT tries FROM panel_challenges WHERE id = ${challenge}`)
  expect(row).toEqual({ tries: 5 })
  const [account] = await query(
    sql`SELECT lock_until > now() AS locked FROM admins WHERE id = ${id}`,
  )
  expect(account).toEqual({ locked: true })
  expect(messageOf(await login({ email, password }))).toContain('десять минут')
})

test('a code is of no use to another account, after ten minutes, or when a newer one was sent', async () => {
  const [one, other] = [await createAdmin(payload), await createAdmin(payload)]
  const challenge = challengeIn(await login({ email: one.email, password }))
  const code = await codeOf(payload, challenge)
  expect((await login({ email: other.email, password, challenge, code })).status).toBe(401)
  await query(sql`UPDATE panel_challenges SET expires_at = now() WHERE id = ${challenge}`)
  expect((await login({ email: one.email, password, challenge, code })).status).toBe(401)
  await query(sql`UPDATE panel_challenges SET at = at - interval '2 minutes',
    expires_at = now() + interval '1 minute' WHERE id = ${challenge}`)
  const newer = challengeIn(await login({ email: one.email, password }))
  expect(newer).not.toBe(challenge)
  expect((await login({ email: one.email, password, challenge, code })).status).toBe(401)
})

test('a page loaded anew within a minute asks for no second mail; after five an hour there is none', async () => {
  const { email, id } = await createAdmin(payload)
  const first = challengeIn(await login({ email, password }))
  expect(challengeIn(await login({ email, password }))).toBe(first)
  for (let mail = 2; mail <= 5; mail++) {
    await query(sql`UPDATE panel_challenges SET at = at - interval '2 minutes' WHERE admin = ${id}`)
    expect(challengeIn(await login({ email, password }))).not.toBe('')
  }
  await query(sql`UPDATE panel_challenges SET at = at - interval '2 minutes', state = 'void'
    WHERE admin = ${id}`)
  expect(await login({ email, password })).toMatchObject({ status: 429 })
})

test('nobody learns who has an account: unknown, wrong, locked and dismissed sound the same', async () => {
  const known = await createAdmin(payload)
  const shut = await createAdmin(payload, { state: 'locked' })
  const overtried = await createAdmin(payload)
  await query(sql`UPDATE admins SET lock_until = now() + interval '5 minutes', login_attempts = 5
    WHERE id = ${overtried.id}`)
  const answers = [
    await login({ email: known.email, password: 'wrong password' }),
    await login({ email: 'nobody@zavod.example', password }),
    await login({ email: shut.email, password }),
    await login({ email: overtried.email, password }),
  ]
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
  expect(await audited(known.id)).toEqual(['signInRefused'])
})

test('the emergency account enters by its password alone, and everybody hears of it', async () => {
  const { config } = engineOf(payload)
  const admin = await createAdmin(payload, { role: 'administrator' })
  const account = { email: config.ADMIN_EMAIL, password: config.ADMIN_PASSWORD }
  expect(await login(account)).toMatchObject({ status: 200 })
  const told = await mails('panel-news')
  expect(told.map(({ data }) => data.to)).toEqual(expect.arrayContaining([undefined, admin.id]))
  await expect(createAdmin(payload, { emergency: true })).rejects.toMatchObject({ status: 400 })
})

test('thirty-one tries from one address are one too many, whosever account it is', async () => {
  const tries = Array.from({ length: 30 }, () => login({ email: 'nobody@zavod.example', password }))
  expect((await Promise.all(tries)).every(({ status }) => status === 401)).toBe(true)
  const { email } = await createAdmin(payload)
  expect(await login({ email, password })).toMatchObject({ status: 429 })
  expect((await ask('/admins/forgot-password', { body: { email } })).status).toBe(429)
})

const linkOf = async (id: string) => {
  const [row] = await query<{ nonce: string }>(
    sql`SELECT reset_password_token AS nonce FROM admins WHERE id = ${id}`,
  )
  return passwordToken(signInKey(engineOf(payload).config.PAYLOAD_SECRET ?? ''), row?.nonce ?? '')
}
const reset = (token: string, chosen: string) =>
  ask('/admins/reset-password', { body: { token, password: chosen } })

test('a forgotten password is replaced by the link of the mail, which ends all sessions and opens none', async () => {
  const { email, id } = await createAdmin(payload)
  const cookie = await signIn(payload, email)
  await query(sql`UPDATE admins SET login_attempts = 5, lock_until = now() + interval '5 minutes'
    WHERE id = ${id}`)
  const asked = await ask('/admins/forgot-password', { body: { email } })
  const stranger = await ask('/admins/forgot-password', { body: { email: 'no@zavod.example' } })
  expect([asked.status, asked.text]).toEqual([stranger.status, stranger.text])
  const jobs = await mails('panel-password')
  expect(jobs.map(({ data }) => data)).toEqual([{ kind: 'panel-password', admin: id }])
  const token = await linkOf(id)
  expect(messageOf(await reset(token, 'short'))).toContain('не меньше 12')
  expect(await reset(token, 'another horse battery')).toMatchObject({ status: 200, cookie: '' })
  expect(await me(cookie)).toBeNull()
  expect(await query(sql`SELECT id FROM admins_sessions WHERE _parent_id = ${id}`)).toEqual([])
  expect((await reset(token, 'a third horse battery')).status).toBe(403)
  // The lock-out is over with it, and the code is asked for all the same
  const answer = await login({ email, password: 'another horse battery' })
  expect(challengeIn(answer)).not.toBe('')
})

test('what stands in the database makes no link, and no link lives longer than it says', async () => {
  const { email, id } = await createAdmin(payload)
  await ask('/admins/forgot-password', { body: { email } })
  const [row] = await query<{ nonce: string }>(
    sql`SELECT reset_password_token AS nonce FROM admins WHERE id = ${id}`,
  )
  expect((await reset(row?.nonce ?? '', 'another horse battery')).status).toBe(403)
  const token = await linkOf(id)
  await query(sql`UPDATE admins SET reset_password_expiration = now() WHERE id = ${id}`)
  expect((await reset(token, 'another horse battery')).status).toBe(403)
})

test('an administrator invites somebody who uses the bot; nobody but them knows the password', async () => {
  const boss = await createAdmin(payload, { role: 'administrator' })
  const cookie = await signIn(payload, boss.email)
  const person = await payload.create({
    collection: 'users',
    data: {
      name: 'Пётр',
      email: 'Petr@Zavod.example',
      employee: 'employee$77',
      state: 'active',
    } as never,
    overrideAccess: true,
  })
  const invite = () =>
    ask('/admins/invite', { body: { user: person.id, role: 'contentManager' }, cookie })
  const { admin } = (await invite()).body as { admin: string }
  const [job] = await mails('panel-invitation')
  expect(job?.data).toEqual({ kind: 'panel-invitation', admin })
  const made = await payload.findByID({ collection: 'admins', id: admin, overrideAccess: true })
  expect(made).toMatchObject({ role: 'contentManager', email: 'petr@zavod.example' })
  expect(made.invitedAt).toBeTruthy()
  expect(messageOf(await invite())).toContain('уже есть')
  expect(await reset(await linkOf(admin), 'a phrase of my own')).toMatchObject({ status: 200 })
  expect(await audited(admin)).toContain('act')
})

test('an account made by hand is invited too, whatever password was typed for it', async () => {
  const boss = await createAdmin(payload, { role: 'administrator' })
  const cookie = await signIn(payload, boss.email)
  const email = 'by-hand@zavod.example'
  const body = { name: 'Анна', email, role: 'contentManager', password }
  const { doc } = (await ask('/admins', { body, cookie })).body as { doc: { id: string } }
  expect((await mails('panel-invitation')).map(({ data }) => data.admin)).toContain(doc.id)
  expect(challengeIn(await login({ email, password }))).toBe('')
})

test('sessions are listed and ended on demand, and none lives longer than twelve hours', async () => {
  const { email, id } = await createAdmin(payload)
  const boss = await createAdmin(payload, { role: 'administrator' })
  const [theirs, own] = [await signIn(payload, email), await signIn(payload, boss.email)]
  const listed = (await ask(`/admins/${id}/sessions`, { cookie: own })).body
  expect(listed).toMatchObject({ sessions: [{ own: false }] })
  expect((await ask(`/admins/${boss.id}/sessions`, { cookie: theirs })).status).toBe(403)
  expect((await ask(`/admins/${boss.id}/end-sessions`, { cookie: theirs, body: {} })).status).toBe(
    403,
  )
  await ask(`/admins/${id}/end-sessions`, { cookie: own, body: {} })
  expect(await me(theirs)).toBeNull()

  await query(sql`UPDATE admins_sessions SET created_at = now() - interval '11 hours 59 minutes'
    WHERE _parent_id = ${boss.id}`)
  const refreshed = (await ask('/admins/refresh-token', { cookie: own, body: {} })).body
  const { exp } = refreshed as { exp: number }
  expect(exp - Date.now() / 1000).toBeLessThan(61)
  await query(sql`UPDATE admins_sessions SET created_at = now() - interval '13 hours'
    WHERE _parent_id = ${boss.id}`)
  expect((await ask('/admins', { cookie: own })).status).toBe(403)
  expect((await ask('/admins/refresh-token', { cookie: own, body: {} })).status).toBe(401)
})

test('whoever is locked is out at once, with every open session', async () => {
  const { email, id } = await createAdmin(payload)
  const boss = await createAdmin(payload, { role: 'administrator' })
  const [theirs, own] = [await signIn(payload, email), await signIn(payload, boss.email)]
  const body = { state: 'locked' }
  expect((await ask(`/admins/${id}`, { method: 'PATCH', body, cookie: own })).status).toBe(200)
  expect(await me(theirs)).toBeNull()
  expect((await ask('/menu-sections', { cookie: theirs })).status).toBe(403)
  const found = await payload.findByID({ collection: 'admins', id, overrideAccess: true })
  expect(found.lockedBecause).toBe('byAdmin')
})

test("a new password is a long one, and one's own", async () => {
  const { email, id } = await createAdmin(payload)
  const boss = await createAdmin(payload, { role: 'administrator' })
  const [theirs, own] = [await signIn(payload, email), await signIn(payload, boss.email)]
  const change = (cookie: string, chosen: string) =>
    ask(`/admins/${id}`, { method: 'PATCH', body: { password: chosen }, cookie })
  expect((await change(theirs, 'short')).text).toContain('не меньше 12')
  expect((await change(own, 'a horse of somebody else')).text).toContain('Отправьте ссылку')
  expect((await change(theirs, 'a horse of my own')).status).toBe(200)
})

test('a sign-out is in the audit log', async () => {
  const { email, id } = await createAdmin(payload)
  const cookie = await signIn(payload, email)
  await ask('/admins/logout', { cookie, body: {} })
  expect(await me(cookie)).toBeNull()
  expect(await audited(id)).toEqual(['signIn', 'signOut'])
})
