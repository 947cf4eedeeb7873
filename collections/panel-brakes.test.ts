import { randomUUID } from 'node:crypto'
import { sql } from '@payloadcms/db-postgres'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { engineOf } from './engine'
import { type Answered, challengeIn, codeOf, createAdmin, password } from './panel-rest'
import { ask, login, messageOf, payload, query, wrong } from './test-panel'

vi.setConfig({ testTimeout: 120_000 })

beforeEach(() => query(sql`DELETE FROM pgboss.job WHERE name = 'send-mail'`))

const forgot = (email: string, headers?: Record<string, string>) =>
  ask('/admins/forgot-password', { body: { email }, headers })
const noticeOf = ({ body }: Answered) =>
  (body as { errors?: { data?: { notice?: string } }[] }).errors?.[0]?.data?.notice
const isLocked = async (id: string) => {
  const [row] = await query<{ locked: boolean }>(
    sql`SELECT coalesce(lock_until > now(), false) AS locked FROM admins WHERE id = ${id}`,
  )
  return row?.locked
}
const linksTo = (id: string) =>
  query(sql`SELECT id FROM pgboss.job WHERE data->>'kind' = 'panel-password'
    AND data->>'admin' = ${id}`)

describe('the lock of an account', () => {
  test('falls after five wrong passwords, keeps out the right one, and opens after ten minutes', async () => {
    const { email, id } = await createAdmin(payload)
    for (let time = 1; time <= 5; time++) {
      expect(await isLocked(id)).toBe(false)
      await login({ email, password: 'wrong password' })
    }
    expect(await isLocked(id)).toBe(true)
    expect(challengeIn(await login({ email, password }))).toBe('')
    await query(sql`UPDATE admins SET lock_until = now() - interval '1 second' WHERE id = ${id}`)
    expect(challengeIn(await login({ email, password }))).not.toBe('')
  })

  test('falls by passwords and codes together, whatever new codes are asked for in between', async () => {
    const { email, id } = await createAdmin(payload)
    for (let time = 1; time <= 3; time++) await login({ email, password: 'wrong password' })
    const first = challengeIn(await login({ email, password }))
    const code = wrong(await codeOf(payload, first))
    await login({ email, password, challenge: first, code })
    await query(sql`UPDATE panel_challenges SET at = at - interval '2 minutes' WHERE admin = ${id}`)
    const second = challengeIn(await login({ email, password }))
    expect(second).not.toBe(first)
    expect(await isLocked(id)).toBe(false)
    const other = wrong(await codeOf(payload, second))
    await login({ email, password, challenge: second, code: other })
    expect(await isLocked(id)).toBe(true)
    const right = await codeOf(payload, second)
    const answer = await login({ email, password, challenge: second, code: right })
    expect(answer).toMatchObject({ status: 401, cookie: '' })
  })

  test('is forgotten with a sign-in that succeeds', async () => {
    const { email, id } = await createAdmin(payload)
    for (let time = 1; time <= 4; time++) await login({ email, password: 'wrong password' })
    const challenge = challengeIn(await login({ email, password }))
    const code = await codeOf(payload, challenge)
    expect((await login({ email, password, challenge, code })).status).toBe(200)
    await login({ email, password: 'wrong password' })
    expect(await isLocked(id)).toBe(false)
  })
})

describe('the brake on an address', () => {
  const { config } = { config: () => engineOf(payload).config }
  const from = (address: string) => ({ 'x-forwarded-for': address })
  const spend = (address: (time: number) => string) =>
    Promise.all(Array.from({ length: 31 }, (_, time) => forgot('x', from(address(time)))))
  afterEach(() => void (config().TRUST_PROXY = 'false'))

  test('believes no header where no proxy is trusted: an invented address is of no use', async () => {
    config().TRUST_PROXY = 'false'
    await spend((time) => `10.0.0.${time}`)
    expect((await forgot('x', from('10.0.1.1'))).status).toBe(429)
    expect(await query(sql`SELECT address FROM panel_requests`)).toHaveLength(1)
  })

  test('tells people behind a trusted proxy apart, by the one entry they cannot write', async () => {
    config().TRUST_PROXY = 'true'
    await spend((time) => `6.6.6.${time}, 10.0.0.7`)
    expect((await forgot('x', from('1.2.3.4, 10.0.0.7'))).status).toBe(429)
    expect((await forgot('x', from('10.0.0.8'))).status).toBe(200)
    expect(await query(sql`SELECT address FROM panel_requests`)).toHaveLength(2)
  })

  test('says so in words, is over with its ten minutes, and keeps no address in clear', async () => {
    config().TRUST_PROXY = 'true'
    await spend(() => '10.0.0.9')
    expect(messageOf(await forgot('x', from('10.0.0.9')))).toContain('Подождите десять минут')
    const [kept] = await query<{ address: string }>(sql`SELECT address FROM panel_requests`)
    expect(kept?.address).not.toContain('10.0.0')
    await query(sql`UPDATE panel_requests SET slot = slot - interval '10 minutes'`)
    expect((await forgot('x', from('10.0.0.9'))).status).toBe(200)
  })
})

describe('«Забыли пароль?»', () => {
  test('mails one link a minute and five an hour, and answers everybody alike', async () => {
    const { email, id } = await createAdmin(payload)
    const answers: Answered[] = []
    for (let time = 1; time <= 7; time++) {
      answers.push(await forgot(email), await forgot(email), await forgot('no@zavod.example'))
      await query(sql`UPDATE admins SET reset_password_requested_at = now() - interval '2 minutes'
        WHERE id = ${id}`)
    }
    expect(await linksTo(id)).toHaveLength(5)
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    await query(sql`UPDATE pgboss.job SET created_on = now() - interval '61 minutes'
      WHERE name = 'send-mail'`)
    await query(sql`DELETE FROM panel_requests`)
    await forgot(email)
    expect(await linksTo(id)).toHaveLength(6)
  })

  test('tells by its time neither who has an account nor who is locked', async () => {
    const { email, id } = await createAdmin(payload)
    const shut = await createAdmin(payload, { state: 'locked' })
    const times = await measured(6, [
      async () => {
        await query(sql`UPDATE admins SET reset_password_requested_at = NULL WHERE id = ${id}`)
        return () => forgot(email)
      },
      async () => () => forgot('no@zavod.example'),
      async () => () => forgot(shut.email),
    ])
    alike(times)
  })
})

test('nor does a sign-in: unknown, wrong, locked and shut take as long as each other', async () => {
  const [known, shut, locked] = [
    await createAdmin(payload),
    await createAdmin(payload, { state: 'locked' }),
    await createAdmin(payload),
  ]
  await query(sql`UPDATE admins SET lock_until = now() + interval '1 hour', login_attempts = 5
    WHERE id = ${locked.id}`)
  const unlocked = () =>
    query(sql`UPDATE admins SET login_attempts = 0, lock_until = NULL WHERE id = ${known.id}`)
  const times = await measured(7, [
    async () => {
      await unlocked()
      return () => login({ email: known.email, password: 'wrong password' })
    },
    async () => () => login({ email: 'nobody@zavod.example', password }),
    async () => () => login({ email: shut.email, password }),
    async () => () => login({ email: locked.email, password }),
  ])
  alike(times)
})

type Prepared = () => Promise<() => Promise<Answered>>

/** Medians in milliseconds, the kinds taken in turn so that a busy moment meets all of them. */
async function measured(rounds: number, kinds: Prepared[]): Promise<number[]> {
  const times = kinds.map((): number[] => [])
  for (let round = 0; round < rounds; round++)
    for (const [at, prepare] of kinds.entries()) {
      await query(sql`DELETE FROM panel_requests`)
      const act = await prepare()
      const started = performance.now()
      await act()
      times[at]?.push(performance.now() - started)
    }
  return times.map((all) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0)
}

/** A third apart is what a busy machine makes of the same; a step left out would be many times. */
function alike(times: number[]) {
  expect(Math.max(...times) / Math.min(...times), times.join(', ')).toBeLessThan(1.6)
}

describe('while the mail server is away', () => {
  const waiting = (state: string, minutes: number, completed: number | null = null) =>
    query(sql`INSERT INTO pgboss.job (id, name, state, created_on, completed_on, policy)
      VALUES (${randomUUID()}, 'send-mail', ${state}::pgboss.job_state,
        now() - make_interval(mins => ${minutes}),
        now() - make_interval(secs => ${completed}), 'standard')`)

  test('a code is asked for as ever, at once, and the page says that it may be late', async () => {
    const { email, id } = await createAdmin(payload)
    await waiting('retry', 5)
    const started = performance.now()
    const answer = await login({ email, password })
    expect(performance.now() - started).toBeLessThan(10_000)
    expect(noticeOf(answer)).toContain('уходят с задержкой')
    const challenge = challengeIn(answer)
    const code = await codeOf(payload, challenge)
    expect((await login({ email, password, challenge, code })).status).toBe(200)
    const forgotten = await forgot(email)
    expect([forgotten.status, forgotten.text]).toEqual([
      200,
      (await forgot('no@zavod.example')).text,
    ])
    expect(await linksTo(id)).toHaveLength(1)
  })

  test('nobody without the right password hears of it', async () => {
    const { email } = await createAdmin(payload)
    await waiting('retry', 5)
    const answer = await login({ email, password: 'wrong password' })
    const stranger = await login({ email: 'nobody@zavod.example', password })
    expect([answer.text, noticeOf(answer)]).toEqual([stranger.text, undefined])
  })

  test('and nothing is said of one stubborn mail while others leave', async () => {
    const { email } = await createAdmin(payload)
    await waiting('retry', 60)
    await waiting('completed', 1, 5)
    expect(noticeOf(await login({ email, password }))).toBeUndefined()
  })
})
