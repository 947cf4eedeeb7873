import { NaumenKeyRefused, NaumenRejected } from '../../src/naumen/errors'
import type { Jobs } from '../../src/queue'
import type { InboundDeps } from './deps'

type Again<N extends keyof Jobs> = {
  name: N
  data: Jobs[N]
  key: string
  /** Seconds after which a refusal is tried again; never, where the poll will see the rest. */
  refusedFor?: number
}

/**
 * Works while Naumen takes our key, and comes back later while it does not. Whatever is neither that
 * nor a refusal is tried again by the queue.
 */
export async function onTheLane<N extends keyof Jobs>(
  { lane, queue, log }: Pick<InboundDeps, 'lane' | 'queue' | 'log'>,
  { name, data, key, refusedFor }: Again<N>,
  work: () => Promise<void>,
): Promise<void> {
  const later = async (seconds = 1) => {
    const startAfter = Math.max(seconds, await lane.secondsShut())
    await queue.send(null, name, data, { key, startAfter })
  }
  if (await lane.secondsShut()) return later()
  try {
    await work()
    await lane.noteSuccess()
  } catch (error) {
    await lane.noteFailure(error)
    if (error instanceof NaumenKeyRefused) return later()
    if (!(error instanceof NaumenRejected)) throw error
    log.warn({ job: name, key, reason: error.message }, 'Naumen refuses to be read')
    if (refusedFor) await later(refusedFor)
  }
}
