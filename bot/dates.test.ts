import { expect, test } from 'vitest'
import { ageInWords, dateInWords, timeInWords } from './dates'

const zone = 'Europe/Moscow'
const now = new Date('2026-11-22T12:00:00Z')

test('a date is written as Russians write it, in the zone of the company', () => {
  expect(dateInWords('2026-11-22T11:05:00Z', zone, now)).toBe('22 ноября, 14:05')
  expect(dateInWords('2026-11-22T22:05:00Z', zone, now)).toBe('23 ноября, 01:05')
  expect(timeInWords(new Date('2026-11-22T11:05:33Z'), zone)).toBe('14:05:33')
})

test('another year is named, also where only the zone makes it another', () => {
  expect(dateInWords('2024-03-01T09:00:00Z', zone, now)).toBe('1 марта 2024, 12:00')
  expect(dateInWords('2025-12-31T22:00:00Z', zone, now)).toBe('1 января, 01:00')
})

test('an age takes the least room', () => {
  const hour = 3600
  const day = 24 * hour
  const ages: [number, string][] = [
    [-5, 'сейчас'],
    [59, 'сейчас'],
    [60, '1 мин'],
    [2 * hour, '2 ч'],
    [3 * day, '3 дн.'],
    [30 * day, '30 дн.'],
    [31 * day, '1 мес.'],
    [364 * day, '11 мес.'],
    [2 * 365 * day, '2 г.'],
    [5 * 365 * day, '5 л.'],
    [21 * 365 * day, '21 г.'],
  ]
  for (const [seconds, words] of ages) expect(ageInWords(seconds)).toBe(words)
})
