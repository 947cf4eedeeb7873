import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseHtml as readAsTelegram } from '../sandbox/telegram/html-entities'
import { cutHtml, cutText, escapeHtml, fill, plain, splitHtml } from './text'

// Whatever people, admins and Naumen may write: markup, halves of it, emoji, odd characters
const piece = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    '<b>',
    '</b>',
    '<i>',
    '</i>',
    '<a href="https://blago.example/?a=1&b=2">',
    '</a>',
  ),
  fc.constantFrom('<code>', '</code>', '<pre>', '</pre>', '<blockquote>', '</blockquote>'),
  fc.constantFrom(
    '<script>',
    '<b',
    '</',
    '<a href="javascript:alert(1)">',
    "<a href='\">'>",
    '<u a=">',
  ),
  fc.constantFrom(
    '&lt;',
    '&amp;',
    '&',
    '&#128512;',
    '&#xd83d;',
    '&#0;',
    '&quot',
    '&nbsp;',
    '&&lt;',
  ),
  fc.constantFrom(
    '\n',
    '\n\n',
    ' ',
    '🧑‍🔧',
    '\ud83d',
    '\ude00',
    '\u0000',
    '\u202e',
    '<B>',
    '<STRONG>',
  ),
)
const anything = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''))
const limit = fc.integer({ min: 2, max: 60 })
const ours = [
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'code',
  'pre',
  'text_link',
  'blockquote',
]

test('Telegram can read whatever we send, and finds no tags but ours in it', () => {
  fc.assert(
    fc.property(anything, (html) => {
      const { text, entities } = readAsTelegram(cutHtml(html, 10_000))
      expect(text).toBe(plain(html))
      for (const entity of entities) {
        expect(ours).toContain(entity.type)
        if (entity.type === 'text_link') expect(entity.url).toMatch(/^(https?|tg):/)
      }
    }),
    { numRuns: 2000 },
  )
})

test('what a person typed is shown exactly as typed', () => {
  fc.assert(
    fc.property(anything, (typed) => {
      const shown = readAsTelegram(cutHtml(fill('<b>{text}</b>', { text: typed }), 10_000))
      expect(shown.text).toBe(typed.toWellFormed())
      expect(plain(escapeHtml(typed))).toBe(typed.toWellFormed())
    }),
    { numRuns: 2000 },
  )
})

test('a cut text is never longer than its limit, and is the beginning of the whole', () => {
  fc.assert(
    fc.property(anything, limit, (html, most) => {
      const { text } = readAsTelegram(cutHtml(html, most))
      expect(text.length).toBeLessThanOrEqual(most)
      expect(text.isWellFormed()).toBe(true)
      if (plain(html).length > most) expect(plain(html).startsWith(text.slice(0, -1))).toBe(true)
      else expect(text).toBe(plain(html))
    }),
    { numRuns: 2000 },
  )
})

test('a long text divided into parts loses nothing but the blanks at the borders', () => {
  fc.assert(
    fc.property(anything, limit, (html, most) => {
      const parts = splitHtml(html, most).map((part) => readAsTelegram(part).text)
      for (const part of parts) expect(part.length).toBeLessThanOrEqual(most)
      const solid = (text: string) => text.replace(/\s+/g, '')
      expect(solid(parts.join(''))).toBe(solid(plain(html)))
    }),
    { numRuns: 2000 },
  )
})

test('a text without markup is cut at its limit too', () => {
  fc.assert(
    fc.property(anything, fc.nat(60), (text, most) => {
      const cut = cutText(text, most)
      expect(cut.length).toBeLessThanOrEqual(most)
      expect(cut.isWellFormed()).toBe(true)
    }),
  )
})

test('a cut closes the tags it stands in and ends in «…»', () => {
  expect(cutHtml('<b>Заявка <i>принята</i></b>', 10)).toBe('<b>Заявка <i>пр…</i></b>')
  expect(cutHtml('😀😀😀', 4)).toBe('😀…')
  expect(cutHtml('5 &lt; 6 &amp; 7', 6)).toBe('5 &lt; 6…')
})

test('a long text is divided between paragraphs, else lines, else words', () => {
  expect(splitHtml('<b>один два\n\nтри четыре</b>', 14)).toEqual([
    '<b>один два</b>',
    '<b>три четыре</b>',
  ])
  expect(splitHtml('один два\nтри четыре', 14)).toEqual(['один два', 'три четыре'])
  expect(splitHtml('один два три', 9)).toEqual(['один два', 'три'])
  expect(splitHtml('', 9)).toEqual([])
})

test('values stand in their places, and a line of nothing but empty ones goes away', () => {
  const text = '<b>{name}</b>\n{post}\n{department}\n\n{mail}'
  const values = { name: 'Иван <&>', post: '', department: 'Склад', mail: null }
  expect(fill(text, values)).toBe('<b>Иван &lt;&amp;&gt;</b>\nСклад\n')
})

test('a mistyped placeholder stays visible, and no name reaches into the program', () => {
  expect(fill('{nmae} {toString} {__proto__}', { name: 'Иван' })).toBe(
    '{nmae} {toString} {__proto__}',
  )
})

test('a value that looks like a placeholder is not filled again', () => {
  expect(fill('{a} {b}', { a: '{b}', b: '$&' })).toBe('{b} $&amp;')
})
