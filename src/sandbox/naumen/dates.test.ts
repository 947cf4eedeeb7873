import { expect, test } from 'vitest'
import { formatDate, parseDate } from './dates'

test('a date is written and read back in any zone, also around a change of clocks', () => {
  const moments = ['2026-03-29T00:59:59Z', '2026-03-29T01:00:00Z', '2026-07-01T12:00:00Z']
  for (const zone of ['Europe/Moscow', 'Europe/Berlin', 'Asia/Kolkata', 'America/New_York']) {
    for (const time of moments.map((moment) => Date.parse(moment))) {
      expect(parseDate(formatDate(time, zone), zone)).toBe(time)
    }
  }
  expect(formatDate(Date.parse('2026-01-01T21:05:06Z'), 'Europe/Moscow')).toBe(
    '2026.01.02 00:05:06',
  )
})

test('both ways of writing a date are read, others are not', () => {
  expect(parseDate('2026-01-02 00:05:06', 'Europe/Moscow')).toBe(Date.parse('2026-01-01T21:05:06Z'))
  expect(parseDate('2026.01.02', 'Europe/Moscow')).toBe(Date.parse('2026-01-01T21:00:00Z'))
  expect(parseDate('02.01.2026', 'Europe/Moscow')).toBeUndefined()
})
