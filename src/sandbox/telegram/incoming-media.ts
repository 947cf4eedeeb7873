import { badRequest, ApiError } from './api-error'
import { mimeOf } from './media'
import type { Params } from './params'
import type { FileKind, StoredFile } from './state'
import type { World } from './world'

const photoLimit = 10 << 20

const names: Record<FileKind, string> = {
  photo: 'Photo',
  document: 'Document',
  video: 'Video',
  voice: 'VoiceNote',
  audio: 'Audio',
  video_note: 'VideoNote',
  thumbnail: 'Thumbnail',
}

/** A file already on the server, which keeps its kind for ever. */
const known = (world: World, kind: FileKind, value: string): StoredFile => {
  const file = world.files.find(value)
  if (file?.kind === kind) return file
  if (file) throw badRequest(`can't use file of type ${names[file.kind]} as ${names[kind]}`)
  // Nothing outside this machine is fetched.
  if (/^https?:\/\//.test(value)) throw badRequest('failed to get HTTP URL content')
  throw badRequest('wrong file identifier/HTTP URL specified')
}

type Asked = { field: string; value?: string; details?: Record<string, unknown> }

const declared = (details: Record<string, unknown>) =>
  Object.fromEntries(
    ['duration', 'width', 'height']
      .filter((name) => Number(details[name]) > 0)
      .map((name) => [name, Number(details[name])]),
  )

/** The file of a parameter or of an InputMedia: uploaded, attached, or named by its file_id. */
export const takeFile = async (world: World, params: Params, kind: FileKind, asked: Asked) => {
  const { field, value, details = params.fields } = asked
  const upload = params.upload(field, value)
  if (!upload) {
    if (!value) throw badRequest(`there is no ${kind.replace('_', ' ')} in the request`)
    if (value.startsWith('attach://')) throw badRequest('wrong file identifier/HTTP URL specified')
    return known(world, kind, value)
  }
  if (upload.bytes.length === 0) throw badRequest('file must be non-empty')
  if (kind === 'photo' && upload.bytes.length > photoLimit) {
    throw new ApiError(413, 'Request Entity Too Large')
  }
  const incoming = { ...upload, mime: mimeOf(upload.name, upload.mime) }
  return world.files.add(kind, incoming, declared(details))
}
