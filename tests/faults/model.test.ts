import { expect, test } from 'vitest'
import { seedOf, usualSeed } from './kills'
import { runModel, told } from './model/run'

test('in whatever order people, engineers, the clock, restarts and faults act, all promises hold', async () => {
  const seed = seedOf(process.env, usualSeed)
  console.log(`model: FAULTS_SEED=${seed}`)
  const outcome = await runModel(seed, { runs: 6, length: 300, patience: 300_000 })
  console.log(`seed ${seed}: ${told(outcome)}`)
  expect(outcome.filed).toBeGreaterThan(outcome.runs)
}, 900_000)
