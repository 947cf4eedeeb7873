import { expect, test } from 'vitest'
import { counted, durationIn, nouns, numberIn } from './counted'

test('a time is told in two units at most', () => {
  const told = [8, 59, 90, 3600, 12_000, 86_399, 86_400, 187_200].map((s) => durationIn('ru', s))
  expect(told).toEqual(['8 с', '59 с', '2 мин', '1 ч', '3 ч 20 мин', '1 дн.', '1 дн.', '2 дн. 4 ч'])
  expect(durationIn('en', 12_000)).toBe('3 h 20 min')
})

test('numbers are written as the reader writes them', () => {
  expect(numberIn('ru', 1_234_567)).toBe('1\u00a0234\u00a0567')
  expect(numberIn('ru', 4.56, 1)).toBe('4,6')
  expect(numberIn('en', 4.56, 1)).toBe('4.6')
})

test('a noun follows its number', () => {
  expect([1, 2, 5, 21].map((count) => counted('ru', count, nouns.tickets))).toEqual([
    '1 заявке',
    '2 заявкам',
    '5 заявкам',
    '21 заявке',
  ])
})
