import { badRequest } from '../api-error'
import type { FileKind, StoredFile } from '../state'
import type { Call, Methods } from '../world'

const downloadLimit = 20 << 20

const folders: Record<FileKind, string> = {
  photo: 'photos',
  document: 'documents',
  video: 'videos',
  voice: 'voice',
  audio: 'music',
  video_note: 'video_notes',
  thumbnail: 'thumbnails',
}
const endings: Partial<Record<FileKind, string>> = {
  photo: '.jpg',
  thumbnail: '.jpg',
  voice: '.oga',
  video_note: '.mp4',
}

const pathOf = ({ kind, n, name }: StoredFile) => {
  const ending = endings[kind] ?? /\.[a-z\d]{1,10}$/i.exec(name)?.[0] ?? ''
  return `${folders[kind]}/file_${n}${ending}`
}

const getFile = ({ world, params }: Call) => {
  const fileId = params.text('file_id')
  if (!fileId) throw badRequest('file_id not specified')
  const file = world.files.find(fileId)
  if (!file) throw badRequest('wrong file_id or the file is temporarily unavailable')
  if (file.size > downloadLimit) throw badRequest('file is too big')
  file.path ??= pathOf(file)
  return {
    file_id: file.fileId,
    file_unique_id: file.uniqueId,
    file_size: file.size,
    file_path: file.path,
  }
}

export const fileMethods: Methods = { getFile }
