import { expect, test } from 'vitest'
import { runKills, seedOf, told } from '../faults/kills'
import { blowsOnWeb, blowsOnWorker } from '../faults/nemesis'

/** Another number by hand: FAULTS_WEB_KILLS=500 */
const webKills = Number(process.env.FAULTS_WEB_KILLS ?? 50)

test(`through ${webKills} kills of the web, and of all it works with, nothing is lost, doubled or mixed up`, async () => {
  const seed = seedOf(process.env)
  const blows = [...blowsOnWeb(webKills, webKills / 10), ...blowsOnWorker(webKills / 3, 0)]
  const outcome = await runKills(seed, blows, { webhook: true })
  console.log(told(outcome))
  expect(outcome.wrong, `FAULTS_SEED=${seed} repeats this`).toEqual([])
  expect(outcome.filed).toBeGreaterThan(webKills / 3)
}, 36_000_000)
