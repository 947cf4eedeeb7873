import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCommentHtml } from './comment-html'
import { parseHtml, printHtml } from './markup'
import { plain } from './text'

const html = (source: string) => readCommentHtml(source).html
const text = (source: string) => readCommentHtml(source).text

test('bold, italic, underlined and struck words stay so, headings become bold', () => {
  expect(html('<b>a</b> <em>b</em> <ins>c</ins> <del>d</del>')).toBe(
    '<b>a</b> <i>b</i> <u>c</u> <s>d</s>',
  )
  expect(html('<h2>Что сделано</h2><p>Заменён картридж</p>')).toBe(
    '<b>Что сделано</b>\n\nЗаменён картридж',
  )
})

test('what the engineer did not write is not shown: scripts, styles, comments, hidden parts', () => {
  const source = `<head><title>t</title><style>p{color:red}</style></head><!-- x -->
    <script>alert(1)</script><div style="display:none">preheader</div><p>Готово</p>`
  expect(readCommentHtml(source)).toEqual({ html: 'Готово', text: 'Готово', pictures: [] })
})

test('letters that mean something in HTML are shown as they were typed', () => {
  expect(html('<p>a &lt; b &amp;&amp; c &gt; d</p>')).toBe('a &lt; b &amp;&amp; c &gt; d')
  expect(text('<p>a &lt; b&nbsp;&amp; c</p>')).toBe('a < b & c')
})

test('lists have dots or numbers, lists within lists are indented', () => {
  expect(
    text('<p>Шаги:</p><ol><li>раз</li><li><p>два</p><ul><li>а</li><li>б</li></ul></li></ol>'),
  ).toBe('Шаги:\n\n1. раз\n2. два\n\n\u2003• а\n\u2003• б')
})

test('a table is read row by row', () => {
  const source = `<table><tr><th>Имя</th><th>IP</th></tr>
    <tr><td><p>srv-1</p></td><td><p>10.0.0.1</p></td></tr><tr><td>srv-2</td><td></td></tr></table>`
  expect(text(source)).toBe('Имя | IP\nsrv-1 | 10.0.0.1\nsrv-2')
})

test('a picture in the text leaves its place, and the same picture keeps its number', () => {
  const source = `<p>Смотрите <img src="./download?uuid=file$17"> и
    <img src="/sd/operator/download?uuid=file%2418&amp;x=1">, потом <img src="./download?uuid=file$17"></p>`
  expect(readCommentHtml(source)).toMatchObject({
    text: 'Смотрите [рисунок 1] и [рисунок 2] , потом [рисунок 1]',
    pictures: ['file$17', 'file$18'],
  })
})

test('pictures from other servers are not fetched nor shown', () => {
  expect(readCommentHtml('a<img src="https://spy.example/p.gif" width=1>b')).toEqual({
    ...{ html: 'ab', text: 'ab', pictures: [] },
  })
})

test('links lead to the web, to mail and to telephones only', () => {
  expect(html('<a href="https://wiki.zavod.example/x?a=1&amp;b=2">wiki</a>')).toBe(
    '<a href="https://wiki.zavod.example/x?a=1&amp;b=2">wiki</a>',
  )
  expect(html('<a href="tel:+7123">т</a> <a href="mailto:a@b.ru">м</a>')).toBe(
    '<a href="tel:+7123">т</a> <a href="mailto:a@b.ru">м</a>',
  )
  for (const href of ['javascript:alert(1)', 'data:text/html,x', './download', 'file:///etc', ''])
    expect(html(`<a href="${href}">x</a>`)).toBe('x')
})

test('lines of code keep their blanks', () => {
  expect(html('<p>Выполните:</p><pre>  ping\n  10.0.0.1\n</pre><p>и пришлите</p>')).toBe(
    'Выполните:\n\n<pre>  ping\n  10.0.0.1\n</pre>\nи пришлите',
  )
})

test('a text without tags keeps its lines', () => {
  expect(text('Здравствуйте!\nГотово.\r\n\r\n\r\nС уважением')).toBe(
    'Здравствуйте!\nГотово.\n\nС уважением',
  )
})

test('60,000 letters with 15 pictures are read at once', () => {
  const picture = (_: unknown, at: number) =>
    `<p>${'слово '.repeat(660)}<img src="?uuid=file$${at}"></p>`
  const source = Array.from({ length: 15 }, picture).join('')
  const started = performance.now()
  const read = readCommentHtml(source)
  expect(read.pictures).toHaveLength(15)
  expect(read.text.length).toBeGreaterThan(59_000)
  expect(performance.now() - started).toBeLessThan(1000)
})

const words = fc.constantFrom('a', ' ', '\n', '<', '&', 'ё', '\0', '\ud800', '&lt;', '&#0;', '"')
const names = 'b i u s code pre a blockquote p div ul ol li table tr td th span script x br img h1'
const tag = fc.oneof(
  ...['<', '</'].map((edge) =>
    fc.constantFrom(...names.split(' ')).map((name) => `${edge}${name}>`),
  ),
  fc.constantFrom(
    '<a href="https://a.ru/?x=<>">',
    '<a href=javascript:x>',
    '<!--',
    '-->',
    '<p',
    '>',
  ),
  fc.constantFrom('<img src="?uuid=file$1">', '<b style="display:none">'),
)

test('an empty line of a listing and the heading below it leave one empty line', () => {
  expect(readCommentHtml('<pre>a\n\n</pre><h1>b</h1>').text).toBe('a\n\nb')
  expect(readCommentHtml('<pre>\n<h1>b').text.trim()).toBe('b')
})

test('whatever comes in, Telegram can read what goes out', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(words, tag), { maxLength: 40 }), (parts) => {
      const read = readCommentHtml(parts.join(''))
      expect(printHtml(parseHtml(read.html))).toBe(read.html)
      expect(plain(read.html).trimEnd()).toBe(read.text)
      expect(read.text).not.toMatch(/\0|\n{3}/)
      expect(read.text.isWellFormed()).toBe(true)
    }),
    { numRuns: 2000 },
  )
})
