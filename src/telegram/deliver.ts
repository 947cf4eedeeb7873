import type { Api } from 'grammy'
import type { ReactionTypeEmoji } from 'grammy/types'
import type { Button, Html } from '../domain/screen'
import { cutText, textLimit } from '../domain/text'
import { compose, keyboard } from './compose'
import { isUnchanged, says, TelegramRefused } from './errors'

type Message = { chat: number; html: Html; rows: Button[][] }

const noPreview = { link_preview_options: { is_disabled: true } }

type NewMessage = Message & {
  silent?: boolean
  /** The message it belongs to; sent all the same when that is gone. */
  replyTo?: number
}

/** Sends one message, longer ones cut at Telegram's limit. @returns its id */
export async function deliver(api: Api, message: NewMessage): Promise<number> {
  const { chat, html, rows, silent, replyTo } = message
  const reply_parameters =
    replyTo === undefined ? undefined : { message_id: replyTo, allow_sending_without_reply: true }
  const options = { ...noPreview, disable_notification: silent, reply_parameters }
  const sent = await compose({ html, rows, limit: textLimit }, ({ text, ...other }) =>
    api.sendMessage(chat, text, { ...other, ...options }),
  )
  return sent.message_id
}

/** @throws TelegramRefused `gone` when there is no such message to edit any more */
export async function editMessage(api: Api, edit: Message & { message: number }): Promise<void> {
  const { chat, message, html, rows } = edit
  try {
    await compose({ html, rows, limit: textLimit }, ({ text, ...other }) =>
      api.editMessageText(chat, message, text, { ...other, ...noPreview }),
    )
  } catch (error) {
    if (!isUnchanged(error)) throw error
  }
}

/** Other buttons under a message that stays as it is; one that is gone needs none. */
export async function replaceButtons(
  api: Api,
  { chat, message, rows }: Omit<Message, 'html'> & { message: number },
): Promise<void> {
  try {
    await api.editMessageReplyMarkup(chat, message, { reply_markup: keyboard(rows) })
  } catch (error) {
    if (!(error instanceof TelegramRefused)) throw error
  }
}

/** Other buttons under a message, its words left alone; where it is gone, nothing is lost. */
export async function editButtons(
  api: Api,
  { chat, message, rows }: Omit<Message, 'html'> & { message: number },
): Promise<void> {
  try {
    await api.editMessageReplyMarkup(chat, message, { reply_markup: keyboard(rows) })
  } catch (error) {
    if (!isUnchanged(error) && !isGone(error)) throw error
  }
}

/** @returns false when it can't be taken back: older than 48 hours, or not there */
export async function removeMessage(api: Api, chat: number, message: number): Promise<boolean> {
  try {
    await api.deleteMessage(chat, message)
    return true
  } catch (error) {
    if (!isGone(error)) throw error
    return false
  }
}

const isGone = (error: unknown) => error instanceof TelegramRefused && error.reason === 'gone'

/** Takes the spinner off a button. A press too old to be answered needs no answer. */
export async function answerPress(api: Api, query: string, text?: string): Promise<void> {
  try {
    await api.answerCallbackQuery(query, text ? { text: cutText(text, 200) } : {})
  } catch (error) {
    if (!says(error, /query is too old|query ID is invalid|QUERY_ID_INVALID/i)) throw error
  }
}

/** A sign on the person's own message; where Telegram refuses it, nothing is lost. */
export async function react(
  api: Api,
  chat: number,
  message: number,
  emoji: ReactionTypeEmoji['emoji'],
): Promise<void> {
  try {
    await api.setMessageReaction(chat, message, [{ type: 'emoji', emoji }])
  } catch (error) {
    if (!(error instanceof TelegramRefused)) throw error
  }
}

export async function leaveChat(api: Api, chat: number): Promise<void> {
  try {
    await api.leaveChat(chat)
  } catch (error) {
    // Already out
    if (!(error instanceof TelegramRefused)) throw error
  }
}
