import { expect, test } from 'vitest'
import { seedOf } from '../faults/kills'
import { runModel, told } from '../faults/model/run'

/** Each of up to 300 acts; another number by hand: FAULTS_RUNS=500 */
const runs = Number(process.env.FAULTS_RUNS ?? 50)

test(`through ${runs} orders of what people, engineers, the clock, restarts and faults do, all promises hold`, async () => {
  const seed = seedOf(process.env)
  console.log(`model: FAULTS_SEED=${seed}`)
  const outcome = await runModel(seed, { runs, length: 300, patience: 7_200_000 })
  console.log(`seed ${seed}: ${told(outcome)}`)
  expect(outcome.filed).toBeGreaterThan(outcome.runs)
}, 10_800_000)
