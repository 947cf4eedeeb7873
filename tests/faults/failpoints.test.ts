import { expect, test } from 'vitest'
import { failpoints } from '../../src/failpoint'
import { diesAt, type Point } from './failpoints'

// Where each update passes, the one at which most hangs: the typed code, «Отправить»
const telling: Partial<Record<(typeof failpoints)[number], number>> = {
  'inbox-received': 3,
  'inbox-locked': 4,
  'inbox-before-commit': 4,
  'inbox-committed': 12,
  'screen-claimed': 6,
  'screen-drawn': 2,
}
const points = failpoints.map((name): Point => {
  const time = telling[name]
  return time ? `${name}:${time}` : name
})
// Of an album one piece is kept, the other is not
const betweenPieces: Point = 'said-in-ticket:3'

for (const point of [...points, betweenPieces])
  test.concurrent(
    `dead at «${point}», the worker finishes after its restart: all kept, nothing twice`,
    async () => {
      expect(await diesAt(point)).toEqual([])
    },
    480_000,
  )
