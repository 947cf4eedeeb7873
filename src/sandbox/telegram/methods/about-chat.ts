import { badRequest } from '../api-error'
import { asChat, chatOf, findMessage, openChat, personFor, quoted } from '../chats'
import type { Call, Methods } from '../world'

const getChat = ({ world, params }: Call) => {
  const person = personFor(world, params)
  const chat = chatOf(world, person)
  const pinned = findMessage(chat, chat.pinned)
  return {
    ...asChat(person),
    ...(person.username && { active_usernames: [person.username] }),
    ...(pinned && { pinned_message: quoted(pinned) }),
    accent_color_id: 0,
    max_reaction_count: 11,
    accepted_gift_types: {
      unlimited_gifts: true,
      limited_gifts: true,
      unique_gifts: true,
      premium_subscription: true,
      gifts_from_channels: true,
    },
  }
}

const pinChatMessage = ({ world, params }: Call) => {
  const { person, chat } = openChat(world, params)
  const message = findMessage(chat, params.number('message_id'))
  if (!message) throw badRequest('message to pin not found')
  chat.pinned = message.message_id
  world.tell({ type: 'pinned', personId: person.id, messageId: message.message_id })
  return true as const
}

const unpinChatMessage = ({ world, params }: Call) => {
  const { person, chat } = openChat(world, params)
  const id = params.number('message_id') ?? chat.pinned
  if (id === undefined || !findMessage(chat, id)) throw badRequest('message to unpin not found')
  if (chat.pinned === id) delete chat.pinned
  world.tell({ type: 'pinned', personId: person.id })
  return true as const
}

const leaveChat = ({ world, params }: Call) => {
  personFor(world, params)
  throw badRequest("chat member status can't be changed in private chats")
}

export const aboutChatMethods: Methods = { getChat, pinChatMessage, unpinChatMessage, leaveChat }
