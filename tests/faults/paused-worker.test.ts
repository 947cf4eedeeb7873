import { afterAll, beforeAll, expect, test } from 'vitest'
import { type JobsWorld, startJobsWorld } from './jobs-world'

// A worker stopped for a while (a suspended machine) between the mark «I am calling now» and the
// call: another may have taken over, looked and called meanwhile. PostgreSQL makes the pause here.
let world: JobsWorld
let ivan: { id: string; chat: number }

beforeAll(async () => {
  world = await startJobsWorld({ settleSeconds: 1 })
  ivan = await world.user()
  await world.rows('CREATE SEQUENCE pauses')
  await world.rows(`CREATE FUNCTION pause_once() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF nextval('pauses') = 1 THEN PERFORM pg_sleep(0.8); END IF;
      RETURN NULL;
    END $$`)
  await world.work()
})
afterAll(() => world?.stop())

async function pausedWhen(condition: string) {
  await world.rows(`ALTER SEQUENCE pauses RESTART`)
  await world.rows('DROP TRIGGER IF EXISTS pause ON tickets')
  await world.rows(`CREATE TRIGGER pause AFTER UPDATE ON tickets FOR EACH ROW
    WHEN (${condition}) EXECUTE FUNCTION pause_once()`)
}

/** Operations Naumen has been asked for since then, in order. */
async function callsSince(last: number): Promise<string[]> {
  const calls = await world.naumen.get<{ n: number; method: string; path?: string }[]>(
    `/calls?since=${last}`,
  )
  return calls.map((call) => JSON.stringify(call))
}

const lastCall = async () =>
  Math.max(0, ...(await world.naumen.get<{ n: number }[]>('/calls')).map(({ n }) => n))

test('held up before it creates a request, it looks whether another did before it creates', async () => {
  await pausedWhen(`NEW.hand_over_state = 'creating' AND OLD.hand_over_state <> 'creating'`)
  const before = await lastCall()
  const id = await world.files(ivan, [])
  await world.settled(id)
  const calls = await callsSince(before)
  const created = calls.findIndex((call) => call.includes('create-m2m'))
  const looked = calls.findIndex((call) => call.includes('find/') && call.includes(id))
  expect(looked).toBeGreaterThanOrEqual(0)
  expect(looked).toBeLessThan(created)
})

test('held up before it sends a file, it looks whether another did before it sends', async () => {
  await pausedWhen(
    `NEW.attachments::text LIKE '%sendingAt%' AND OLD.attachments::text NOT LIKE '%sendingAt%'`,
  )
  const before = await lastCall()
  const id = await world.files(ivan, [{ name: 'журнал.txt', bytes: Buffer.from('строка') }])
  const { naumen_uuid: uuid } = await world.settled(id)
  const calls = await callsSince(before)
  const sent = calls.findIndex((call) => call.includes('add-file'))
  const looked = calls.findIndex(
    (call) => call.includes('find/file') && call.includes(String(uuid)),
  )
  expect(looked).toBeGreaterThanOrEqual(0)
  expect(looked).toBeLessThan(sent)
})
