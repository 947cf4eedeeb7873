import type { Api } from 'grammy'
import type { Html } from '../domain/screen'
import { says, TelegramRefused } from './errors'

/**
 * Takes a message away. One older than 48 hours can't be deleted: it loses its buttons, and its words
 * give way to `instead`.
 * @throws TelegramUnreachable, or TelegramRefused when the person can't be reached any more
 */
export async function withdraw(
  api: Api,
  chat: number,
  message: number,
  instead: Html,
): Promise<void> {
  const html = { parse_mode: 'HTML' } as const
  const ways = [
    () => api.deleteMessage(chat, message),
    () => api.editMessageText(chat, message, instead, html),
    () => api.editMessageCaption(chat, message, { caption: instead, ...html }),
  ]
  for (const way of ways) {
    const refusal = await refusalOf(way)
    if (!refusal || isNotThere(refusal)) return
  }
}

export async function stripButtons(api: Api, chat: number, message: number): Promise<void> {
  await refusalOf(() => api.editMessageReplyMarkup(chat, message, {}))
}

const isNotThere = (refusal: TelegramRefused) => says(refusal, /not found|MESSAGE_ID_INVALID/i)

async function refusalOf(act: () => Promise<unknown>): Promise<TelegramRefused | null> {
  try {
    await act()
    return null
  } catch (error) {
    if (error instanceof TelegramRefused && error.reason !== 'blocked') return error
    throw error
  }
}
