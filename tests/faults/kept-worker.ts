import type { World } from '../world/world'
import { type History, workerEnded } from './history'
import { keepProcess } from './kept-process'

export type KeptWorker = ReturnType<typeof keepWorker>

/**
 * The worker of a world, begun again at once whenever it ends, as the launcher does it.
 * @param more environment of every start; `first`: of the first only
 */
export function keepWorker(
  world: World,
  history: History,
  first: Record<string, string> = {},
  more: Record<string, string> = {},
) {
  // Not ready: it ended while starting, as it may when the database is just away
  const start = (time: number) =>
    world.startWorker(undefined, time > 1 ? more : { ...more, ...first }).catch(() => null)
  return keepProcess('the worker', history, start, () =>
    history.disturbances.push({ at: Date.now(), until: Date.now(), what: workerEnded }),
  )
}
