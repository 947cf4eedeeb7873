import { expect, test } from 'vitest'
import { momentInWords } from './company-time'

const now = new Date('2026-11-23T11:00:00Z')
const inMoscow = { language: 'ru', timeZone: 'Europe/Moscow', now }

test('what was today or yesterday is said so, by the calendar of the company', () => {
  expect(momentInWords('2026-11-23T11:00:00Z', inMoscow)).toBe('сегодня, 14:00')
  expect(momentInWords('2026-11-22T21:00:00Z', inMoscow)).toBe('сегодня, 00:00')
  expect(momentInWords('2026-11-22T20:59:00Z', inMoscow)).toBe('вчера, 23:59')
})

test('an older moment has its day, of another year the year too', () => {
  expect(momentInWords('2026-11-20T11:05:00Z', inMoscow)).toBe('20 ноября, 14:05')
  expect(momentInWords('2025-11-20T11:05:00Z', inMoscow)).toBe('20 ноября 2025 г.')
  expect(momentInWords('2026-11-20T11:05:00Z', { ...inMoscow, language: 'en' })).toBe(
    '20 November, 14:05',
  )
})
