import type { ChatMemberUpdated, ReactionType } from 'grammy/types'
import { ControlError } from './api-error'
import { asChat, asUser, chatOf, findMessage, findPerson } from './chats'
import type { Loose, Request, Routes } from './control'
import { removeMessage } from './methods/chat'
import { press } from './people-queries'
import { say, sayText, sendFiles, withEntities } from './people-sending'
import { phoneView } from './phone-view'
import type { Person } from './state'
import { botAsSender, seconds, type World } from './world'

const personOf = ({ world, path }: Request) => {
  const person = findPerson(world, Number(path[0]))
  if (!person) throw new ControlError(404, 'no such person')
  return person
}

const personView = (person: Person) => ({ ...person, chatId: person.id })

const optional = (value: unknown) => (value ? String(value) : undefined)

const addPerson = ({ world, body }: Request) => {
  const { people } = world.state
  const id = Number(body.id) || Math.max(...people.map((one) => one.id)) + 1
  if (!body.firstName) throw new ControlError(400, 'firstName is missing')
  if (findPerson(world, id)) throw new ControlError(409, `person ${id} is there already`)
  const person: Person = {
    id,
    firstName: String(body.firstName),
    lastName: optional(body.lastName),
    username: optional(body.username),
    hint: optional(body.hint),
    started: body.started === true,
    blocked: false,
  }
  people.push(person)
  world.tell({ type: 'person', personId: id })
  return personView(person)
}

const sayContact = (world: World, person: Person, body: Loose) => {
  if (!body.phone) throw new ControlError(400, 'phone is missing')
  // A person may also send someone else's contact, then userId differs from the sender.
  const contact = {
    phone_number: String(body.phone),
    first_name: String(body.firstName ?? person.firstName),
    last_name: optional(body.lastName ?? person.lastName),
    user_id: body.userId === null ? undefined : Number(body.userId ?? person.id),
  }
  return say(world, person, { contact })
}

const sayLocation = (world: World, person: Person, body: Loose) => {
  const [latitude, longitude] = [Number(body.latitude), Number(body.longitude)]
  if (Number.isNaN(latitude + longitude)) throw new ControlError(400, 'latitude and longitude')
  return say(world, person, { location: { latitude, longitude } })
}

const ownMessage = (world: World, person: Person, id: unknown) => {
  const message = findMessage(chatOf(world, person), Number(id))
  if (!message) throw new ControlError(404, 'no such message')
  return message
}

const edit = (world: World, person: Person, body: Loose) => {
  const message = ownMessage(world, person, body.messageId)
  if (message.from?.is_bot) throw new ControlError(409, "the message is not the person's")
  const { text, entities } = withEntities(String(body.text ?? ''))
  const fresh =
    message.text === undefined ? { caption: text, caption_entities: entities } : { text, entities }
  Object.assign(message, fresh, { edit_date: seconds(world) })
  world.tell({ type: 'edit', personId: person.id, messageId: message.message_id })
  const edited = structuredClone(message) as never
  return { messageId: message.message_id, updateId: world.updates.add({ edited_message: edited }) }
}

const membership = (world: World, person: Person, blocked: boolean): ChatMemberUpdated => {
  const user = botAsSender(world)
  const kicked = { user, status: 'kicked', until_date: 0 } as const
  const member = { user, status: 'member' } as const
  return {
    chat: asChat(person),
    from: asUser(person),
    date: seconds(world),
    old_chat_member: blocked ? member : kicked,
    new_chat_member: blocked ? kicked : member,
  }
}

const setBlocked = (world: World, person: Person, blocked: boolean) => {
  if (person.blocked === blocked) return { blocked, updateId: null }
  person.blocked = blocked
  world.tell({ type: 'person', personId: person.id })
  const update = { my_chat_member: membership(world, person, blocked) }
  return { blocked, updateId: world.updates.add(update) }
}

const react = (world: World, person: Person, body: Loose) => {
  const chat = chatOf(world, person)
  const { message_id } = ownMessage(world, person, body.messageId)
  const both = (chat.reactions[message_id] ??= { bot: [], person: [] })
  const old_reaction = both.person
  const emoji = optional(body.emoji)
  both.person = emoji ? [{ type: 'emoji', emoji } as ReactionType] : []
  world.tell({ type: 'reaction', personId: person.id, messageId: message_id })
  const reaction = {
    chat: asChat(person),
    message_id,
    user: asUser(person),
    date: seconds(world),
    old_reaction,
    new_reaction: both.person,
  }
  return { updateId: world.updates.add({ message_reaction: reaction }) }
}

const removeOwn = (request: Request) => {
  const { world, path } = request
  const person = personOf(request)
  const { message_id } = ownMessage(world, person, path[1])
  removeMessage(world, person, chatOf(world, person), message_id)
  return { deleted: message_id }
}

type Action = (world: World, person: Person, body: Loose) => unknown
const by = (action: Action) => (request: Request) =>
  action(request.world, personOf(request), request.body)

export const peopleRoutes: Routes = {
  'GET people': ({ world }) => world.state.people.map(personView),
  'POST people': addPerson,
  'GET people/:id': (request) => personView(personOf(request)),
  'GET people/:id/messages': (request) => phoneView(request.world, personOf(request)),
  'POST people/:id/text': by(sayText),
  'POST people/:id/press': by(press),
  'POST people/:id/files': (request) => sendFiles(request.world, personOf(request), request.form),
  'POST people/:id/contact': by(sayContact),
  'POST people/:id/location': by(sayLocation),
  'POST people/:id/edit': by(edit),
  'POST people/:id/block': by((world, person) => setBlocked(world, person, true)),
  'POST people/:id/unblock': by((world, person) => setBlocked(world, person, false)),
  'POST people/:id/reaction': by(react),
  'DELETE people/:id/messages/:messageId': removeOwn,
}
