import { badRequest } from '../api-error'
import { findMessage, openChat } from '../chats'
import type { Chat, Person } from '../state'
import { seconds, type Call, type Methods, type World } from '../world'

const deletableFor = 48 * 3600
const typingFor = 5_000
const actions = [
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
]

export const removeMessage = (world: World, person: Person, chat: Chat, messageId: number) => {
  chat.messages = chat.messages.filter(({ message_id }) => message_id !== messageId)
  if (chat.pinned === messageId) delete chat.pinned
  chat.silent = chat.silent?.filter((id) => id !== messageId)
  world.tell({ type: 'delete', personId: person.id, messageId })
}

const canDelete = (world: World, chat: Chat, id: number) => {
  const message = findMessage(chat, id)
  return message !== undefined && seconds(world) - message.date <= deletableFor
}

const deleteMessage = ({ world, params }: Call) => {
  const { person, chat } = openChat(world, params)
  const id = params.number('message_id')
  if (id === undefined) throw badRequest('message identifier is not specified')
  if (!findMessage(chat, id)) throw badRequest('message to delete not found')
  if (!canDelete(world, chat, id)) throw badRequest("message can't be deleted for everyone")
  removeMessage(world, person, chat, id)
  return true as const
}

export const messageIds = ({ params }: Call) => {
  const ids = params.json('message_ids')
  if (!Array.isArray(ids) || ids.length === 0)
    throw badRequest('message identifiers are not specified')
  if (ids.length > 100) throw badRequest('too many message identifiers specified')
  return ids.map(Number)
}

// Those that are gone or too old are passed over in silence.
const deleteMessages = (call: Call) => {
  const { person, chat } = openChat(call.world, call.params)
  for (const id of messageIds(call)) {
    if (canDelete(call.world, chat, id)) removeMessage(call.world, person, chat, id)
  }
  return true as const
}

const sendChatAction = ({ world, params }: Call) => {
  const { person, chat } = openChat(world, params)
  if (!actions.includes(params.text('action') ?? '')) {
    throw badRequest('wrong parameter action in request')
  }
  chat.typingUntil = world.now() + typingFor
  world.tell({ type: 'typing', personId: person.id })
  return true as const
}

export const chatMethods: Methods = { deleteMessage, deleteMessages, sendChatAction }
