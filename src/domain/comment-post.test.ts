import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  captionFor,
  type Comment,
  commentPost,
  deletedHtml,
  groupFiles,
  type PhoneFile,
} from './comment-post'
import { fill, plain } from './text'
import { defaultTexts, type Say } from './texts'

const say: Say = (name, values = {}) => fill(defaultTexts[name].text, values)
const comment = (html: string, more: Partial<Comment> = {}): Comment => ({
  number: 'Б-1001',
  author: 'Пётр',
  html,
  edited: false,
  files: 0,
  ...more,
})

test('a short comment is one message under its author and number', () => {
  expect(commentPost(comment('Готово'), say)).toEqual({
    texts: ['💬 <b>Пётр</b> · Б-1001\nГотово'],
    whole: null,
  })
})

test('whatever the author is called, it stays text, and a blank name is «Инженер»', () => {
  expect(commentPost(comment('', { author: '<i>{part}</i>' }), say).texts[0]).toContain(
    '<b>&lt;i&gt;{part}&lt;/i&gt;</b>',
  )
  expect(commentPost(comment('', { author: ' ' }), say).texts[0]).toContain('Инженер')
})

test('an edited comment says so on its last message', () => {
  const { texts } = commentPost(comment('слово '.repeat(1000), { edited: true }), say)
  expect(texts).toHaveLength(2)
  expect(texts.map((text) => text.includes('✏️ изменено'))).toEqual([false, true])
})

test('a comment of any length fits its messages, and nothing of it is lost', () => {
  const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 40 }), fc.nat(60), (words, times) => {
      const said = Array.from({ length: times + 1 }, () => words.join(' ')).join('\n')
      const html = said.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
      const { texts, whole } = commentPost(comment(html, { edited: true }), say)
      expect(texts.length).toBeLessThanOrEqual(5)
      for (const text of texts) expect(plain(text).length).toBeLessThanOrEqual(4096)
      const marks = /\n✏️ изменено$/
      const shown = texts.map((text) => plain(text).split('\n').slice(1).join('\n'))
      const all = whole ?? shown.join(' ').replace(marks, '')
      const letters = (text: string) => text.replaceAll(/\s/g, '')
      expect(letters(all)).toBe(letters(said.toWellFormed()))
    }),
    { numRuns: 200 },
  )
})

test('a file of the whole keeps the addresses behind words', () => {
  const link = '<a href="https://naumen.example/1">инструкция</a>'
  const { whole } = commentPost(comment(`${link} ${'слово '.repeat(5000)}`), say)
  expect(whole).toContain('инструкция (https://naumen.example/1)')
})

test('words fit under a picture up to 1024 characters, their head counted', () => {
  expect(captionFor(comment('а'.repeat(900)), say)).toContain('Б-1001')
  expect(captionFor(comment('а'.repeat(1024)), say)).toBeNull()
})

test('of a deleted comment its author, its number and the sign are left', () => {
  expect(deletedHtml(comment('Секрет'), say)).toBe(
    '💬 <b>Пётр</b> · Б-1001\n<i>🗑 Инженер удалил это сообщение</i>',
  )
})

const megabyte = 1024 * 1024
const files = (count: number, more: Partial<PhoneFile> = {}): PhoneFile[] =>
  Array.from({ length: count }, (_, index) => ({ index, asPhoto: true, size: 1000, ...more }))

test('fifteen pictures are two albums, eleven one and a single', () => {
  expect(groupFiles(files(15)).map((group) => group.files.length)).toEqual([10, 5])
  expect(groupFiles(files(11)).map((group) => group.files.length)).toEqual([10, 1])
})

test('pictures and other files never share an album, and keep their order', () => {
  const mixed = files(5).map((file) => ({ ...file, asPhoto: file.index % 2 === 0 }))
  expect(groupFiles(mixed)).toEqual([
    { of: 'photo', files: [0, 2, 4] },
    { of: 'document', files: [1, 3] },
  ])
})

test('no album is heavier than twenty megabytes, a heavy file goes alone', () => {
  const sizes = [9, 9, 9, 45, 1, 1].map((size) => size * megabyte)
  const known = sizes.map((size, index) => ({ index, asPhoto: false, size }))
  expect(groupFiles(known).map((group) => group.files)).toEqual([[0, 1], [2], [3], [4, 5]])
})
