import { expect, test } from 'vitest'
import { runKills, seedOf, told } from '../faults/kills'
import { blowsOnWorker } from '../faults/nemesis'

/** Six of the worker to one of PostgreSQL; another number by hand: FAULTS_KILLS=1000 */
const workerKills = Number(process.env.FAULTS_KILLS ?? 150)
const databaseKills = Math.round(workerKills / 6)

test(`through ${workerKills} kills of the worker and ${databaseKills} of PostgreSQL nothing is lost, doubled or mixed up`, async () => {
  const seed = seedOf(process.env)
  const outcome = await runKills(seed, blowsOnWorker(workerKills, databaseKills))
  console.log(told(outcome))
  expect(outcome.wrong, `FAULTS_SEED=${seed} repeats this`).toEqual([])
  expect(outcome.filed).toBeGreaterThan(workerKills / 3)
}, 36_000_000)
