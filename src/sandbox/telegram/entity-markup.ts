import type { MessageEntity } from 'grammy/types'

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

const escape = (text: string) => text.replace(/[&<>"]/g, (found) => escapes[found] ?? '')

const simple: Partial<Record<MessageEntity['type'], string>> = {
  bold: 'b',
  italic: 'i',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  custom_emoji: 'span',
}

const linkTo = (entity: MessageEntity, shown: string) => {
  if (entity.type === 'text_link') return entity.url
  if (entity.type === 'url') return /^[a-z]+:\/\//i.test(shown) ? shown : `http://${shown}`
  if (entity.type === 'email') return `mailto:${shown}`
  return undefined
}

const tags = (entity: MessageEntity, shown: string): [string, string] => {
  const tag = simple[entity.type]
  if (tag) return [`<${tag}>`, `</${tag}>`]
  if (entity.type === 'spoiler') return ['<span class="tg-spoiler">', '</span>']
  if (entity.type === 'expandable_blockquote') return ['<blockquote expandable>', '</blockquote>']
  const link = linkTo(entity, shown)
  if (link) return [`<a href="${escape(link)}" target="_blank" rel="noreferrer">`, '</a>']
  return [`<span data-entity="${entity.type}">`, '</span>']
}

/** Safe HTML of a message for the phone page: only tags made here, all else escaped. */
export const toHtml = (
  text: string,
  entities: MessageEntity[] = [],
  from = 0,
  to = text.length,
): string => {
  let html = ''
  let at = from
  let rest = entities.filter((one) => one.offset >= from && one.offset + one.length <= to)
  while (rest.length > 0) {
    const [outer, ...others] = rest as [MessageEntity, ...MessageEntity[]]
    const end = outer.offset + outer.length
    const [open, close] = tags(outer, text.slice(outer.offset, end))
    const inner = others.filter((one) => one.offset < end)
    html += escape(text.slice(at, outer.offset)) + open
    html += toHtml(text, inner, outer.offset, end) + close
    at = end
    rest = others.filter((one) => one.offset >= end)
  }
  return html + escape(text.slice(at, to))
}
