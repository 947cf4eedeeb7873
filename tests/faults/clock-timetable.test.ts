import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../world/until'
import { startWorld, type World } from '../world/world'
import { type Clock, createClock } from './clock'

// Whoever was dismissed is found by a look every few minutes; here every three seconds. A clock that
// is set back must not make the timetable think that it has looked already.
let world: World
let clock: Clock

beforeAll(async () => {
  clock = await createClock()
  const env = { ...clock.environment, EMPLOYEE_RECHECK_MINUTES: '0.05' }
  world = await startWorld({ name: 'clock-timetable', env })
})
afterAll(async () => {
  await world?.stop()
  await clock?.remove()
})

async function looks(): Promise<number> {
  const [row] = await world.rows<{ count: number }>(
    `SELECT count(*)::int FROM pgboss.job WHERE name = 'recheck-users'`,
  )
  return row?.count ?? 0
}

test('the timetable goes on at its pace though the clock is set back', async () => {
  await until('six looks', async () => (await looks()) >= 6, 40_000)
  const before = await looks()
  await clock.set(-15)
  await until('the next two looks', async () => (await looks()) >= before + 2, 10_000)
  expect(await looks()).toBeLessThan(before + 5)
})
