export type Latencies<Kind extends string> = Record<Kind, number[]>

export function median(all: number[]): number {
  const sorted = all.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

/**
 * Mann–Whitney: how likely so great a difference in rank is when both samples are of one kind, by
 * the normal approximation (fine from 20 samples on), ties sharing their ranks.
 */
export function rankSum(one: number[], other: number[]): { likelihood: number } {
  const all = [
    ...one.map((value) => [value, 1] as const),
    ...other.map((value) => [value, 0] as const),
  ]
  all.sort(([a], [b]) => a - b)
  let ranks = 0
  let ties = 0
  for (let from = 0; from < all.length;) {
    let to = from
    while (to < all.length && all[to]?.[0] === all[from]?.[0]) to++
    const rank = (from + 1 + to) / 2
    for (const [, isOne] of all.slice(from, to)) ranks += isOne * rank
    ties += (to - from) ** 3 - (to - from)
    from = to
  }
  const [n, m, total] = [one.length, other.length, all.length]
  const expected = (n * (total + 1)) / 2
  const spread = Math.sqrt(((n * m) / 12) * (total + 1 - ties / (total * (total - 1))))
  const z = spread ? Math.abs(ranks - expected) / spread : 0
  return { likelihood: 2 * (1 - normal(z)) }
}

/** The normal distribution's share below z ≥ 0 (Abramowitz & Stegun 26.2.17). */
function normal(z: number): number {
  const t = 1 / (1 + 0.2316419 * z)
  const parts = [0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429]
  const tail = parts.reduce((sum, part, power) => sum + part * t ** (power + 1), 0)
  return 1 - (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * tail
}
