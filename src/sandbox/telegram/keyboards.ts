import type { InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup } from 'grammy/types'
import { badRequest } from './api-error'
import type { Params } from './params'
import type { AnyKeyboard } from './state'

const mostButtons = 100
const styles = ['danger', 'success', 'primary']
const kinds = [
  'callback_data',
  'url',
  'web_app',
  'login_url',
  'disabled',
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'switch_inline_query_chosen_chat',
  'copy_text',
  'callback_game',
  'pay',
]

type Loose = Record<string, unknown>
const isObject = (value: unknown): value is Loose => typeof value === 'object' && value !== null

const cannotParse = (why: string) => badRequest(`can't parse inline keyboard button: ${why}`)

const wrongUrl = (url: string, why = 'Wrong HTTP URL') =>
  badRequest(`inline keyboard button URL '${url}' is invalid: ${why}`)

/** td's rule for links: a known scheme (http when none) and a host with a dot in it. */
const checkUrl = (given: unknown) => {
  const url = String(given)
  if (/^(tg|ton|tonsite):\/\//i.test(url)) return
  const whole = /^[a-z][a-z\d+.-]*:\/\//i.test(url) ? url : `http://${url}`
  if (!URL.canParse(whole)) throw wrongUrl(url)
  const parsed = new URL(whole)
  if (!/^https?:$/.test(parsed.protocol)) throw wrongUrl(url, 'Unsupported URL protocol')
  if (!/[.:]/.test(parsed.hostname)) throw wrongUrl(url)
}

const checkData = (given: unknown) => {
  const size = Buffer.byteLength(String(given))
  if (size < 1 || size > 64) throw badRequest('BUTTON_DATA_INVALID')
}

const checkWebApp = (given: unknown) => {
  const url = isObject(given) ? String(given.url) : ''
  if (/^https:\/\//.test(url)) return
  throw badRequest(
    `inline keyboard button Web App URL '${url}' is invalid: Only HTTPS links are allowed`,
  )
}

const checkCopyText = (given: unknown) => {
  const text = isObject(given) ? String(given.text ?? '') : ''
  if (text.length < 1 || text.length > 256) throw badRequest('BUTTON_COPY_TEXT_INVALID')
}

const checks: Record<string, (given: unknown) => void> = {
  callback_data: checkData,
  url: checkUrl,
  web_app: checkWebApp,
  copy_text: checkCopyText,
}

const readButton = (given: unknown): InlineKeyboardButton => {
  if (!isObject(given)) throw cannotParse('InlineKeyboardButton must be an Object')
  if (typeof given.text !== 'string') throw cannotParse('Field "text" must be of type String')
  if (!given.text.trim()) throw badRequest('BUTTON_TEXT_INVALID')
  if (given.style !== undefined && !styles.includes(String(given.style))) {
    throw cannotParse('invalid button style specified')
  }
  const kind = kinds.filter((name) => given[name] !== undefined)
  if (kind.length > 1) throw cannotParse('only one type of the button must be specified')
  const [only] = kind
  if (!only) throw cannotParse('Text buttons are unallowed in the inline keyboard')
  checks[only]?.(given[only])
  const look = given.style === undefined ? {} : { style: given.style }
  return { text: given.text, ...look, [only]: given[only] } as InlineKeyboardButton
}

const rowsOf = (given: unknown): unknown[][] => {
  if (!Array.isArray(given)) throw badRequest('object expected as reply markup')
  return given.map((row: unknown) => {
    if (!Array.isArray(row)) throw cannotParse('Expected an Array of Arrays')
    return row as unknown[]
  })
}

const checkCount = (rows: unknown[][]) => {
  if (rows.flat().length > mostButtons) throw badRequest('REPLY_MARKUP_TOO_LONG')
}

const readInline = (given: Loose): InlineKeyboardMarkup => {
  const rows = rowsOf(given.inline_keyboard)
  checkCount(rows)
  return {
    inline_keyboard: rows.map((row) => row.map(readButton)).filter((row) => row.length > 0),
  }
}

const readReply = (given: Loose): ReplyKeyboardMarkup => {
  const rows = rowsOf(given.keyboard)
  checkCount(rows)
  for (const button of rows.flat()) {
    const text = isObject(button) ? button.text : button
    if (typeof text !== 'string' || !text.trim()) {
      throw badRequest("can't parse keyboard button: text must be non-empty")
    }
  }
  if (rows.flat().length === 0) throw badRequest('reply keyboard must be non-empty')
  return given as unknown as ReplyKeyboardMarkup
}

/** The reply_markup parameter, checked; undefined when there is none. */
export const readKeyboard = (params: Params): AnyKeyboard | undefined => {
  const given = params.json('reply_markup')
  if (given === undefined || given === '' || given === null) return undefined
  if (!isObject(given)) throw badRequest('object expected as reply markup')
  if (given.inline_keyboard) return readInline(given)
  if (given.keyboard) return readReply(given)
  if (given.remove_keyboard) return { remove_keyboard: true }
  if (given.force_reply) return given as AnyKeyboard
  return undefined
}

/** Only an inline keyboard stays with a message, and only if it has a button. */
export const inlineOnly = (keyboard: AnyKeyboard | undefined) =>
  keyboard && 'inline_keyboard' in keyboard && keyboard.inline_keyboard.length > 0
    ? { reply_markup: keyboard }
    : {}
