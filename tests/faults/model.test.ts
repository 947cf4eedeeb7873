import { expect, test } from 'vitest'
import { seedOf } from './kills'
import { runModel } from './model-run'

test('in whatever order people, engineers, the clock, restarts and faults act, all promises hold', async () => {
  const seed = seedOf(process.env)
  console.log(`model: FAULTS_SEED=${seed}`)
  const told = await runModel(seed, { runs: 5, length: 40, patience: 300_000 })
  console.log(`seed ${seed}: ${JSON.stringify(told)}`)
  expect(told.filed).toBeGreaterThan(told.runs)
}, 900_000)
