import { describe, expect, test } from 'vitest'
import type { Face } from '../../src/domain/category-merge'
import { type LocalCategory, mergeCategories, type NewCategory } from './merge-categories'

const face = (title: string, more: Partial<Face> = {}): Face => ({
  title,
  parent: '',
  archived: false,
  order: null,
  ...more,
})
const item = (uuid: string, title: string, parent = '', more = {}) => ({
  uuid,
  ...face(title, { parent, ...more }),
})
const node = (
  uuid: string,
  agreed: Face,
  ours: Partial<Face> = {},
  more: Partial<LocalCategory> = {},
): LocalCategory => ({
  id: `id-${uuid}`,
  uuid,
  agreed,
  ours: { ...agreed, ...ours },
  clash: null,
  busy: false,
  ...more,
})
const merge = (
  known: LocalCategory[],
  items: ReturnType<typeof item>[],
  fresh: NewCategory[] = [],
) => mergeCategories({ known, fresh }, items, { mapped: false })
const uuids = (changes: ReturnType<typeof merge>) =>
  changes.map((change) => change.kind === 'create' && change.uuid)

describe('a new entry of Naumen’s catalogue', () => {
  test('appears in the bot, parents before children, in Naumen’s order', () => {
    const items = [
      item('3', 'Не печатает', '2'),
      item('2', 'Принтеры', '1'),
      item('5', 'Связь', '', { order: 2 }),
      item('1', 'Компьютер', '', { order: 1 }),
    ]
    expect(uuids(merge([], items))).toEqual(['1', '5', '2', '3'])
  })

  test('does not appear when it, or anything above it, is archived, or it lies deeper than a topic', () => {
    const items = [
      item('1', 'Старое', '', { archived: true }),
      item('2', 'Под старым', '1'),
      item('a', 'А'),
      item('b', 'Б', 'a'),
      item('c', 'В', 'b'),
      item('d', 'Слишком глубоко', 'c'),
    ]
    expect(uuids(merge([], items))).toEqual(['a', 'b', 'c'])
  })

  test('does not hang the bot when the catalogue bites its own tail', () => {
    expect(merge([], [item('1', 'А', '2'), item('2', 'Б', '1')])).toHaveLength(2)
  })

  test('is no twin of the one whose create is on its way', () => {
    const ours = { id: 'ours', title: 'Плоттер', parent: '1', busy: true }
    const items = [item('1', 'Принтеры'), item('2', 'Плоттер', '1'), item('3', 'Плоттер', '9')]
    const known = [node('1', face('Принтеры'))]
    expect(uuids(merge(known, items, [ours]))).toEqual(['3'])
  })

  test('is the same thing as one of the same name made here and not yet sent', () => {
    const ours = { id: 'ours', title: 'плоттер', parent: '1', busy: false }
    const items = [item('1', 'Принтеры'), item('2', 'Плоттер', '1')]
    expect(merge([node('1', face('Принтеры'))], items, [ours])).toEqual([
      { kind: 'link', id: 'ours', item: items[1] },
    ])
  })
})

describe('a change in Naumen', () => {
  test('of a name is taken over', () => {
    expect(merge([node('1', face('Принтеры'))], [item('1', 'Печать')])).toEqual([
      {
        kind: 'update',
        id: 'id-1',
        take: { title: 'Печать' },
        agreed: face('Печать'),
        clash: null,
        waits: false,
      },
    ])
  })

  test('of the place is taken over', () => {
    const [change] = merge([node('1', face('Принтеры'))], [item('1', 'Принтеры', '9')])
    expect(change).toMatchObject({ take: { parent: '9' }, agreed: { parent: '9' }, waits: false })
  })

  test('to the archive hides it here, and back shows it again', () => {
    const away = [item('1', 'А', '', { archived: true })]
    expect(merge([node('1', face('А'))], away)).toMatchObject([{ take: { archived: true } }])
    const archived = node('1', face('А', { archived: true }))
    expect(merge([archived], [item('1', 'А')])).toMatchObject([{ take: { archived: false } }])
  })

  test('where an admin changed the same differently is a conflict told once, and the admin’s stays', () => {
    const changed = node('1', face('Принтеры'), { title: 'Принтеры и МФУ' })
    const [change] = merge([changed], [item('1', 'Печать')])
    expect(change).toMatchObject({ clash: { title: 'Печать' }, take: {} })
    const told = { ...changed, clash: { title: 'Печать' } }
    expect(merge([told], [item('1', 'Печать')])).toEqual([])
    expect(merge([told], [item('1', 'Печать ещё')])).toHaveLength(1)
  })

  test('to the archive of what an admin has just renamed is a conflict', () => {
    const changed = node('1', face('Принтеры'), { title: 'Печать' })
    const [change] = merge([changed], [item('1', 'Принтеры', '', { archived: true })])
    expect(change).toMatchObject({ clash: { archived: true }, take: {} })
  })

  test('that is also an admin’s is agreement', () => {
    const changed = node('1', face('Принтеры'), { title: 'Печать' })
    const [change] = merge([changed], [item('1', 'Печать')])
    expect(change).toMatchObject({ agreed: { title: 'Печать' }, clash: null, waits: false })
  })

  test('to a place that does not fit is told once', () => {
    const told = node('1', face('А'), {}, { clash: { parent: 'deep' } })
    expect(merge([told], [item('1', 'А', 'deep')])).toEqual([])
  })

  test('is left alone while ours is on its way: what was read is stale', () => {
    const busy = node('1', face('Принтеры'), { title: 'Печать' }, { busy: true })
    expect(merge([busy], [item('1', 'МФУ')])).toEqual([])
  })
})

test('an admin’s change that Naumen does not know yet is left alone', () => {
  const changed = node('1', face('Принтеры'), { title: 'Печать' })
  expect(merge([changed], [item('1', 'Принтеры')])).toEqual([])
})

test('nothing changes when both sides agree, and what an admin switched off stays off', () => {
  expect(merge([node('1', face('А'), { archived: true })], [item('1', 'А')])).toEqual([])
})

test('the order comes over only where Naumen keeps one', () => {
  const known = [node('1', face('А', { order: 1 }))]
  const items = [item('1', 'А', '', { order: 5 })]
  expect(merge(known, items)).toEqual([])
  const [change] = mergeCategories({ known, fresh: [] }, items, { mapped: true })
  expect(change).toMatchObject({ take: { order: 5 }, agreed: { order: 5 } })
})
