import type { Api } from 'grammy'

/** The kinds of update we read; Telegram keeps the rest to itself. */
export const allowedUpdates = [
  'message',
  'edited_message',
  'callback_query',
  'my_chat_member',
] as const

/** May be called at every start: the secret can't be read back, so it is always set again. */
export async function ensureWebhook(api: Api, url: string, secret: string): Promise<void> {
  await api.setWebhook(url, {
    secret_token: secret,
    allowed_updates: [...allowedUpdates],
    max_connections: 40,
  })
}

/** Waiting updates stay and come by polling. */
export async function removeWebhook(api: Api): Promise<void> {
  await api.deleteWebhook({ drop_pending_updates: false })
}
