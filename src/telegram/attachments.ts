import type { Attachment, AttachmentKind } from '../domain/screen'
import type { TelegramFile, TelegramMessage } from './update'

const titles: Record<AttachmentKind, string> = {
  photo: 'Фото',
  document: 'Файл',
  video: 'Видео',
  voice: 'Голосовое сообщение',
  audio: 'Аудио',
  videoNote: 'Видеосообщение',
}

// Telegram makes these itself when it names no type
const types: Record<AttachmentKind, string> = {
  photo: 'image/jpeg',
  document: 'application/octet-stream',
  video: 'video/mp4',
  voice: 'audio/ogg',
  audio: 'audio/mpeg',
  videoNote: 'video/mp4',
}

const endings: Record<string, string> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/webp': '.webp',
  'video/mp4': '.mp4',
  'video/quicktime': '.mov',
  'audio/ogg': '.ogg',
  'audio/mpeg': '.mp3',
  'audio/mp4': '.m4a',
  'application/pdf': '.pdf',
}

/** The file of a message, if it holds one. A photo comes in several sizes: the largest counts. */
export function attachmentOf(message: TelegramMessage, timeZone: string): Attachment | null {
  const found = findFile(message)
  if (!found) return null
  const [kind, file] = found
  const mime = file.mime_type ?? types[kind]
  return {
    kind,
    remoteId: file.file_id,
    uniqueId: file.file_unique_id,
    name: cleanName(file.file_name) || madeUpName(kind, mime, message, timeZone),
    mime,
    size: file.file_size,
  }
}

function findFile(message: TelegramMessage): [AttachmentKind, TelegramFile] | null {
  const { photo, document, video, voice, audio, video_note } = message
  if (photo) return ['photo', photo.reduce((a, b) => (area(b) >= area(a) ? b : a))]
  if (video) return ['video', video]
  if (voice) return ['voice', voice]
  if (audio) return ['audio', audio]
  if (video_note) return ['videoNote', video_note]
  return document ? ['document', document] : null
}

const area = ({ width, height }: TelegramFile) => width * height

/** No folders, no line breaks, no signs that turn the reading direction and hide an ending. */
const cleanName = (name = '') =>
  name
    .toWellFormed()
    .replace(/[\\/\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '_')
    .trim()

/** «Фото 22.11 14-05.jpg»: the same at every reading, told apart within an album. */
function madeUpName(
  kind: AttachmentKind,
  mime: string,
  { date, message_id, media_group_id }: TelegramMessage,
  timeZone: string,
): string {
  const parts = new Intl.DateTimeFormat('ru', {
    timeZone,
    day: '2-digit',
    month: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(new Date(date * 1000))
  const at = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
  const which = media_group_id ? ` (${message_id})` : ''
  const time = `${at('day')}.${at('month')} ${at('hour')}-${at('minute')}`
  return `${titles[kind]} ${time}${which}${endings[mime] ?? ''}`
}
