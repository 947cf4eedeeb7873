import type { ChildProcess } from 'node:child_process'
import { exitOf, type Running } from '../world/processes'
import { until } from '../world/until'
import type { History } from './history'

export type KeptProcess = ReturnType<typeof keepProcess>

/**
 * A process begun again at once whenever it ends, as the launcher does it. Ends that nobody asked
 * for are written down.
 * @param start of the first, second, … time that it gets as far as being ready; null: it did not
 */
export function keepProcess(
  what: string,
  history: History,
  start: (time: number) => Promise<Running | null>,
  onEnd: () => void = () => undefined,
) {
  let stopped = false
  let deaths = 0
  let running: Running | null = null
  const asked = new WeakSet<ChildProcess>()

  async function keep() {
    for (let starts = 0; !stopped;) {
      running = await start(starts + 1)
      if (!running) continue
      starts++
      const { process: child } = running
      const code = await exitOf(child)
      running = null
      onEnd()
      if (child.signalCode === 'SIGKILL' && !asked.has(child)) deaths++
      const isWanted = stopped || asked.has(child) || child.signalCode === 'SIGKILL'
      if (!isWanted) history.ownEnds.push(`${what}, exit ${code ?? child.signalCode}`)
    }
  }
  const kept = keep()

  return {
    /** Ends by kill -9 that did not come from here. */
    deaths: () => deaths,
    ready: () => until(`${what} to run`, async () => running, 120_000),
    async kill() {
      const child = await this.ready()
      asked.add(child.process)
      await child.kill()
    },
    /** SIGTERM: what runs is let finish, and another begins. */
    async restart() {
      const child = await this.ready()
      asked.add(child.process)
      await child.stop()
    },
    async signal(signal: NodeJS.Signals) {
      const child = await this.ready()
      child.process.kill(signal)
      return child
    },
    async stop() {
      stopped = true
      running?.process.kill('SIGCONT')
      await running?.stop()
      await kept
    },
  }
}
