import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Draft,
  emptyDraft,
  fileLines,
  isEmpty,
  maxFileBytes,
  maxFiles,
  maxText,
  mayHoldPlace,
  textOf,
  withFiles,
  withText,
} from './draft'
import type { Attachment } from './screen'

const file = (name: string, more: Partial<Attachment> = {}): Attachment => ({
  kind: 'document',
  remoteId: `r-${name}`,
  uniqueId: `u-${name}`,
  name,
  mime: 'application/pdf',
  size: 1000,
  ...more,
})

const kinds = ['photo', 'document', 'video', 'voice', 'audio', 'videoNote'] as const
const files: fc.Arbitrary<Attachment> = fc.record({
  kind: fc.constantFrom(...kinds),
  remoteId: fc.string(),
  uniqueId: fc.string(),
  name: fc.string({ unit: 'binary', maxLength: 300 }),
  mime: fc.constantFrom('image/jpeg', 'application/pdf'),
  size: fc.oneof(fc.nat(maxFileBytes), fc.integer({ min: maxFileBytes + 1, max: 2 ** 31 })),
})

type Sent = { message: number; text: string; files: Attachment[] }
const sent: fc.Arbitrary<Sent> = fc.record({
  message: fc.integer({ min: 1, max: 15 }),
  text: fc.oneof(
    fc.string(),
    fc.constantFrom('', '  ', 'x'.repeat(4096)),
    fc.string({ minLength: 3000, maxLength: 4096 }),
  ),
  files: fc.array(files, { maxLength: 4 }),
})

const take = (draft: Draft, { message, text, files }: Sent): Draft =>
  withFiles(withText(draft, message, text)[0], message, files)[0]

const draftOf = (all: Sent[]) => all.reduce(take, emptyDraft('key'))

describe('a draft', () => {
  test('never grows past ten files and its length of text, whatever is sent', () =>
    fc.assert(
      fc.property(fc.array(sent, { maxLength: 30 }), (all) => {
        const draft = draftOf(all)
        expect(draft.files.length).toBeLessThanOrEqual(maxFiles)
        expect(textOf(draft).length).toBeLessThanOrEqual(maxText)
        expect(draft.files.every(({ size }) => size <= maxFileBytes)).toBe(true)
        expect(draft.parts.every(({ text }) => text.trim())).toBe(true)
        expect(draft.key).toBe('key')
      }),
    ))

  test('takes nothing twice when the same message comes twice', () =>
    fc.assert(
      fc.property(fc.array(sent, { maxLength: 15 }), sent, (before, message) => {
        const once = take(draftOf(before), message)
        expect(take(once, message)).toEqual(once)
      }),
    ))

  test('an edited message changes its own part and no other', () =>
    fc.assert(
      fc.property(fc.array(sent, { maxLength: 15 }), sent, (before, edit) => {
        const draft = draftOf(before)
        const edited = take(draft, edit)
        const others = <T extends { message: number }>(all: T[]) =>
          all.filter(({ message }) => message !== edit.message)
        expect(others(edited.parts)).toEqual(others(draft.parts))
        expect(others(edited.files)).toEqual(others(draft.files))
        const order = ({ parts }: Draft) => parts.map(({ message }) => message)
        const kept = order(draft).filter((message) => order(edited).includes(message))
        expect(order(edited).slice(0, kept.length)).toEqual(kept)
      }),
    ))

  test('an edited text stands where the first one stood', () => {
    const draft = draftOf([
      { message: 1, text: 'один', files: [] },
      { message: 2, text: 'два', files: [] },
    ])
    expect(textOf(withText(draft, 1, 'раз')[0])).toBe('раз\nдва')
  })

  test('a caption edited away is gone, its file stays', () => {
    const draft = draftOf([{ message: 1, text: 'подпись', files: [file('a')] }])
    const edited = take(draft, { message: 1, text: '', files: [file('a')] })
    expect(textOf(edited)).toBe('')
    expect(edited.files).toHaveLength(1)
  })

  test('a file exchanged in an edited message takes the place of the first', () => {
    const draft = draftOf([
      { message: 1, text: '', files: [file('wrong')] },
      { message: 2, text: '', files: [file('second')] },
    ])
    const names = take(draft, { message: 1, text: '', files: [file('right')] }).files
    expect(names.map(({ name }) => name)).toEqual(['right', 'second'])
  })

  test('keeps the old file when the one it is exchanged for is too big', () => {
    const draft = draftOf([{ message: 1, text: '', files: [file('small')] }])
    const [after, troubles] = withFiles(draft, 1, [file('big', { size: maxFileBytes + 1 })])
    expect(after.files.map(({ name }) => name)).toEqual(['small'])
    expect(troubles).toEqual([{ trouble: 'fileTooBig', name: 'big' }])
  })

  test('says which files it had no room for', () => {
    const ten = Array.from({ length: maxFiles }, (_, at) => file(`f${at}`))
    const full = withFiles(emptyDraft('key'), 1, ten)[0]
    const [after, troubles] = withFiles(full, 2, [file('a'), file('b')])
    expect(after.files).toHaveLength(maxFiles)
    expect(troubles).toEqual([{ trouble: 'tooManyFiles', names: '«a», «b»' }])
  })

  test('takes a file of exactly 20 MB, and one whose size Telegram does not tell', () => {
    const sizes = [maxFileBytes, 0].map((size) => file(String(size), { size }))
    expect(withFiles(emptyDraft('key'), 1, sizes)[1]).toEqual([])
  })

  test('says so when the text is too long, and keeps what was there', () => {
    const long = draftOf([{ message: 1, text: 'я'.repeat(maxText), files: [] }])
    expect(withText(long, 2, 'ещё')).toEqual([long, [{ trouble: 'textTooLong' }]])
  })

  test('is empty until there is something an engineer could look at', () => {
    const draft = emptyDraft('key')
    expect(isEmpty({ ...draft, topic: 'topic' })).toBe(true)
    expect(isEmpty(withText(draft, 1, ' \n')[0])).toBe(true)
    expect(isEmpty(withText(draft, 1, 'не печатает')[0])).toBe(false)
    expect(isEmpty(withFiles(draft, 1, [file('a')])[0])).toBe(false)
    expect(isEmpty({ ...draft, place: { latitude: 1, longitude: 2 } })).toBe(false)
  })
})

describe('what a draft shows', () => {
  test('files by kind, name and size in Russian', () => {
    const all = [
      file('отчёт.pdf', { size: 1536 * 1024 }),
      file('Фото.jpg', { kind: 'photo', size: 10 }),
      file('Голос.ogg', { kind: 'voice', size: 0 }),
    ]
    expect(fileLines(withFiles(emptyDraft('key'), 1, all)[0])).toEqual([
      '📄 отчёт.pdf (1,5 МБ)',
      '🖼 Фото.jpg (1 КБ)',
      '🎤 Голос.ogg',
    ])
  })

  test('fits a screen however long the names are', () =>
    fc.assert(
      fc.property(fc.array(sent, { maxLength: 20 }), (all) => {
        expect(fileLines(draftOf(all)).join('\n').length).toBeLessThan(1500)
      }),
    ))

  test('a warning is due for pictures sent as files, and only for those', () => {
    const holds = (one: Attachment) => mayHoldPlace(withFiles(emptyDraft('key'), 1, [one])[0])
    expect(holds(file('a', { mime: 'image/jpeg' }))).toBe(true)
    expect(holds(file('a', { mime: 'image/heic' }))).toBe(true)
    expect(holds(file('a', { kind: 'photo', mime: 'image/jpeg' }))).toBe(false)
    expect(holds(file('a'))).toBe(false)
  })
})
