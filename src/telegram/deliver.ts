import type { Api } from 'grammy'
import type { ReactionTypeEmoji } from 'grammy/types'
import type { Button, Html } from '../domain/screen'
import { cutText, textLimit } from '../domain/text'
import { compose, keyboard } from './compose'
import { isUnchanged, says, TelegramRefused } from './errors'

type Message = { chat: number; html: Html; rows: Button[][] }

const noPreview = { link_preview_options: { is_disabled: true } }

/** Sends one message, longer ones cut at Telegram's limit. @returns its id */
export async function deliver(api: Api, message: Message & { silent?: boolean }): Promise<number> {
  const { chat, html, rows, silent } = message
  const sent = await compose({ html, rows, limit: textLimit }, ({ text, ...other }) =>
    api.sendMessage(chat, text, { ...other, ...noPreview, disable_notification: silent }),
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
