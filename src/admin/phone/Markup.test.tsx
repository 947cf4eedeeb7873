import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Markup } from './Markup'

const drawn = (html: string) =>
  renderToStaticMarkup(<Markup html={html} onLink={() => undefined} />)

test('what Telegram does not know is drawn as the text it is', () => {
  expect(drawn('<script>alert(1)</script><img src=x onerror=alert(1)>')).toBe(
    '&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;',
  )
})

test('formatting is drawn nested as it was written', () => {
  expect(drawn('<b>a<i>b</i>c</b> <s>d</s>')).toBe('<b>a<i>b</i>c</b> <s>d</s>')
})

test('a link tells its address and is none the browser would follow', () => {
  const html = drawn('<a href="https://x.example/?a=1&amp;b=2">туда</a>')
  expect(html).toContain('title="https://x.example/?a=1&amp;b=2"')
  expect(html).not.toContain('href')
  expect(drawn('<a href="javascript:alert(1)">туда</a>')).toBe('туда')
})

test('commands, addresses and mail are links by themselves, but not in code', () => {
  expect(drawn('Нажмите /start.')).toMatch(/^Нажмите <button[^>]*>\/start<\/button>\.$/)
  expect(drawn('https://x.example, a@b.example').match(/<button/g)).toHaveLength(2)
  expect(drawn('и/или <code>/start</code>')).toBe('и/или <code>/start</code>')
})

test('the line break after a quotation is not an empty line', () => {
  expect(drawn('<blockquote>a</blockquote>\n\nb')).toBe('<blockquote>a</blockquote>\nb')
})
