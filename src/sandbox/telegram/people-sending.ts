import type { Message } from 'grammy/types'
import { randomInt } from 'node:crypto'
import { ControlError } from './api-error'
import { addMessage, chatOf, findMessage, quoted, type Content } from './chats'
import type { Loose } from './control'
import { formatted, messageCaption, textLimit } from './formatted-text'
import { mediaContent, mimeOf } from './media'
import type { Form, Upload } from './multipart'
import type { FileKind, Person } from './state'
import type { World } from './world'

const replyFor = (world: World, person: Person, replyTo: unknown) => {
  if (replyTo === undefined || replyTo === null || replyTo === '') return {}
  const message = findMessage(chatOf(world, person), Number(replyTo))
  if (!message) throw new ControlError(404, 'no such message to reply to')
  return { reply_to_message: quoted(message) }
}

/** A message from the person: stands in the chat and is queued for the bot. */
export const say = (world: World, person: Person, content: Content) => {
  if (person.blocked) throw new ControlError(409, 'the person has blocked the bot')
  person.started = true
  const message = addMessage(world, person, 'person', content)
  const updateId = world.updates.add({ message: asUpdate(message) })
  return { messageId: message.message_id, updateId }
}

const asUpdate = (message: Message) =>
  structuredClone(message) as Message & { from: NonNullable<Message['from']>; chat: never }

export const withEntities = (text: string) => {
  const { text: kept, entities } = formatted({ text })
  return entities.length > 0 ? { text: kept, entities } : { text: kept }
}

/** A long text leaves the phone as several messages, as Telegram's own apps cut it. */
export const sayText = (world: World, person: Person, body: Loose) => {
  const text = String(body.text ?? '')
  const reply = replyFor(world, person, body.replyTo)
  const pieces = text.match(new RegExp(`[^]{1,${textLimit}}`, 'g')) ?? []
  const sent = pieces
    .map(withEntities)
    .filter((piece) => piece.text)
    .map((piece) => say(world, person, { ...piece, ...reply }))
  const [first] = sent
  if (!first) throw new ControlError(400, 'the text is empty')
  return sent.length > 1 ? { ...first, messageIds: sent.map((one) => one.messageId) } : first
}

const kinds: FileKind[] = ['photo', 'document', 'video', 'voice', 'audio', 'video_note']

const kindByType = (mime: string): FileKind => {
  if (/^image\/(jpeg|png|webp)$/.test(mime)) return 'photo'
  if (mime === 'video/mp4') return 'video'
  if (mime === 'audio/ogg') return 'voice'
  return mime.startsWith('audio/') ? 'audio' : 'document'
}

const kindFor = (asked: string, upload: Upload): FileKind =>
  kinds.find((kind) => kind === asked) ?? kindByType(mimeOf(upload.name, upload.mime))

const optionalNumber = (value: string | undefined) => (value ? Number(value) : undefined)

const store = (world: World, { fields }: Form, upload: Upload) => {
  if (upload.bytes.length === 0) throw new ControlError(400, 'the file is empty')
  const incoming = { ...upload, mime: mimeOf(upload.name, upload.mime) }
  return world.files.add(kindFor(fields.kind ?? 'auto', upload), incoming, {
    size: optionalNumber(fields.virtualSize),
    duration: optionalNumber(fields.duration),
  })
}

/** Files from the phone, each a message of its own; an album shares a media_group_id. */
export const sendFiles = async (world: World, person: Person, form: Form) => {
  const { fields } = form
  if (form.files.length === 0) throw new ControlError(400, 'no part named file')
  const stored = await Promise.all(form.files.map((upload) => store(world, form, upload)))
  const isAlbum = fields.album === 'true' && stored.length > 1
  const group = isAlbum ? { media_group_id: `139${randomInt(1e12, 9e12)}` } : {}
  const reply = replyFor(world, person, fields.replyTo)
  const sent = stored.map((file, index) =>
    say(world, person, {
      ...mediaContent(world.files, file),
      ...(index === 0 ? messageCaption({ text: fields.caption ?? '' }) : {}),
      ...group,
      ...reply,
    }),
  )
  return {
    messageIds: sent.map(({ messageId }) => messageId),
    updateIds: sent.map(({ updateId }) => updateId),
  }
}
