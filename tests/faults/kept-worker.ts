import type { ChildProcess } from 'node:child_process'
import { exitOf, type Running } from '../world/processes'
import { until } from '../world/until'
import type { World } from '../world/world'
import { type History, workerEnded } from './history'

export type KeptWorker = ReturnType<typeof keepWorker>

/**
 * The worker of a world, begun again at once whenever it ends, as the launcher does it. Ends that
 * nobody asked for are written down.
 * @param first environment of the first start only
 */
export function keepWorker(world: World, history: History, first: Record<string, string> = {}) {
  let stopped = false
  let starts = 0
  let deaths = 0
  let running: Running | null = null
  const asked = new WeakSet<ChildProcess>()

  async function keep() {
    while (!stopped) {
      const more = starts++ ? {} : first
      // Not ready: it ended while starting, as it may when the database is just away
      running = await world.startWorker(undefined, more).catch(() => null)
      if (!running) continue
      const { process: child } = running
      const code = await exitOf(child)
      running = null
      history.disturbances.push({ at: Date.now(), until: Date.now(), what: workerEnded })
      if (child.signalCode === 'SIGKILL' && !asked.has(child)) deaths++
      const isWanted = stopped || asked.has(child) || child.signalCode === 'SIGKILL'
      if (!isWanted) history.ownEnds.push(`exit ${code ?? child.signalCode}`)
    }
  }
  const kept = keep()

  return {
    /** Ends by kill -9 that did not come from here. */
    deaths: () => deaths,
    ready: () => until('the worker to run', async () => running, 120_000),
    async kill() {
      const worker = await this.ready()
      asked.add(worker.process)
      await worker.kill()
    },
    async signal(signal: NodeJS.Signals) {
      const worker = await this.ready()
      worker.process.kill(signal)
      return worker
    },
    async stop() {
      stopped = true
      running?.process.kill('SIGCONT')
      await running?.stop()
      await kept
    },
  }
}
