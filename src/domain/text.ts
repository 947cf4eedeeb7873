import { add, escapeHtml, parseHtml, printHtml, type Span } from './markup'

export { escapeHtml } from './markup'
export { richTextToHtml } from './rich-text'

/** How many UTF-16 units Telegram takes, counted without tags. */
export const textLimit = 4096
export const captionLimit = 1024

export type FillValues = Record<string, string | number | null | undefined>

const placeholder = /\{(\w+)\}/g

/**
 * Puts escaped values in the place of {name}. A line that held nothing but empty values goes away; a
 * placeholder nobody knows stays, so that the admin who mistyped it sees it.
 */
export function fill(text: string, values: FillValues): string {
  const known = (name: string) => Object.hasOwn(values, name)
  const valueOf = (name: string) => escapeHtml(String(values[name] ?? ''))
  const lines = text.split('\n').flatMap((line) => {
    const filled = line.replace(placeholder, (whole, name) => (known(name) ? valueOf(name) : whole))
    return filled !== line && !filled.trim() ? [] : [filled]
  })
  return lines.join('\n')
}

/** What a person reads: the text without its tags. */
export const plain = (html: string) =>
  parseHtml(html)
    .map((span) => span.text)
    .join('')

/** Valid HTML of at most `limit` UTF-16 units of text; what does not fit ends in «…». */
export function cutHtml(html: string, limit: number): string {
  const spans = parseHtml(html)
  if (lengthOf(spans) <= limit) return printHtml(spans)
  if (limit < 1) return ''
  const kept = slice(spans, 0, wholeCharacter(textOf(spans), limit - 1))
  add(kept, '…', kept.at(-1)?.tags ?? [])
  return printHtml(kept)
}

/** Plain text of at most `limit` UTF-16 units. */
export function cutText(text: string, limit: number): string {
  const whole = text.toWellFormed()
  if (whole.length <= limit) return whole
  return limit < 1 ? '' : `${whole.slice(0, wholeCharacter(whole, limit - 1))}…`
}

/**
 * Parts of at most `limit` (2 or more) units, divided between paragraphs, lines or words; the
 * blanks at a border are lost, tags are closed and opened again.
 */
export function splitHtml(html: string, limit: number): string[] {
  const spans = parseHtml(html)
  const text = textOf(spans)
  const parts: string[] = []
  for (let from = skipBlank(text, 0); from < text.length;) {
    const to = from + borderIn(text.slice(from), limit)
    parts.push(printHtml(slice(spans, from, from + text.slice(from, to).trimEnd().length)))
    from = skipBlank(text, to)
  }
  return parts
}

/** Where to divide: a paragraph or a line if it fills half the part, else a word, else anywhere. */
function borderIn(rest: string, limit: number): number {
  if (rest.length <= limit) return rest.length
  const within = rest.slice(0, limit + 1)
  for (const border of ['\n\n', '\n']) {
    const at = within.lastIndexOf(border)
    if (at >= limit / 2) return at
  }
  const word = within.search(/\s\S*$/)
  return word > 0 ? word : wholeCharacter(rest, limit)
}

function skipBlank(text: string, from: number): number {
  const blank = /\s*/y
  blank.lastIndex = from
  return from + (blank.exec(text)?.[0].length ?? 0)
}

/** One less when `at` would cut a surrogate pair in two. */
function wholeCharacter(text: string, at: number): number {
  const pair = at > 0 && at < text.length && /[\ud800-\udbff]/.test(text[at - 1]!)
  return pair ? at - 1 : at
}

const textOf = (spans: Span[]) => spans.map((span) => span.text).join('')
const lengthOf = (spans: Span[]) => spans.reduce((sum, span) => sum + span.text.length, 0)

function slice(spans: Span[], from: number, to: number): Span[] {
  const kept: Span[] = []
  let start = 0
  for (const { text, tags } of spans) {
    add(kept, text.slice(Math.max(0, from - start), Math.max(0, to - start)), tags)
    start += text.length
  }
  return kept
}
