import { expect, test } from 'vitest'
import { cleanTitle, orderBetween, wholeOrders } from './category-place'

test('a node is put between its neighbours, first or last', () => {
  expect(orderBetween(1, 2)).toBe(1.5)
  expect(orderBetween(undefined, 1)).toBe(0)
  expect(orderBetween(3.5, undefined)).toBe(4)
  expect(orderBetween(undefined, undefined)).toBe(1)
})

test('where halving has come to its end, there is no place between', () => {
  expect(orderBetween(1, 1)).toBeNull()
  expect(orderBetween(1, 1 + 1e-9)).toBeNull()
})

test('where Naumen counts in whole numbers, as few neighbours as can be move up', () => {
  expect(wholeOrders([1, null, 2, 7])).toEqual([1, 2, 3, 7])
  expect(wholeOrders([null, 5])).toEqual([1, 5])
  expect(wholeOrders([1, 3, null])).toEqual([1, 3, 4])
})

test('spaces nobody sees are no part of a title', () => {
  expect(cleanTitle('  Не\u00a0 печатает\n')).toBe('Не печатает')
})
