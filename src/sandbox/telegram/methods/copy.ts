import type { Message } from 'grammy/types'
import { badRequest } from '../api-error'
import { addMessage, chatOf, findMessage, openChat, personFor, type Content } from '../chats'
import { send } from '../sending'
import type { Call, Methods } from '../world'
import { captionOf } from './edit'
import { messageIds } from './chat'

const content = [
  'text',
  'entities',
  'caption',
  'caption_entities',
  'photo',
  'document',
  'video',
  'audio',
  'voice',
  'video_note',
  'location',
  'contact',
  'link_preview_options',
  'has_media_spoiler',
] as const

const contentOf = (message: Message): Content => {
  const kept = content.filter((part) => message[part] !== undefined)
  return structuredClone(Object.fromEntries(kept.map((part) => [part, message[part]])))
}

const source = ({ world, params }: Call, id: number | undefined, doing: 'copy' | 'forward') => {
  const person = personFor(world, params, 'from_chat_id')
  const message = findMessage(chatOf(world, person), id)
  if (!message) throw badRequest(`message to ${doing} not found`)
  if (message.has_protected_content)
    throw badRequest(`message can't be ${doing === 'copy' ? 'copied' : 'forwarded'}`)
  return message
}

const copyMessage = async (call: Call) => {
  const copied = await send(call, () => {
    const original = source(call, call.params.number('message_id'), 'copy')
    const { caption, caption_entities, ...rest } = contentOf(original)
    // A new caption takes the old one's place only if it is given at all.
    if (call.params.text('caption') === undefined) return { caption, caption_entities, ...rest }
    return { ...rest, ...captionOf(call.params) }
  })
  return { message_id: copied.message_id }
}

const forwarded = (message: Message): Content => ({
  ...contentOf(message),
  forward_origin: message.forward_origin ?? {
    type: 'user',
    sender_user: message.from!,
    date: message.date,
  },
})

const forwardMessage = (call: Call) =>
  send(call, () => forwarded(source(call, call.params.number('message_id'), 'forward')), false)

const manyAt = (make: (message: Message) => Content) => (call: Call) => {
  const { person } = openChat(call.world, call.params)
  const from = chatOf(call.world, personFor(call.world, call.params, 'from_chat_id'))
  // Messages that can't be found are skipped.
  return messageIds(call).flatMap((id) => {
    const message = findMessage(from, id)
    if (!message || message.has_protected_content) return []
    const { message_id } = addMessage(call.world, person, 'bot', make(message))
    return [{ message_id }]
  })
}

export const copyMethods: Methods = {
  copyMessage,
  forwardMessage,
  copyMessages: manyAt(contentOf),
  forwardMessages: manyAt(forwarded),
}
