import type { Message } from 'grammy/types'
import { badRequest } from './api-error'
import {
  addMessage,
  applyReplyKeyboard,
  findMessage,
  openChat,
  quoted,
  type Content,
} from './chats'
import { inlineOnly, readKeyboard } from './keyboards'
import type { Params } from './params'
import type { Chat } from './state'
import type { Call } from './world'

type ReplyParameters = { message_id?: number; allow_sending_without_reply?: boolean }

const replyFor = (params: Params, chat: Chat) => {
  const asked = (params.json('reply_parameters') ?? {}) as ReplyParameters
  const id = asked.message_id ?? params.number('reply_to_message_id')
  if (id === undefined) return {}
  const message = findMessage(chat, id)
  if (message) return { reply_to_message: quoted(message) }
  if (asked.allow_sending_without_reply || params.flag('allow_sending_without_reply')) return {}
  throw badRequest('message to be replied not found')
}

const protection = (params: Params) =>
  params.flag('protect_content') ? { has_protected_content: true as const } : {}

/** What every send method does around its own content: chat, reply, keyboard, protection. */
export const send = async <Sent extends Content>(
  { world, params }: Call,
  makeContent: () => Sent | Promise<Sent>,
  withKeyboard = true,
): Promise<Message & Sent> => {
  const { person, chat } = openChat(world, params)
  const content = await makeContent()
  const keyboard = withKeyboard ? readKeyboard(params) : undefined
  const around = { ...replyFor(params, chat), ...protection(params), ...inlineOnly(keyboard) }
  applyReplyKeyboard(chat, keyboard)
  const message = addMessage(world, person, 'bot', { ...content, ...around })
  if (params.flag('disable_notification')) (chat.silent ??= []).push(message.message_id)
  return message as Message & Sent
}
