export const faultKinds = ['down', '450', '550', 'hang', 'dropAfterData'] as const

export type FaultKind = (typeof faultKinds)[number]

export type Faults = ReturnType<typeof createFaults>

/** Troubles waiting for a mail; `times` below zero means for ever. */
export function createFaults() {
  let waiting: { kind: FaultKind; times: number }[] = []
  return {
    list: () => waiting,
    add: (kind: FaultKind, times: number) => void waiting.push({ kind, times }),
    clear: () => void (waiting = []),
    /** The first waiting fault of these kinds; it is used up by asking. */
    take(...kinds: FaultKind[]): FaultKind | undefined {
      const found = waiting.find(({ kind }) => kinds.includes(kind))
      if (found && found.times > 0 && --found.times === 0) {
        waiting = waiting.filter((fault) => fault !== found)
      }
      return found?.kind
    },
  }
}
