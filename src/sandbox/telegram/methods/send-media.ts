import type { ApiMethods, Message } from 'grammy/types'
import { randomInt } from 'node:crypto'
import { badRequest } from '../api-error'
import type { Content } from '../chats'
import { messageCaption } from '../formatted-text'
import { takeFile } from '../incoming-media'
import { mediaContent } from '../media'
import { send } from '../sending'
import type { FileKind } from '../state'
import type { Call, Method, Methods } from '../world'
import { captionOf } from './edit'

const captioned = (kind: FileKind) => kind !== 'video_note'

const spoiler = (on: boolean) => (on ? { has_media_spoiler: true as const } : {})

type Sendable = Exclude<FileKind, 'thumbnail'>
/** A message of that kind for sure has it. */
type With<Kind extends Sendable> = Record<Kind, NonNullable<Message[Kind]>>

const sendFile =
  <Kind extends Sendable>(kind: Kind): Method<Message & With<Kind>> =>
  (call) =>
    send(call, async () => {
      const { world, params } = call
      const caption = captioned(kind) ? captionOf(params) : {}
      const file = await takeFile(world, params, kind, { field: kind, value: params.text(kind) })
      return {
        ...mediaContent(world.files, file),
        ...caption,
        ...spoiler(params.flag('has_spoiler')),
      } as Content & With<Kind>
    })

export type InputMedia = {
  type: string
  media: string
  caption?: string
  parse_mode?: string
  caption_entities?: unknown
  has_spoiler?: boolean
}

const mediaKinds: FileKind[] = ['photo', 'video', 'document', 'audio']

export const inputKind = ({ type }: InputMedia) => {
  const kind = mediaKinds.find((one) => one === type)
  if (!kind) throw badRequest(`can't parse InputMedia: unsupported type specified`)
  return kind
}

/** The content of an InputMedia: its file and its caption. */
export const inputContent = async ({ world, params }: Call, item: InputMedia): Promise<Content> => {
  const kind = inputKind(item)
  if (typeof item.media !== 'string' || !item.media) {
    throw badRequest(`can't parse InputMedia: media not found`)
  }
  const caption = messageCaption({
    text: item.caption ?? '',
    parseMode: item.parse_mode,
    entities: item.caption_entities,
  })
  const asked = { field: item.media, value: item.media, details: item as Record<string, unknown> }
  const file = await takeFile(world, params, kind, asked)
  return {
    ...mediaContent(world.files, file),
    ...caption,
    ...spoiler(item.has_spoiler === true),
  }
}

const readAlbum = ({ params }: Call) => {
  const items = params.json('media')
  if (!Array.isArray(items)) throw badRequest("can't parse media JSON object")
  if (items.length > 10) throw badRequest('too many messages to send as an album')
  if (items.length < 2) throw badRequest('too few messages to send as an album')
  const album = items as InputMedia[]
  const kinds = new Set(album.map(inputKind))
  if (kinds.size > 1 && (kinds.has('document') || kinds.has('audio'))) {
    const alone = kinds.has('document') ? 'document' : 'audio'
    throw badRequest(`${alone} can't be mixed with other media types`)
  }
  return album
}

type Album = ReturnType<ApiMethods['sendMediaGroup']>

/** All items are read before the first is sent: an album is sent whole or not at all. */
const sendMediaGroup = async (call: Call) => {
  const album = readAlbum(call)
  const group = { media_group_id: `137${randomInt(1e12, 9e12)}` }
  const contents: Content[] = []
  for (const item of album) contents.push({ ...(await inputContent(call, item)), ...group })
  const sent: Album = []
  // An album can't carry a keyboard: the parameter is not even read.
  for (const content of contents)
    sent.push((await send(call, () => content, false)) as Album[number])
  return sent
}

export const sendMediaMethods: Methods = {
  sendPhoto: sendFile('photo'),
  sendDocument: sendFile('document'),
  sendVideo: sendFile('video'),
  sendAudio: sendFile('audio'),
  sendVoice: sendFile('voice'),
  sendVideoNote: sendFile('video_note'),
  sendMediaGroup,
}
