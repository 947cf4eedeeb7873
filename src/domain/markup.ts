/**
 * Telegram's HTML as a flat list of spans: text with the tags around it. Whatever comes in, what goes
 * out holds only our tags, each closed in order, so Telegram can always parse it.
 */
export type Tag = { name: TagName; href?: string }
export type Span = { text: string; tags: Tag[] }
export type TagName = 'b' | 'i' | 'u' | 's' | 'code' | 'pre' | 'a' | 'blockquote'

const tagNames: Record<string, TagName> = {
  b: 'b',
  strong: 'b',
  i: 'i',
  em: 'i',
  u: 'u',
  ins: 'u',
  s: 's',
  strike: 's',
  del: 's',
  code: 'code',
  pre: 'pre',
  a: 'a',
  blockquote: 'blockquote',
}

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const entity = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(lt|gt|amp|quot|apos));/gi
const tag = /<(\/?)([a-z]{1,10})((?:\s[^<>]*)?)>/gi

/** & < > and quotes, so that a text can stand between tags and in an attribute. */
export const escapeHtml = (text: string) =>
  text
    .toWellFormed()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

/** Only what a phone opens safely; null for anything else. */
export function safeHref(href: unknown): string | null {
  if (typeof href !== 'string') return null
  const trimmed = href.trim().toWellFormed()
  return /^(https?:\/\/|mailto:|tg:\/\/)[^\s\p{Cc}]+$/iu.test(trimmed) ? trimmed : null
}

export function parseHtml(html: string): Span[] {
  const spans: Span[] = []
  let open: Tag[] = []
  let from = 0
  const text = (to: number) => add(spans, decode(html.slice(from, to)), open)
  for (const match of html.matchAll(tag)) {
    const name = tagNames[match[2]!.toLowerCase()]
    if (!name) continue
    text(match.index)
    from = match.index + match[0].length
    open = match[1] ? closed(open, name) : opened(open, name, match[3]!)
  }
  text(html.length)
  return spans
}

/** Opens and closes tags between spans; a tag is the same only when it is the same object. */
export function printHtml(spans: Span[]): string {
  let html = ''
  let open: Tag[] = []
  const turnTo = (tags: Tag[]) => {
    const same = open.findIndex((one, at) => one !== tags[at])
    const keep = same < 0 ? open.length : same
    html += open
      .slice(keep)
      .reverse()
      .map(({ name }) => `</${name}>`)
      .join('')
    html += tags.slice(keep).map(startOf).join('')
    open = tags
  }
  for (const span of spans) {
    turnTo(span.tags)
    html += escapeHtml(span.text)
  }
  turnTo([])
  return html
}

export function add(spans: Span[], text: string, tags: Tag[]) {
  if (text) spans.push({ text: text.toWellFormed(), tags })
}

/** Code holds no other formatting, and nothing stands inside itself (Telegram's rules of nesting). */
export const mayOpen = (open: Tag[], name: TagName) =>
  !open.some((one) => one.name === name || one.name === 'code' || one.name === 'pre')

function opened(open: Tag[], name: TagName, attributes: string): Tag[] {
  if (!mayOpen(open, name)) return open
  if (name !== 'a') return [...open, { name }]
  const [, double, single] = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(attributes) ?? []
  const href = safeHref(decode(double ?? single ?? ''))
  return href ? [...open, { name, href }] : open
}

function closed(open: Tag[], name: TagName): Tag[] {
  const at = open.findLastIndex((one) => one.name === name)
  return at < 0 ? open : open.slice(0, at)
}

const startOf = ({ name, href }: Tag) =>
  href === undefined ? `<${name}>` : `<${name} href="${escapeHtml(href)}">`

function decode(text: string): string {
  return text.replace(entity, (whole, decimal?: string, hex?: string, named?: string) => {
    if (named) return entities[named.toLowerCase()] ?? whole
    const code = decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hex!, 16)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
