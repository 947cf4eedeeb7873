import { expect, test } from 'vitest'
import { mayMount } from '../faults/full-disk'
import { runKills, seedOf, told } from '../faults/kills'
import { blowsOnWorker, fill, fillDisk } from '../faults/nemesis'

/** Another number by hand: FAULTS_FULL_DISKS=100 */
const times = Number(process.env.FAULTS_FULL_DISKS ?? 12)

test.skipIf(!mayMount)(
  `through a disk that is really full ${times} times nothing is lost, doubled or mixed up`,
  async () => {
    const seed = seedOf(process.env)
    const blows = [...fill(times, fillDisk), ...blowsOnWorker(times / 3, 0)]
    const outcome = await runKills(seed, blows, { megabytes: 400 })
    console.log(told(outcome))
    expect(outcome.wrong, `FAULTS_SEED=${seed} repeats this`).toEqual([])
    expect(outcome.filed).toBeGreaterThan(times)
  },
  3_600_000,
)
