import type { Chat as ChatShape, Message, User } from 'grammy/types'
import { ApiError, badRequest } from './api-error'
import type { Params } from './params'
import type { AnyKeyboard, Chat, Person } from './state'
import { botAsSender, seconds, type World } from './world'

export const findPerson = (world: World, id: number | undefined) =>
  world.state.people.find((person) => person.id === id)

export const asUser = (person: Person): User => ({
  id: person.id,
  is_bot: false,
  first_name: person.firstName,
  ...(person.lastName && { last_name: person.lastName }),
  ...(person.username && { username: person.username }),
  language_code: 'ru',
})

export const asChat = (person: Person): ChatShape.PrivateChat => ({
  id: person.id,
  type: 'private',
  first_name: person.firstName,
  ...(person.lastName && { last_name: person.lastName }),
  ...(person.username && { username: person.username }),
})

export const chatOf = (world: World, person: Person): Chat =>
  (world.state.chats[person.id] ??= {
    id: person.id,
    lastMessageId: 0,
    messages: [],
    reactions: {},
    typingUntil: 0,
  })

/** The person named by chat_id; their chat need not be open to the bot. */
export const personFor = (world: World, params: Params, name = 'chat_id') => {
  const given = params.text(name)
  if (!given) throw badRequest(`${name} is empty`)
  const person = findPerson(world, Number(given))
  if (!person) throw badRequest('chat not found')
  return person
}

/** The chat named by chat_id, refused when its person does not let the bot write. */
export const openChat = (world: World, params: Params) => {
  const person = personFor(world, params)
  if (person.blocked) throw new ApiError(403, 'Forbidden: bot was blocked by the user')
  if (!person.started) {
    throw new ApiError(403, "Forbidden: bot can't initiate conversation with a user")
  }
  return { person, chat: chatOf(world, person) }
}

export const findMessage = (chat: Chat, id: number | undefined) =>
  chat.messages.find(({ message_id }) => message_id === id)

/** A message as it stands inside another one: one level deep only. */
export const quoted = (message: Message) => {
  const { reply_to_message: _, ...rest } = message
  return structuredClone(rest) as NonNullable<Message['reply_to_message']>
}

export type Content = Omit<Message, 'message_id' | 'date' | 'chat' | 'from'>

export const addMessage = (
  world: World,
  person: Person,
  from: 'bot' | 'person',
  content: Content,
) => {
  const chat = chatOf(world, person)
  const message: Message = {
    message_id: ++chat.lastMessageId,
    from: from === 'bot' ? botAsSender(world) : asUser(person),
    chat: asChat(person),
    date: seconds(world),
    ...content,
  }
  chat.messages.push(message)
  if (from === 'bot') chat.typingUntil = 0
  const messageId = message.message_id
  world.tell({ type: 'message', personId: person.id, messageId, from })
  return message
}

/** Shows, changes or takes away the keyboard under the person's input line. */
export const applyReplyKeyboard = (chat: Chat, keyboard: AnyKeyboard | undefined) => {
  if (!keyboard) return
  if ('keyboard' in keyboard) chat.replyKeyboard = keyboard
  if ('remove_keyboard' in keyboard) delete chat.replyKeyboard
}
