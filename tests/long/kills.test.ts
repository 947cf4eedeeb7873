import { expect, test } from 'vitest'
import { runKills, seedOf, told } from '../faults/kills'

test('through 150 kills of the worker and 25 of PostgreSQL nothing is lost, doubled or mixed up', async () => {
  const seed = seedOf(process.env)
  const outcome = await runKills(seed, { workerKills: 150, databaseKills: 25 })
  console.log(told(outcome))
  expect(outcome.wrong, `FAULTS_SEED=${seed} repeats this`).toEqual([])
  expect(outcome.filed).toBeGreaterThan(50)
}, 3_600_000)
