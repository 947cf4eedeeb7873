import { expect, test } from 'vitest'
import { clashWords, type Face, mergeFaces, nextWrite, withOwn } from './category-merge'

const agreed: Face = { title: 'Принтеры', parent: 'top', archived: false, order: 1 }
const merged = (ours: Partial<Face>, theirs: Partial<Face>, mapped = true) =>
  mergeFaces(agreed, { ...agreed, ...ours }, { ...agreed, ...theirs }, { mapped })

test('what changed there alone is taken, what changed here alone is written', () => {
  expect(merged({ title: 'Печать' }, { parent: 'other' })).toEqual({
    take: { parent: 'other' },
    write: { title: 'Печать' },
    clash: null,
    agreed: { ...agreed, parent: 'other' },
  })
})

test('the same change on both sides is agreement', () => {
  const { take, write, clash, agreed: now } = merged({ title: 'Печать' }, { title: 'Печать' })
  expect([take, write, clash, now.title]).toEqual([{}, {}, null, 'Печать'])
})

test('different changes of the same are a conflict, and stay unsettled', () => {
  const { clash, take, agreed: now } = merged({ title: 'Печать' }, { title: 'МФУ', order: 4 })
  expect(clash).toEqual({ title: 'МФУ' })
  expect(take).toEqual({ order: 4 })
  expect(now.title).toBe('Принтеры')
  expect(clashWords(clash ?? {})).toContain('«МФУ»')
})

test('Naumen’s archive against an edit here is a conflict; without an edit it is taken', () => {
  expect(merged({ title: 'Печать' }, { archived: true }).clash).toEqual({ archived: true })
  expect(merged({ parent: 'other' }, { archived: true }).clash).toEqual({ archived: true })
  expect(merged({}, { archived: true }).take).toEqual({ archived: true })
})

test('archived here and renamed there: both hold', () => {
  const { take, write, clash } = merged({ archived: true }, { title: 'МФУ' })
  expect([take, write, clash]).toEqual([{ title: 'МФУ' }, { archived: true }, null])
})

test('brought back there comes back here', () => {
  const away = { ...agreed, archived: true }
  expect(mergeFaces(away, away, agreed, { mapped: true }).take).toEqual({ archived: false })
})

test('the order is Naumen’s business only where it keeps one, and ours wins where both changed it', () => {
  expect(merged({ order: 3 }, { order: 7 }, false)).toMatchObject({ take: {}, write: {} })
  expect(merged({ order: 3 }, { order: 7 }).write).toEqual({ order: 3 })
  expect(merged({ order: 1.2 }, {}).write).toEqual({})
  expect(merged({}, { order: 7 }).take).toEqual({ order: 7 })
})

test('an item without a name renames nothing', () => {
  expect(merged({}, { title: '' }).take).toEqual({})
})

test('an archived category is brought back before it is renamed, and archived after', () => {
  expect(nextWrite({ archived: false, title: 'а' })).toEqual({ archived: false })
  expect(nextWrite({ archived: true, title: 'а' })).toEqual({ title: 'а' })
  expect(nextWrite({ archived: true })).toEqual({ archived: true })
  expect(nextWrite({})).toBeNull()
})

test('what we sent without ever hearing of it again is no news where it arrived', () => {
  const theirs = { ...agreed, title: 'Печать', order: 3 }
  expect(withOwn(agreed, { title: 'Печать', order: 2.6 }, theirs)).toEqual(theirs)
  expect(withOwn(agreed, { title: 'Сканеры' }, theirs)).toEqual(agreed)
  const ours = { ...agreed, title: 'МФУ' }
  const heard = mergeFaces(withOwn(agreed, { title: 'Печать' }, theirs), ours, theirs, {
    mapped: false,
  })
  expect([heard.clash, heard.write]).toEqual([null, { title: 'МФУ' }])
})
