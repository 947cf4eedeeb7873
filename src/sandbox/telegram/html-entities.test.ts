import { describe, expect, test } from 'vitest'
import { toHtml } from './entity-markup'
import { formatted } from './formatted-text'

const html = (text: string) => formatted({ text, parseMode: 'HTML' })

describe('Telegram’s HTML', () => {
  test.each([
    ['<b>a</b>', [{ type: 'bold', offset: 0, length: 1 }]],
    ['<strong>a</strong>', [{ type: 'bold', offset: 0, length: 1 }]],
    ['<em>a</em>', [{ type: 'italic', offset: 0, length: 1 }]],
    ['<ins>a</ins>', [{ type: 'underline', offset: 0, length: 1 }]],
    ['<del>a</del>', [{ type: 'strikethrough', offset: 0, length: 1 }]],
    ['<tg-spoiler>a</tg-spoiler>', [{ type: 'spoiler', offset: 0, length: 1 }]],
    ['<span class="tg-spoiler">a</span>', [{ type: 'spoiler', offset: 0, length: 1 }]],
    [
      '<blockquote expandable>a</blockquote>',
      [{ type: 'expandable_blockquote', offset: 0, length: 1 }],
    ],
    [
      '<a href="https://b.example/?x=1&amp;y">a</a>',
      [{ type: 'text_link', url: 'https://b.example/?x=1&y', offset: 0, length: 1 }],
    ],
    ['<a href="http://localhost/">a</a>', []],
    [
      '<pre><code class="language-sql">a</code></pre>',
      [{ type: 'pre', language: 'sql', offset: 0, length: 1 }],
    ],
    [
      '<tg-emoji emoji-id="5">👍</tg-emoji>',
      [{ type: 'custom_emoji', custom_emoji_id: '5', offset: 0, length: 2 }],
    ],
    [
      '<B>a<I>b</I></B>',
      [
        { type: 'bold', offset: 0, length: 2 },
        { type: 'italic', offset: 1, length: 1 },
      ],
    ],
  ])('%s', (text, entities) => {
    expect(html(text).entities).toEqual(entities)
  })

  test('signs are read from their names and numbers, an unknown name is left as it is', () => {
    expect(html('&lt;&gt;&amp;&quot;&#39;&#x2764; &nbsp; & 1 > 0').text).toBe(
      `<>&"'❤ &nbsp; & 1 > 0`,
    )
  })

  test.each([
    ['<div>a</div>', 'Unsupported start tag "div" at byte offset 0'],
    ['яя<br>', 'Unsupported start tag "br" at byte offset 4'],
    ['<b>a', 'Can\'t find end tag corresponding to start tag "b"'],
    ['a</b>', 'Unexpected end tag at byte offset 1'],
    ['<b><i>a</b></i>', 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'],
    ['1 <2', 'Unclosed start tag at byte offset 2'],
    ['<b', 'Unclosed start tag at byte offset 0'],
    ['<span class="x">a</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
    ['<a href="x>a</a>', 'Unclosed start tag at byte offset 0'],
  ])('%s is refused', (text, why) => {
    expect(() => html(text)).toThrow(`Bad Request: can't parse entities: ${why}`)
  })

  test('blanks around the text are cut and the entities keep their places', () => {
    expect(html(' \n <b>жирный </b> \n')).toEqual({
      text: 'жирный',
      entities: [{ type: 'bold', offset: 0, length: 6 }],
    })
  })

  test('nothing is recognised inside code, and a command only at a word’s start', () => {
    expect(html('<code>/start a@b.example</code> а/б /menu').entities).toEqual([
      { type: 'code', offset: 0, length: 18 },
      { type: 'bot_command', offset: 23, length: 5 },
    ])
  })

  test('the phone gets the same tags back, and nothing of its own making', () => {
    const { text, entities } = html(
      '<b>a <i>b</i></b> &lt;script&gt; <a href="https://x.example/">c</a>',
    )
    expect(toHtml(text, entities)).toBe(
      '<b>a <i>b</i></b> &lt;script&gt; ' +
        '<a href="https://x.example/" target="_blank" rel="noreferrer">c</a>',
    )
  })
})
