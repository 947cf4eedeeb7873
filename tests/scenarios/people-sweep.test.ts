import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createRecheck } from '../../jobs/recheck-users'
import { type JobsWorld, startJobsWorld } from '../faults/jobs-world'
import { atOnce } from '../world/attackers'

let world: JobsWorld
let staff: string[] = []
const size = 1000

beforeAll(async () => {
  world = await startJobsWorld()
  await atOnce(
    Array.from({ length: size }, (_, n) => n),
    async (n) => {
      const login = `worker${n}`
      const email = `${login}@blago.example`
      const who = { lastName: `Рабочий${n}`, firstName: 'Иван', login, email, parent: 'ou$10001' }
      const made = await world.deps.naumen.create('employee$employee', who, 'UUID')
      staff.push(String(made.UUID))
    },
  )
  staff = staff.toSorted()
  await world.rows(
    `INSERT INTO users (name, first_name, email, employee, state, telegram_id, chat_id, checked_at)
     SELECT 'Старое Имя', 'Иван', 'worker' || substr(employee, 10) || '@old.example', employee,
       'active', 500000 + n, 500000 + n, now() - interval '1 hour'
     FROM unnest($1::text[]) WITH ORDINALITY AS staff (employee, n)`,
    [staff],
  )
})
afterEach(async () => {
  await world.naumen.remove('/faults')
  await world.naumen.post('/knobs', { unreadableAttributes: [] })
})
afterAll(() => world?.stop())

const recheck = () => createRecheck(world.deps)({})
const count = async (so: string) =>
  (await world.rows<{ count: number }>(`SELECT count(*)::int AS count FROM users WHERE ${so}`))[0]
    ?.count
const edit = (uuid: string, attributes: Record<string, unknown>) =>
  world.deps.naumen.edit(uuid, attributes, 'UUID')

test('a thousand people cost ten calls, and what has changed about them is followed', async () => {
  // Every address is new at the first look; the second is what a usual sweep costs
  await recheck()
  expect(await count(`name LIKE 'Рабочий%' AND email LIKE '%@blago.example'`)).toBe(size)
  const before = await world.calls('find/employee')
  const startedAt = performance.now()
  await recheck()
  const milliseconds = performance.now() - startedAt
  expect((await world.calls('find/employee')) - before).toBe(size / 100)
  expect(milliseconds).toBeLessThan(10_000)
  expect(await count(`checked_at > now() - interval '1 minute'`)).toBe(size)
}, 120_000)

test('a list Naumen refuses does not keep the dismissed of other lists in', async () => {
  const [first = '', last = ''] = [staff[0], staff.at(-1)]
  await edit(first, { removed: true })
  await edit(last, { removed: true })
  await world.naumen.post('/faults', { kind: '400', path: 'find/employee', times: 1 })
  await recheck()
  expect(await count(`state = 'dismissed'`)).toBe(2)
})

test('an outage in the middle of a sweep does not undo what was learned before it', async () => {
  await world.rows(`UPDATE users SET checked_at = now() WHERE employee <> $1`, [staff[1]])
  await world.rows(`UPDATE users SET checked_at = NULL WHERE employee = $1`, [staff[1]])
  await edit(staff[1] ?? '', { removed: true })
  let lists = 0
  const naumen = {
    ...world.deps.naumen,
    async findEmployees(uuids: string[]) {
      if (++lists === 2) await world.naumen.post('/down')
      return world.deps.naumen.findEmployees(uuids)
    },
  }
  await expect(createRecheck({ ...world.deps, naumen })({})).rejects.toThrow('нет связи')
  await world.naumen.post('/up')
  const [user] = await world.rows<{ state: string }>(
    'SELECT state FROM users WHERE employee = $1',
    [staff[1]],
  )
  expect(user?.state).toBe('dismissed')
})

test('addresses that vanish all at once are a lost right: they are kept, and one alert goes out', async () => {
  await world.naumen.post('/knobs', { unreadableAttributes: ['employee.email'] })
  await recheck()
  await recheck()
  expect(await count(`email = ''`)).toBe(0)
  const alerts = (await world.queued('send-mail')).filter(({ data }) =>
    JSON.stringify(data).includes('разом опустели'),
  )
  expect(alerts).toHaveLength(1)
})
