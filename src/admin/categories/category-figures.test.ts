import { expect, test } from 'vitest'
import type { CategoryNode } from '../../database/category-tree'
import { figuresOf, inUse, summedUses } from './category-figures'
import { draftsInWords, figuresInWords } from './words'

const node = (
  id: string,
  parent: string | null,
  more: Partial<CategoryNode> = {},
): CategoryNode => ({
  id,
  parent,
  title: id,
  order: 1,
  words: '',
  active: true,
  state: 'synced',
  reason: null,
  theirs: null,
  theirPlace: null,
  ...more,
})
const nodes = [
  node('ИТ', null),
  node('Печать', 'ИТ'),
  node('Не печатает', 'Печать', { state: 'waiting' }),
  node('Замятие', 'Печать', { active: false }),
]

test('requests are summed from the topics upwards, archived topics too', () => {
  expect(summedUses(nodes, { 'Не печатает': 3, Замятие: 2, Печать: 1 })).toEqual({
    ИТ: 6,
    Печать: 6,
    'Не печатает': 3,
    Замятие: 2,
  })
})

test('the heading counts topics in use and what waits, and says nothing of nothing', () => {
  const figures = figuresOf(nodes)
  expect(figures).toEqual({ topics: 1, waiting: 1, failed: 0, conflict: 0 })
  expect(figuresInWords('ru', figures)).toEqual({
    topics: 'тем: 1',
    troubles: [{ state: 'waiting', text: 'ждут передачи: 1' }],
  })
})

test('the archive is hidden, but never what somebody has to decide on', () => {
  expect(inUse(nodes).map(({ id }) => id)).toEqual(['ИТ', 'Печать', 'Не печатает'])
  const clash = nodes.map((one) => (one.active ? one : { ...one, state: 'conflict' as const }))
  expect(inUse(clash)).toHaveLength(4)
})

test('people are counted as Russians count them', () => {
  expect([1, 3, 5].map((count) => draftsInWords('ru', count).split(' заявку')[0])).toEqual([
    '1 человек сейчас составляет',
    '3 человека сейчас составляют',
    '5 человек сейчас составляют',
  ])
})
