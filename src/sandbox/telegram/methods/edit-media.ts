import { badRequest } from '../api-error'
import type { Call, Methods } from '../world'
import { messageToEdit, replaceParts } from './edit'
import { inputContent, inputKind, type InputMedia } from './send-media'

const replaced = [
  'photo',
  'document',
  'video',
  'audio',
  'voice',
  'caption',
  'caption_entities',
  'has_media_spoiler',
  'text',
  'entities',
  'link_preview_options',
] as const

const albumKind = (kind: string) => (kind === 'video' ? 'photo' : kind)

/** A text may become a picture, but an item of an album stays what its album is made of. */
const editMedia = async (call: Call) => {
  const { message } = messageToEdit(call)
  const item = call.params.json('media') as InputMedia | undefined
  if (!item) throw badRequest("can't parse media JSON object")
  const kind = inputKind(item)
  const now = (['photo', 'document', 'audio'] as const).find((one) => message[one]) ?? 'video'
  if (message.media_group_id && albumKind(now) !== albumKind(kind)) {
    throw badRequest(`can't change media type from ${now} to ${kind} in the album`)
  }
  return replaceParts(call, [...replaced], await inputContent(call, item))
}

export const editMediaMethods: Methods = { editMessageMedia: editMedia }
