import type { MessageEntity } from 'grammy/types'
import { badRequest } from './api-error'
import { parseHtml, type Formatted } from './html-entities'
import { withPlainEntities } from './plain-entities'

export const textLimit = 4096
export const captionLimit = 1024

export type Raw = { text: string; parseMode?: string; entities?: unknown }

const isEntity = (value: unknown): value is MessageEntity =>
  typeof value === 'object' &&
  value !== null &&
  'type' in value &&
  'offset' in value &&
  'length' in value

const checkedEntities = (given: unknown, text: string): MessageEntity[] => {
  if (given === undefined) return []
  if (!Array.isArray(given)) throw badRequest('object expected as message entity')
  return given.map((entity: unknown) => {
    if (!isEntity(entity)) throw badRequest("can't parse MessageEntity: object expected")
    const { offset, length } = entity
    if (offset < 0 || length <= 0 || offset + length > text.length) {
      throw badRequest(`entity begins or ends outside of the text at offset ${offset}`)
    }
    return entity
  })
}

const parse = ({ text, parseMode, entities }: Raw): Formatted => {
  const mode = parseMode?.toLowerCase()
  if (mode === 'html') return parseHtml(text)
  if (mode && mode !== 'none') throw badRequest('unsupported parse_mode')
  return { text, entities: checkedEntities(entities, text) }
}

/** Cuts the blanks Telegram cuts: at the end, and at the start up to the first entity. */
const trimmed = ({ text, entities }: Formatted): Formatted => {
  const shortened = text.trimEnd()
  const firstEntity = entities[0]?.offset ?? shortened.length
  const blanks = /^[ \n]*/.exec(shortened.slice(0, firstEntity))?.[0].length ?? 0
  const kept = entities
    .map((one) => ({ ...one, length: Math.min(one.length, shortened.length - one.offset) }))
    .filter(({ length }) => length > 0)
    .map((one) => ({ ...one, offset: one.offset - blanks }))
  return { text: shortened.slice(blanks), entities: kept }
}

const cleaned = (text: string) =>
  text.replaceAll('\r', '').replace(/[\u0000-\u0009\u000b-\u001f]/g, ' ')

/** A message's text or caption after everything Telegram does to it before storing. */
export const formatted = (raw: Raw): Formatted => {
  const { text, entities } = trimmed(parse({ ...raw, text: cleaned(raw.text) }))
  return { text, entities: withPlainEntities(text, entities) }
}

export const messageText = (raw: Raw) => {
  const { text, entities } = formatted(raw)
  if (!text) throw badRequest('message text is empty')
  if (text.length > textLimit) throw badRequest('message is too long')
  return entities.length > 0 ? { text, entities } : { text }
}

export const messageCaption = (raw: Raw) => {
  const { text, entities } = formatted(raw)
  if (text.length > captionLimit) throw badRequest('message caption is too long')
  if (!text) return {}
  return entities.length > 0 ? { caption: text, caption_entities: entities } : { caption: text }
}
