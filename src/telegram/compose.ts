import type { InlineKeyboardButton, InlineKeyboardMarkup } from 'grammy/types'
import type { Button, Html, Screen } from '../domain/screen'
import { captionLimit, cutHtml, cutText, plain, textLimit } from '../domain/text'
import { encodePress } from './callback-data'
import { says } from './errors'

/** What every text message, caption and edit share. */
export type Body = { text: string; parse_mode?: 'HTML'; reply_markup: InlineKeyboardMarkup }

export type Composed = { html: Html; rows: Button[][]; limit: number }

/** The message a screen stands in: words under its picture, or alone. */
export type Message = { picture?: string; body: Body }

export const maxButtons = 100

/** A caption holds less than a text: a screen with more words than that goes without its picture. */
export const pictureOf = ({ picture, text }: Screen): string | undefined =>
  picture && plain(text).length <= captionLimit ? picture : undefined

/** What Telegram is given for a screen, before it has said a word about it. */
export function messageOf(screen: Screen): Message {
  const picture = pictureOf(screen)
  const limit = picture ? captionLimit : textLimit
  return { picture, body: bodyOf({ html: screen.text, rows: screen.rows, limit }) }
}

/**
 * Makes the call, and makes it again more plainly when Telegram can't read the markup or a button's
 * address: the words matter more than how they look.
 */
export async function compose<T>(message: Composed, call: (body: Body) => Promise<T>): Promise<T> {
  let body = bodyOf(message)
  for (;;) {
    try {
      return await call(body)
    } catch (error) {
      const simpler = simplify(body, message, error)
      if (!simpler) throw error
      body = simpler
    }
  }
}

export function keyboard(rows: Button[][]): InlineKeyboardMarkup {
  let room = maxButtons
  const shown = rows.map((row) => {
    const buttons = row
      .map(toButton)
      .filter((button) => button !== null)
      .slice(0, room)
    room -= buttons.length
    return buttons
  })
  return { inline_keyboard: shown.filter((row) => row.length) }
}

function bodyOf({ html, rows, limit }: Composed): Body {
  const text = cutHtml(html, limit)
  return { text: text || '…', parse_mode: 'HTML', reply_markup: keyboard(rows) }
}

function simplify(body: Body, { html, rows, limit }: Composed, error: unknown): Body | null {
  if (body.parse_mode && says(error, /can't parse entities/i))
    return { text: cutText(plain(html), limit) || '…', reply_markup: body.reply_markup }
  const links = body.reply_markup.inline_keyboard.flat().some((button) => 'url' in button)
  if (!links || !says(error, /BUTTON_URL_INVALID|inline keyboard button url|wrong HTTP URL/i))
    return null
  return { ...body, reply_markup: keyboard(rows.map((row) => row.filter(isPress))) }
}

const isPress = (button: Button) => 'press' in button

function toButton(button: Button): InlineKeyboardButton | null {
  const text = cutText(button.label, 64) || '…'
  if ('press' in button) {
    const { press, style } = button
    return { text, callback_data: encodePress(press), ...(style && { style }) }
  }
  return /^(https?|tg):\/\//i.test(button.url) && URL.canParse(button.url)
    ? { text, url: button.url }
    : null
}
