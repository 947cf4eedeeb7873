import type { Socket } from 'node:net'

export const faultKinds = [
  ...['down', 'slow', 'hang', '500', '500afterCommit', 'dropAfterCommit', 'drop', 'lateCommit'],
  ...['html', 'badJson', '401', 'badKey', '400', '403', '502', 'redirect'],
]

export type Fault = {
  kind: string
  /** Regular expression over the path of the call; none = every call. */
  path?: string
  /** For slow: the wait. For lateCommit: how long after the answer it is done. */
  ms: number
  /** How many calls it still meets; negative = for ever. */
  times: number
}

export type Faults = ReturnType<typeof createFaults>

/** Faults waiting for a call; the oldest that fits a call is used up by it. */
export function createFaults() {
  let waiting: Fault[] = []
  const hung = new Set<Socket>()
  return {
    list: () => waiting,
    add: (fault: Fault) => void waiting.push(fault),
    /** Whoever was left hanging is let go as well: the line breaks. */
    clear() {
      waiting = []
      for (const socket of hung) socket.destroy()
    },
    /** A connection that gets no answer. */
    hold(socket: Socket) {
      hung.add(socket)
      socket.once('close', () => hung.delete(socket))
    },
    take(path: string): Fault | undefined {
      const short = path.replace('/sd/services/rest/', '')
      const fits = ({ path: source = '' }: Fault) =>
        new RegExp(source).test(path) || new RegExp(source).test(short)
      const found = waiting.find(fits)
      if (!found) return undefined
      if (found.times > 0 && --found.times === 0) {
        waiting = waiting.filter((fault) => fault !== found)
      }
      return found
    },
  }
}
