import type { CallbackQuery, InlineKeyboardButton, Message } from 'grammy/types'
import { randomInt } from 'node:crypto'
import { ControlError } from './api-error'
import { asChat, asUser, chatOf, findMessage } from './chats'
import type { Loose } from './control'
import type { Person } from './state'
import { seconds, type World } from './world'

const accessibleFor = 48 * 3600

export const recordQuery = (world: World, query: CallbackQuery) => {
  const { id, from } = query
  world.state.queries[id] = { id, at: world.now(), chatId: from.id, answered: false }
}

const newQueryId = () => Array.from({ length: 3 }, () => randomInt(100_000, 999_999)).join('')

/** A message older than two days comes with its button's press as inaccessible: no content. */
const messageOf = (world: World, person: Person, message: Message) =>
  seconds(world) - message.date > accessibleFor
    ? { chat: asChat(person), message_id: message.message_id, date: 0 as const }
    : structuredClone(message)

type Callback = InlineKeyboardButton.CallbackButton

const buttonAsked = (message: Message, { data, row, column, force }: Loose) => {
  const rows = message.reply_markup?.inline_keyboard ?? []
  if (data === undefined) return rows[Number(row)]?.[Number(column)]
  const found = rows.flat().find((one) => (one as Partial<Callback>).callback_data === data)
  // A phone that has not yet seen the keyboard's change still sends the old button.
  return found ?? (force ? { text: '', callback_data: String(data) } : undefined)
}

/** A press of an inline button: the callback query's update. */
export const press = (world: World, person: Person, body: Loose) => {
  const message = findMessage(chatOf(world, person), Number(body.messageId))
  if (!message) throw new ControlError(404, 'no such message')
  const button = buttonAsked(message, body)
  if (!button) throw new ControlError(409, 'the message has no such button')
  if (!('callback_data' in button)) throw new ControlError(409, 'the button does not call the bot')
  const query: CallbackQuery = {
    id: newQueryId(),
    from: asUser(person),
    message: messageOf(world, person, message),
    chat_instance: String(7_000_000_000_000 + person.id),
    data: button.callback_data,
  }
  recordQuery(world, query)
  return { updateId: world.updates.add({ callback_query: query }), queryId: query.id }
}
