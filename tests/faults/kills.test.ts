import { expect, test } from 'vitest'
import { runKills, seedOf, told, usualSeed } from './kills'
import { blowsOnWorker } from './nemesis'

test('through 20 kills of the worker and 5 of PostgreSQL nothing is lost, doubled or mixed up', async () => {
  const seed = seedOf(process.env, usualSeed)
  const outcome = await runKills(seed, blowsOnWorker(20, 5))
  console.log(told(outcome))
  expect(outcome.wrong, `FAULTS_SEED=${seed} repeats this`).toEqual([])
  expect(outcome.filed).toBeGreaterThan(10)
}, 1_800_000)
