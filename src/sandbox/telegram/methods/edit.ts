import type { Message, Update } from 'grammy/types'
import { isDeepStrictEqual } from 'node:util'
import { badRequest } from '../api-error'
import { findMessage, openChat } from '../chats'
import { messageCaption } from '../formatted-text'
import { inlineOnly, readKeyboard } from '../keyboards'
import type { Params } from '../params'
import { seconds, type Call, type Methods } from '../world'
import { linkPreview, textOf } from './send-text'

const notModified =
  'message is not modified: specified new message content and reply markup are exactly the same ' +
  'as a current content and reply markup of the message'

const media = ['photo', 'document', 'video', 'audio', 'voice', 'animation'] as const
const hasMedia = (message: Message) => media.some((kind) => message[kind])

/** The bot's own message named by chat_id and message_id. */
export const messageToEdit = ({ world, params }: Call) => {
  const { person, chat } = openChat(world, params)
  const id = params.number('message_id')
  if (id === undefined) throw badRequest('message identifier is not specified')
  const message = findMessage(chat, id)
  if (!message) throw badRequest('message to edit not found')
  if (!message.from?.is_bot) throw badRequest("message can't be edited")
  return { person, chat, message }
}

type Part = keyof Message
const pick = (message: Partial<Message>, parts: Part[]) =>
  Object.fromEntries(parts.map((part) => [part, message[part]]))

/** Puts new content in place of the named parts; the same content is refused. */
export const replaceParts = <Fresh extends Partial<Message>>(
  call: Call,
  parts: Part[],
  fresh: Fresh,
) => {
  const { person, message } = messageToEdit(call)
  const all: Part[] = [...parts, 'reply_markup']
  const markup = inlineOnly(readKeyboard(call.params))
  const changed = { ...fresh, ...markup }
  if (isDeepStrictEqual(pick(message, all), pick(changed, all))) throw badRequest(notModified)
  for (const part of all) delete message[part]
  // A change of buttons alone does not make a message «edited», whatever the types promise.
  const edited = parts.length > 0 ? { edit_date: seconds(call.world) } : {}
  Object.assign(message, changed, edited)
  call.world.tell({ type: 'edit', personId: person.id, messageId: message.message_id })
  return message as Message & Update.Edited & Fresh
}

const editText = (call: Call) => {
  const fresh = { ...textOf(call.params), ...linkPreview(call.params) }
  const { message } = messageToEdit(call)
  if (message.text === undefined) throw badRequest('there is no text in the message to edit')
  return replaceParts(call, ['text', 'entities', 'link_preview_options'], fresh)
}

export const captionOf = (params: Params) =>
  messageCaption({
    text: params.text('caption') ?? '',
    parseMode: params.text('parse_mode'),
    entities: params.json('caption_entities'),
  })

const editCaption = (call: Call) => {
  const fresh = captionOf(call.params)
  const { message } = messageToEdit(call)
  if (!hasMedia(message)) throw badRequest('there is no caption in the message to edit')
  return replaceParts(call, ['caption', 'caption_entities'], fresh)
}

export const editMethods: Methods = {
  editMessageText: editText,
  editMessageCaption: editCaption,
  editMessageReplyMarkup: (call) => replaceParts(call, [], {}),
}
