import { expect, test } from 'vitest'
import { type Category, treeOf } from '../../src/domain/category'
import { emptyDraft } from '../../src/domain/draft'
import { heedTree } from './topic-changed'

const node = (id: string, parent: string | null): Category => ({
  id,
  parent,
  title: id,
  order: 1,
  keywords: '',
})
const printing = treeOf([node('ИТ', null), node('Печать', 'ИТ'), node('Замятие', 'Печать')])
const moved = treeOf([node('ИТ', null), node('МФУ', 'ИТ'), node('Замятие', 'МФУ')])
const gone = treeOf([node('ИТ', null), node('Печать', 'ИТ')])
const draft = { ...emptyDraft('key'), topic: 'Замятие', parts: [{ message: 1, text: 'Жуёт' }] }
const chosen = heedTree({ draft: { draft }, step: 'preview' }, { categories: printing })

test('what was written goes on with the topic it was written for', () => {
  expect(chosen.notes).toBeUndefined()
  const sent = heedTree({ ...chosen, act: 'file' }, { categories: printing })
  expect(sent.act).toBe('file')
})

test('a topic archived meanwhile is chosen anew, and nothing written is lost', () => {
  const next = heedTree(chosen, { categories: gone })
  expect(next).toMatchObject({ step: 'topic', notes: [{ text: 'topicGone' }] })
  expect(next.draft.draft.topic).toBeUndefined()
  expect(next.draft.draft.parts).toEqual(draft.parts)
})

test('of a topic moved meanwhile the person hears before it is sent, once', () => {
  const told = heedTree({ ...chosen, act: 'file' }, { categories: moved })
  expect(told).toMatchObject({
    step: 'preview',
    notes: [{ text: 'topicMoved', values: { path: 'ИТ → МФУ → Замятие' } }],
  })
  expect(told.act).toBeUndefined()
  expect(heedTree({ ...told, act: 'file', notes: [] }, { categories: moved }).act).toBe('file')
})
