import type { Api } from 'grammy'

/** What the messenger shows before and beside the chat. */
export type Introduction = {
  commands: { command: string; description: string }[]
  /** Stands in the empty chat before «Start» is pressed; up to 512 characters. */
  description?: string
}

/** Commands live in private chats only. May be called at every start. */
export async function registerCommands(api: Api, { commands, description }: Introduction) {
  await api.setMyCommands(commands, { scope: { type: 'all_private_chats' } })
  if (description !== undefined) await api.setMyDescription(description.slice(0, 512))
}

/** What one chat offers; null: the same as every private chat. */
export async function offerCommands(
  api: Api,
  chat: number,
  commands: Introduction['commands'] | null,
) {
  const scope = { type: 'chat', chat_id: chat } as const
  if (commands) await api.setMyCommands(commands, { scope })
  else await api.deleteMyCommands({ scope })
}
