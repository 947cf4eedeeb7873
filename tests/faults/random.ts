/** Chance that can be repeated: the same seed, the same choices. */
export type Random = ReturnType<typeof createRandom>

export function createRandom(seed: number) {
  let state = seed >>> 0
  /** Mulberry32: from 0 up to 1. */
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    between,
    chance: (probability: number) => next() < probability,
    of<T>(choices: readonly T[]): T {
      const chosen = choices[between(0, choices.length - 1)]
      if (chosen === undefined) throw new Error('There is nothing to choose from')
      return chosen
    },
    bytes: (length: number) => Buffer.from(Array.from({ length }, () => between(0, 255))),
    shuffled<T>(all: readonly T[]): T[] {
      const keyed = all.map((one) => [next(), one] as const)
      return keyed.toSorted(([a], [b]) => a - b).map(([, one]) => one)
    },
    /** A stream of its own for somebody, untouched by what others draw. */
    forked: (name: number) => createRandom((seed ^ Math.imul(name + 1, 0x9e3779b1)) >>> 0),
  }
}
