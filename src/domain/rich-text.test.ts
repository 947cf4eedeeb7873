import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseHtml as readAsTelegram } from '../sandbox/telegram/html-entities'
import { richTextToHtml } from './rich-text'

const text = (words: string, format = 0) => ({ type: 'text', text: words, format })
const block = (type: string, ...children: object[]) => ({ type, children })
const item = (...children: object[]) => block('listitem', ...children)
const list = (listType: string, ...children: object[]) => ({ type: 'list', listType, children })
const link = (url: string, words: string) => ({
  type: 'link',
  fields: { url },
  children: [text(words)],
})
const page = (...children: object[]) => richTextToHtml({ root: { type: 'root', children } })

test('the panel’s formatting becomes Telegram’s', () => {
  const words = [
    text('а', 1),
    text('б', 2),
    text('в', 8),
    text('г', 4),
    text('д', 16),
    text('е', 3),
  ]
  expect(page(block('paragraph', ...words))).toBe(
    '<b>а</b><i>б</i><u>в</u><s>г</s><code>д</code><b><i>е</i></b>',
  )
})

test('paragraphs stand apart, empty ones add nothing, a line break is one', () => {
  const broken = block('paragraph', text('два'), { type: 'linebreak' }, text('три'))
  expect(page(block('paragraph', text('раз')), block('paragraph'), broken)).toBe('раз\n\nдва\nтри')
})

test('headings are bold, quotes are quotes', () => {
  expect(page(block('heading', text('Принтер', 1)), block('quote', text('Не печатает')))).toBe(
    '<b>Принтер</b>\n\n<blockquote>Не печатает</blockquote>',
  )
})

test('lists have bullets or numbers, inner lists stand to the right', () => {
  const inner = item(list('bullet', item(text('синий')), item(text('серый'))))
  expect(page(list('number', item(text('Проверьте кабель')), inner, item(text('Включите'))))).toBe(
    '1. Проверьте кабель\n\u2003• синий\n\u2003• серый\n2. Включите',
  )
})

test('only links a phone opens safely stay links', () => {
  expect(page(block('paragraph', link('https://blago.example/?a=1&b="2"', 'сюда')))).toBe(
    '<a href="https://blago.example/?a=1&amp;b=&quot;2&quot;">сюда</a>',
  )
  expect(page(block('paragraph', link('mailto:help@blago.example', 'письмо')))).toContain('mailto:')
  expect(page(block('paragraph', link('tg://resolve?domain=blago', 'чат')))).toContain('tg://')
  expect(page(block('paragraph', link('javascript:alert(1)', 'нет')))).toBe('нет')
})

test('whatever stands in the editor, Telegram can read it', () => {
  const { node } = fc.letrec<{ node: object }>((tie) => ({
    node: fc.record({
      type: fc.constantFrom(
        'paragraph',
        'list',
        'listitem',
        'link',
        'text',
        'quote',
        'heading',
        'odd',
      ),
      text: fc.oneof(fc.string({ unit: 'binary' }), fc.constant(undefined)),
      format: fc.oneof(fc.nat(255), fc.constant('center')),
      listType: fc.constantFrom('number', 'bullet', 'check', undefined),
      fields: fc.oneof(fc.record({ url: fc.webUrl() }), fc.constant(null)),
      children: fc.oneof(
        { maxDepth: 4 },
        fc.constant(undefined),
        fc.array(tie('node'), { maxLength: 4 }),
      ),
    }),
  }))
  fc.assert(
    fc.property(fc.array(node), (children) => {
      readAsTelegram(richTextToHtml({ root: { children } }))
    }),
    { numRuns: 500 },
  )
  fc.assert(fc.property(fc.anything(), (odd) => void readAsTelegram(richTextToHtml(odd))))
})
