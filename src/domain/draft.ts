import type { Attachment } from './screen'
import { cutText } from './text'

/** Telegram hands a bot at most 20 MB a file (getFile, Bot API server source). */
export const maxFileBytes = 20 * 1024 * 1024
export const maxFiles = 10
export const maxText = 16_000

/** A ticket before it is sent. Messages are remembered, so that an edit changes its own part. */
export type Draft = {
  /** One ticket at most comes of one key. */
  key: string
  topic?: string
  /** Where the topic stood when the person last saw it. */
  topicPath?: string
  parts: { message: number; text: string }[]
  files: (Attachment & { message: number })[]
  place?: { latitude: number; longitude: number }
  contact?: { name: string; phone: string }
  /** Articles that may spare it, offered once; those that did not help are taken out. */
  offered?: { id: string; title: string }[]
  /** The article it was begun from, which did not help. */
  after?: string
}

/** What could not be taken, for the person to hear. */
export type Trouble =
  | { trouble: 'fileTooBig'; name: string }
  | { trouble: 'tooManyFiles'; names: string }
  | { trouble: 'textTooLong' }

export const emptyDraft = (key: string): Draft => ({ key, parts: [], files: [] })

export const isEmpty = (draft: Draft) =>
  !draft.parts.length && !draft.files.length && !draft.place && !draft.contact

export const textOf = (draft: Draft) => draft.parts.map((part) => part.text).join('\n')

/** A message sent again under the same number (an edit) takes the place of the first. */
export function withText(draft: Draft, message: number, text: string): [Draft, Trouble[]] {
  const clean = text.trim()
  const known = draft.parts.some((part) => part.message === message)
  if (!clean && !known) return [draft, []]
  const parts = known
    ? draft.parts.map((part) => (part.message === message ? { message, text: clean } : part))
    : [...draft.parts, { message, text: clean }]
  // A caption edited away leaves nothing behind
  const next = { ...draft, parts: parts.filter((part) => part.text) }
  return textOf(next).length > maxText ? [draft, [{ trouble: 'textTooLong' }]] : [next, []]
}

/** The same message again may hold another file: it takes the place of the first. */
export function withFiles(draft: Draft, message: number, files: Attachment[]): [Draft, Trouble[]] {
  const others = draft.files.filter((file) => file.message !== message)
  const at = draft.files.findIndex((file) => file.message === message)
  const small = files.filter((file) => file.size <= maxFileBytes)
  const big = files.filter((file) => file.size > maxFileBytes)
  const room = Math.max(0, maxFiles - others.length)
  const kept = small.slice(0, room)
  const over = small.slice(room)
  const troubles: Trouble[] = big.map(({ name }) => ({ trouble: 'fileTooBig', name }))
  if (over.length) troubles.push({ trouble: 'tooManyFiles', names: listed(over) })
  if (at >= 0 && !kept.length) return [draft, troubles]
  const taken = kept.map((file) => ({ ...file, message }))
  return [{ ...draft, files: others.toSpliced(at < 0 ? others.length : at, 0, ...taken) }, troubles]
}

/** Pictures sent as files keep the place where they were taken. */
export const mayHoldPlace = (draft: Draft) =>
  draft.files.some(
    (file) => file.kind === 'document' && /^image\/(jpeg|heic|heif|tiff)/.test(file.mime),
  )

const icons: Record<Attachment['kind'], string> = {
  photo: '🖼',
  document: '📄',
  video: '🎬',
  voice: '🎤',
  audio: '🎵',
  videoNote: '📹',
}

/** Lines for the preview; plain text, to be escaped by whoever shows it. */
export function fileLines(draft: Draft): string[] {
  const lines = draft.files.map(
    (file) => `${icons[file.kind]} ${shortName(file)}${sizeOf(file.size)}`,
  )
  if (draft.place) lines.push('📍 Место на карте')
  if (draft.contact) lines.push(`👤 ${cutText(draft.contact.name, 64)}, ${draft.contact.phone}`)
  return lines
}

function sizeOf(bytes: number): string {
  if (!bytes) return ''
  const format = new Intl.NumberFormat('ru', { maximumFractionDigits: 1 })
  return bytes < 1024 * 1024
    ? ` (${format.format(Math.max(1, Math.round(bytes / 1024)))} КБ)`
    : ` (${format.format(bytes / 1024 / 1024)} МБ)`
}

/** Ten of them and the text must fit one screen. */
const shortName = ({ name }: Attachment) => cutText(name, 100)

const listed = (files: Attachment[]) => files.map((file) => `«${shortName(file)}»`).join(', ')
