import type { MessageEntity } from 'grammy/types'
import { badRequest } from './api-error'

export type Formatted = { text: string; entities: MessageEntity[] }

type Open = { tag: string; argument: string; offset: number }
type Attribute = { name: string; value: string }

const typeOfTag: Record<string, MessageEntity['type']> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  a: 'text_link',
  'tg-emoji': 'custom_emoji',
}
const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' }
const entityAt = /&(?:#(\d{1,8})|#x([0-9a-f]{1,8})|(lt|gt|amp|quot));?/iy

const cannot = (why: string) => badRequest(`can't parse entities: ${why}`)
const byteOffset = (html: string, at: number) => Buffer.byteLength(html.slice(0, at))

/** Reads `&lt;`, `&#39;`, `&#x27;` at a place; anything else there is plain text. */
const readEntity = (html: string, at: number) => {
  entityAt.lastIndex = at
  const match = entityAt.exec(html)
  if (!match) return undefined
  const [whole, decimal, hex, name] = match
  if (name) return { value: named[name.toLowerCase()] ?? '', length: whole.length }
  const code = decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hex ?? '', 16)
  if (!code || code > 0x10ffff) return undefined
  return { value: String.fromCodePoint(code), length: whole.length }
}

const decode = (html: string) => {
  let text = ''
  for (let at = 0; at < html.length;) {
    const entity = html[at] === '&' ? readEntity(html, at) : undefined
    text += entity?.value ?? html[at]
    at += entity?.length ?? 1
  }
  return text
}

const attributeAt = /\s*([^\s=>/"']+)\s*(?:=\s*(?:"([^"]*)"|'([^']*)'|([a-z0-9.-]+)(?=[\s>])))?/iy

/** Reads a start tag's attributes up to its `>`; gives the place after it. */
const readAttributes = (html: string, from: number, tag: string, begin: number) => {
  const attributes: Attribute[] = []
  let at = from
  for (;;) {
    while (/\s/.test(html[at] ?? '')) at += 1
    if (at >= html.length) throw cannot(`Unclosed start tag at byte offset ${begin}`)
    if (html[at] === '>') return { attributes, after: at + 1 }
    attributeAt.lastIndex = at
    const match = attributeAt.exec(html)
    if (!match) throw cannot(`Empty attribute name in the tag "${tag}" at byte offset ${begin}`)
    const [whole, name = '', double, single, bare] = match
    at += whole.length
    if (html[at] === '=') throw cannot(`Unclosed start tag at byte offset ${begin}`)
    attributes.push({ name, value: decode(double ?? single ?? bare?.toLowerCase() ?? '') })
  }
}

const argumentOf = (tag: string, attributes: Attribute[]) => {
  const value = (name: string) => attributes.find((one) => one.name === name)?.value
  if (tag === 'a') return value('href') ?? ''
  if (tag === 'tg-emoji') return value('emoji-id') ?? ''
  if (tag === 'blockquote') return value('expandable') === undefined ? '' : 'expandable'
  if (tag === 'span') return value('class') ?? ''
  if (tag === 'code') return /^language-(.+)$/.exec(value('class') ?? '')?.[1] ?? ''
  return ''
}

const linkEntity = (at: { offset: number; length: number }, target: string): MessageEntity[] => {
  try {
    const { href, protocol, hostname } = new URL(
      /^[a-z]+:/i.test(target) ? target : `http://${target}`,
    )
    if (protocol === 'tg:') return [{ ...at, type: 'text_link', url: target }]
    // Telegram silently drops a link it can't open.
    if (!/^https?:$/.test(protocol) || !hostname.includes('.')) return []
    return [{ ...at, type: 'text_link', url: href }]
  } catch {
    return []
  }
}

const closeTag = (
  { tag, argument, offset }: Open,
  text: string,
  inner: MessageEntity[],
): MessageEntity[] => {
  const at = { offset, length: text.length - offset }
  if (at.length === 0) return []
  if (tag === 'a') return linkEntity(at, argument || text.slice(offset))
  if (tag === 'tg-emoji') return [{ ...at, type: 'custom_emoji', custom_emoji_id: argument }]
  if (tag === 'blockquote' && argument) return [{ ...at, type: 'expandable_blockquote' }]
  if (tag === 'pre') {
    const code = inner.findLast((one) => one.offset === offset && one.length === at.length)
    const language = code?.type === 'code' ? languages.get(code) : undefined
    if (code?.type === 'code') inner.splice(inner.indexOf(code), 1)
    return [language ? { ...at, type: 'pre', language } : { ...at, type: 'pre' }]
  }
  const entity = { ...at, type: typeOfTag[tag] ?? 'bold' } as MessageEntity
  if (tag === 'code' && argument) languages.set(entity, argument)
  return [entity as MessageEntity]
}
// <pre><code class="language-x">: the language is known at </code> and needed at </pre>.
const languages = new WeakMap<MessageEntity, string>()

const startTag = (html: string, at: number) => {
  const begin = byteOffset(html, at)
  const end = /[\s>]/.exec(html.slice(at + 1))
  if (!end) throw cannot(`Unclosed start tag at byte offset ${begin}`)
  const tag = html.slice(at + 1, at + 1 + end.index).toLowerCase()
  if (!typeOfTag[tag]) throw cannot(`Unsupported start tag "${tag}" at byte offset ${begin}`)
  const { attributes, after } = readAttributes(html, at + 1 + end.index, tag, begin)
  const argument = argumentOf(tag, attributes)
  if (tag === 'span' && argument !== 'tg-spoiler') {
    throw cannot(`Tag "span" must have class "tg-spoiler" at byte offset ${begin}`)
  }
  return { tag, argument, after }
}

const endTag = (html: string, at: number, open: Open | undefined) => {
  const begin = byteOffset(html, at)
  if (!open) throw cannot(`Unexpected end tag at byte offset ${begin}`)
  const match = /^<\/([^\s>]*)\s*>/.exec(html.slice(at))
  if (!match) throw cannot(`Unclosed end tag at byte offset ${begin}`)
  const found = match[1]?.toLowerCase() ?? ''
  if (found && found !== open.tag) {
    const both = `expected "</${open.tag}>", found "</${found}>"`
    throw cannot(`Unmatched end tag at byte offset ${begin}, ${both}`)
  }
  return at + match[0].length
}

export const sortEntities = (entities: MessageEntity[]) =>
  entities.sort((a, b) => a.offset - b.offset || b.length - a.length)

/** Telegram's HTML: its tags only, each closed in order; lengths are UTF-16 units, as in JS. */
export const parseHtml = (html: string): Formatted => {
  const open: Open[] = []
  const entities: MessageEntity[] = []
  let text = ''
  for (let at = 0; at < html.length;) {
    const entity = html[at] === '&' ? readEntity(html, at) : undefined
    if (html[at] !== '<') {
      text += entity?.value ?? html[at]
      at += entity?.length ?? 1
    } else if (html[at + 1] === '/') {
      at = endTag(html, at, open.at(-1))
      const closing = open.pop()
      if (closing) entities.push(...closeTag(closing, text, entities))
    } else {
      const { tag, argument, after } = startTag(html, at)
      open.push({ tag, argument, offset: text.length })
      at = after
    }
  }
  const left = open.at(-1)
  if (left) throw cannot(`Can't find end tag corresponding to start tag "${left.tag}"`)
  return { text, entities: sortEntities(entities) }
}
