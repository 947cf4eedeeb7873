import { expect, test } from 'vitest'

import { slotId } from './schedule'

const at = (time: string) => new Date(`2026-11-22T${time}Z`)

test('any number of processes give one slot of the timetable the same id', () => {
  expect(slotId('purge', 10, at('12:00:00'))).toBe(slotId('purge', 10, at('12:09:59')))
})

test('the next slot, another job and another period have ids of their own', () => {
  const ids = [
    slotId('purge', 10, at('12:00:00')),
    slotId('purge', 10, at('12:10:00')),
    slotId('recheck-users', 10, at('12:00:00')),
    slotId('purge', 15, at('12:00:00')),
  ]
  expect(new Set(ids).size).toBe(4)
  for (const id of ids)
    expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/)
})
