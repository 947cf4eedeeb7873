import { expect, test } from 'vitest'
import { runKills, seedOf, told, usualSeed } from './kills'
import { blowsOnWeb } from './nemesis'

test('through 5 kills of the web, where Telegram brings its updates, nothing is lost, doubled or mixed up', async () => {
  const seed = seedOf(process.env, usualSeed)
  const outcome = await runKills(seed, blowsOnWeb(5, 1), { people: 3, webhook: true })
  console.log(told(outcome))
  expect(outcome.wrong, `FAULTS_SEED=${seed} repeats this`).toEqual([])
  expect(outcome.filed).toBeGreaterThanOrEqual(3)
}, 300_000)
