import { describe, expect, test } from 'vitest'

import { type LocalCategory, mergeCategories } from './merge-categories'

const item = (uuid: string, title: string, parent = '', more = {}) => ({
  uuid,
  title,
  parent,
  archived: false,
  order: null,
  ...more,
})
const node = (uuid: string, title: string, more: Partial<LocalCategory> = {}): LocalCategory => ({
  id: `id-${uuid}`,
  title,
  parent: '',
  active: true,
  naumen: { uuid, title, parent: '' },
  conflict: null,
  ...more,
})

describe('a new entry of Naumen’s catalogue', () => {
  test('appears in the bot, parents before children, in Naumen’s order', () => {
    const items = [
      item('3', 'Не печатает', '2'),
      item('2', 'Принтеры', '1'),
      item('5', 'Связь', '', { order: 2 }),
      item('1', 'Компьютер', '', { order: 1 }),
    ]
    expect(mergeCategories([], items).map((change) => 'uuid' in change && change.uuid)).toEqual([
      '1',
      '5',
      '2',
      '3',
    ])
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
    const created = mergeCategories([], items).map((change) => 'uuid' in change && change.uuid)
    expect(created).toEqual(['a', 'b', 'c'])
  })

  test('does not hang the bot when the catalogue bites its own tail', () => {
    const items = [item('1', 'А', '2'), item('2', 'Б', '1')]
    expect(mergeCategories([], items)).toHaveLength(2)
  })
})

describe('a change in Naumen', () => {
  test('of a name is taken over', () => {
    expect(mergeCategories([node('1', 'Принтеры')], [item('1', 'Печать')])).toEqual([
      {
        kind: 'update',
        id: 'id-1',
        title: 'Печать',
        snapshot: { title: 'Печать', parent: '' },
        synced: true,
      },
    ])
  })

  test('of the place is taken over', () => {
    const [change] = mergeCategories([node('1', 'Принтеры')], [item('1', 'Принтеры', '9')])
    expect(change).toMatchObject({ parent: '9', snapshot: { parent: '9' }, synced: true })
  })

  test('to the archive hides it here', () => {
    const [change] = mergeCategories([node('1', 'А')], [item('1', 'А', '', { archived: true })])
    expect(change).toMatchObject({ active: false, synced: true })
  })

  test('where an admin changed the same differently is a conflict, and the admin’s stays', () => {
    const changed = node('1', 'Принтеры и МФУ', {
      naumen: { uuid: '1', title: 'Принтеры', parent: '' },
    })
    const [change] = mergeCategories([changed], [item('1', 'Печать')])
    expect(change).toMatchObject({ conflict: expect.stringContaining('«Печать»'), synced: false })
    expect(change).not.toHaveProperty('title')
    const shown = change?.kind === 'update' ? (change.conflict ?? null) : null
    expect(mergeCategories([{ ...changed, conflict: shown }], [item('1', 'Печать')])).toEqual([])
  })

  test('that is also an admin’s is agreement', () => {
    const changed = node('1', 'Печать', { naumen: { uuid: '1', title: 'Принтеры', parent: '' } })
    const [change] = mergeCategories([changed], [item('1', 'Печать')])
    expect(change).toMatchObject({ snapshot: { title: 'Печать' }, synced: true })
    expect(change).not.toHaveProperty('conflict')
  })
})

test('an admin’s change that Naumen does not know yet is left alone', () => {
  const changed = node('1', 'Печать', { naumen: { uuid: '1', title: 'Принтеры', parent: '' } })
  expect(mergeCategories([changed], [item('1', 'Принтеры')])).toEqual([])
})

test('nothing changes when both sides agree, and what an admin switched off stays off', () => {
  expect(mergeCategories([node('1', 'А', { active: false })], [item('1', 'А')])).toEqual([])
})
