import { expect, test } from 'vitest'
import { diesAt, type Point } from '../faults/failpoints'

const everywhere = [
  'inbox-received',
  'inbox-locked',
  'inbox-before-commit',
  'inbox-committed',
  'screen-claimed',
  'screen-drawn',
] as const
const times = Array.from({ length: 12 }, (_, at) => at + 1)
const points = everywhere.flatMap((name) => times.map((time): Point => `${name}:${time}`))

for (const point of points)
  test.concurrent(
    `dead at «${point}», the worker finishes after its restart: all kept, nothing twice`,
    async () => {
      expect(await diesAt(point)).toEqual([])
    },
    240_000,
  )
