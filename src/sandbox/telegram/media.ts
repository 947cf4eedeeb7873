import type { PhotoSize } from 'grammy/types'
import type { Content } from './chats'
import type { FileStore } from './file-store'
import type { StoredFile } from './state'

const byEnding: Record<string, string> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  pdf: 'application/pdf',
  txt: 'text/plain',
  log: 'text/plain',
  csv: 'text/csv',
  json: 'application/json',
  xml: 'application/xml',
  zip: 'application/zip',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  wav: 'audio/x-wav',
  ogg: 'audio/ogg',
  oga: 'audio/ogg',
}

/** Telegram goes by the name's ending; what the sender said of the type counts only without one. */
export const mimeOf = (name: string, said: string) =>
  byEnding[/\.([a-z\d]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''] ??
  (said && said !== 'text/plain' ? said : 'application/octet-stream')

const ids = (file: StoredFile) => ({
  file_id: file.fileId,
  file_unique_id: file.uniqueId,
  file_size: file.size,
})

const asPhotoSize = (file: StoredFile): PhotoSize => ({
  ...ids(file),
  width: file.width ?? 0,
  height: file.height ?? 0,
})

const photoOf = (files: FileStore, file: StoredFile) =>
  (file.sizes ?? [file.fileId]).flatMap((id) => {
    const size = files.find(id)
    return size ? [asPhotoSize(size)] : []
  })

const thumbnailOf = (files: FileStore, file: StoredFile) => {
  const thumbnail = file.thumbnail && files.find(file.thumbnail)
  return thumbnail ? { thumbnail: asPhotoSize(thumbnail) } : {}
}

const named = (file: StoredFile) => ({ file_name: file.name, mime_type: file.mime })
const duration = (file: StoredFile) => ({ duration: file.duration ?? 1 })

// There is no decoder here: a video's frame is what the sender says, or this.
const frame = ({ width = 640, height = 360 }: StoredFile) => ({ width, height })

/** The part of a message that carries this file. */
export const mediaContent = (files: FileStore, file: StoredFile): Content => {
  const common = { ...ids(file), ...thumbnailOf(files, file) }
  switch (file.kind) {
    case 'photo':
      return { photo: photoOf(files, file) }
    case 'video':
      return { video: { ...common, ...named(file), ...duration(file), ...frame(file) } }
    case 'audio':
      return { audio: { ...common, ...named(file), ...duration(file) } }
    case 'voice':
      return { voice: { ...ids(file), ...duration(file), mime_type: 'audio/ogg' } }
    case 'video_note':
      return { video_note: { ...common, ...duration(file), length: 240 } }
    default:
      return { document: { ...common, ...named(file) } }
  }
}

/** The file a message carries, if it carries one: the biggest size of a photo. */
export const fileIdIn = (message: Content) =>
  message.photo?.at(-1)?.file_id ??
  (message.document ?? message.video ?? message.audio ?? message.voice ?? message.video_note)
    ?.file_id
