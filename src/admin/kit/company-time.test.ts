import { expect, test } from 'vitest'
import { momentInWords } from './company-time'

const now = new Date('2026-11-23T11:00:00Z')
const inMoscow = { language: 'ru', timeZone: 'Europe/Moscow', now }

test('what was today or yesterday is said so, by the calendar of the company', () => {
  expect(momentInWords('2026-11-23T11:00:00Z', inMoscow)).toBe('сегодня, 14:00')
  expect(momentInWords('2026-11-22T21:00:00Z', inMoscow)).toBe('сегодня, 00:00')
  expect(momentInWords('2026-11-22T20:59:00Z', inMoscow)).toBe('вчера, 23:59')
})

test('a deadline of tomorrow is called so, and the last night of a year keeps its hour', () => {
  expect(momentInWords('2026-11-24T15:00:00Z', inMoscow)).toBe('завтра, 18:00')
  const newYear = { ...inMoscow, now: new Date('2027-01-01T06:00:00Z') }
  expect(momentInWords('2026-12-31T11:00:00Z', newYear)).toBe('вчера, 14:00')
})

test('an older moment has its day, of another year the year too', () => {
  expect(momentInWords('2026-11-20T11:05:00Z', inMoscow)).toBe('20 ноября, 14:05')
  expect(momentInWords('2025-11-20T11:05:00Z', inMoscow)).toBe('20 ноября 2025 г.')
  expect(momentInWords('2026-11-20T11:05:00Z', { ...inMoscow, language: 'en' })).toBe(
    '20 November, 14:05',
  )
})
