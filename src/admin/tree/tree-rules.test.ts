import { describe, expect, test } from 'vitest'
import {
  forestOf,
  mayStandIn,
  movedTo,
  partAt,
  placeAfterStep,
  placeAt,
  rowsOf,
  type TreeNode,
} from './tree-rules'

const node = (id: string, parent: string | null, order: number, words = ''): TreeNode => ({
  id,
  parent,
  order,
  title: id,
  words,
})
const nodes = [
  node('Связь', null, 2),
  node('Компьютер', null, 1),
  node('Принтеры', 'Компьютер', 1),
  node('Место', 'Компьютер', 2),
  node('Не печатает', 'Принтеры', 1, 'МФУ, струйник'),
  node('Замятие', 'Принтеры', 2),
]
const forest = forestOf(nodes)
const limits = { maxDepth: 3 }
const titles = (open: string[], query = '') =>
  rowsOf(forest, new Set(open), query).map((row) => row.node.title)

describe('what is seen', () => {
  test('at first is the top level, in the admins’ order', () => {
    expect(titles([])).toEqual(['Компьютер', 'Связь'])
    expect(titles(['Компьютер'])).toEqual(['Компьютер', 'Принтеры', 'Место', 'Связь'])
  })

  test('in a search is what fits by title or by further words, with all above it', () => {
    expect(titles([], 'СТРУЙНИК печ')).toEqual(['Компьютер', 'Принтеры', 'Не печатает'])
    expect(titles(['Компьютер'], 'нет такого')).toEqual([])
  })

  test('is, of some kind alone, that kind and all above it', () => {
    const only = ({ id }: TreeNode) => id === 'Замятие' || id === 'Место'
    const seen = (query: string) =>
      rowsOf(forest, new Set(), query, only).map(({ node }) => node.id)
    expect(seen('')).toEqual(['Компьютер', 'Принтеры', 'Замятие', 'Место'])
    expect(seen('зам')).toEqual(['Компьютер', 'Принтеры', 'Замятие'])
  })

  test('is everything, even what hangs in a circle or on nothing', () => {
    const odd = forestOf([node('а', 'б', 1), node('б', 'а', 1), node('в', 'пропал', 1)])
    expect(rowsOf(odd, new Set(), '')).toHaveLength(3)
  })
})

describe('a node that is dragged', () => {
  const drop = (id: string, over: string, part: 'before' | 'inside' | 'after') =>
    placeAt(forest, id, { over, part }, limits)

  test('lands before, after or inside the one it is let go over', () => {
    expect(drop('Замятие', 'Не печатает', 'before')).toEqual({ parent: 'Принтеры', after: null })
    expect(drop('Место', 'Связь', 'inside')).toEqual({ parent: 'Связь', after: null })
    expect(drop('Связь', 'Компьютер', 'before')).toEqual({ parent: null, after: null })
    expect(drop('Место', 'Связь', 'after')).toEqual({ parent: null, after: 'Связь' })
  })

  test('never lands in itself, in what is below it, or deeper than the tree may be', () => {
    expect(drop('Компьютер', 'Замятие', 'inside')).toBeNull()
    expect(drop('Компьютер', 'Принтеры', 'after')).toBeNull()
    expect(drop('Принтеры', 'Место', 'inside')).toBeNull()
    expect(mayStandIn(forest, 'Компьютер', 'Связь', limits)).toBe(false)
  })

  test('lands where it may: an archived parent takes nothing new, and keeps what it has', () => {
    const closed = { maxDepth: 3, accepts: ({ id }: TreeNode) => id !== 'Принтеры' }
    expect(mayStandIn(forest, 'Место', 'Принтеры', closed)).toBe(false)
    expect(mayStandIn(forest, 'Замятие', 'Принтеры', closed)).toBe(true)
  })

  test('stands at once where it was let go', () => {
    const after = movedTo(nodes, 'Место', { parent: 'Компьютер', after: null })
    expect(
      forestOf(after)
        .childrenOf('Компьютер')
        .map(({ id }) => id),
    ).toEqual(['Место', 'Принтеры'])
  })

  test('goes inside by the middle of a row, beside it by its edges', () => {
    expect([0.1, 0.5, 0.9].map((share) => partAt(share, true))).toEqual([
      'before',
      'inside',
      'after',
    ])
    expect([0.1, 0.5, 0.9].map((share) => partAt(share, false))).toEqual([
      'before',
      'after',
      'after',
    ])
  })
})

test('keys move a node up, down, into the one above, and out', () => {
  const step = (id: string, to: 'up' | 'down' | 'in' | 'out') =>
    placeAfterStep(forest, id, to, limits)
  expect(step('Замятие', 'up')).toEqual({ parent: 'Принтеры', after: null })
  expect(step('Не печатает', 'down')).toEqual({ parent: 'Принтеры', after: 'Замятие' })
  expect(step('Не печатает', 'up')).toBeNull()
  expect(step('Связь', 'in')).toEqual({ parent: 'Компьютер', after: 'Место' })
  expect(step('Замятие', 'in')).toBeNull()
  expect(step('Замятие', 'out')).toEqual({ parent: 'Компьютер', after: 'Принтеры' })
  expect(step('Связь', 'out')).toBeNull()
})
