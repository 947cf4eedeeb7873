import type { Attachment } from './screen'

/**
 * A ticket on its way to Naumen: created there, then its files one by one. Each phase is kept before
 * and after the call, so that whoever takes over knows what may already have happened.
 */
export type HandOver = {
  state: 'waiting' | 'creating' | 'created' | 'done' | 'failed' | 'givenUp'
  /** When a create was begun whose end is not known. */
  createStartedAt: Date | null
  /** How often it was looked for since. */
  lookups: number
  lookedUpAt: Date | null
}

export type HandedAttachment = Attachment & {
  state: 'waiting' | 'fetched' | 'handedOver' | 'failed'
  /** Its document in `files`, once its bytes are ours. */
  file?: string
  sha256?: string
  /** When handing it over was begun without a known end (ISO). */
  sendingAt?: string
  /** UUID in Naumen of what it goes to, where its first place took none. */
  to?: string
  /** Why it was not handed over, in words. */
  reason?: string
}

export type FilePhase =
  | { kind: 'wait'; seconds: number }
  | { kind: 'file'; index: number }
  | { kind: 'look-for-file'; index: number }
  | { kind: 'finish' }
  | { kind: 'over' }

export type Phase = { kind: 'create' } | { kind: 'look-up' } | FilePhase

/** Looking once is not enough: Naumen may commit, or index, after our first look. */
const LOOKUPS = 2

/** What to do next. `serviceCall` is the ticket's UUID in Naumen, if it has one. */
export function nextPhase(
  ticket: { handOver: HandOver; attachments: HandedAttachment[]; serviceCall: string | null },
  now: Date,
  settleSeconds: number,
): Phase {
  const { handOver } = ticket
  if (['done', 'failed', 'givenUp'].includes(handOver.state)) return { kind: 'over' }
  if (ticket.serviceCall) return nextFile(ticket.attachments, now, settleSeconds)
  if (!handOver.createStartedAt) return { kind: 'create' }
  if (handOver.lookups >= LOOKUPS) return { kind: 'create' }
  const quietSince = handOver.lookedUpAt ?? handOver.createStartedAt
  return settled(quietSince, now, settleSeconds) ?? { kind: 'look-up' }
}

/** How much of a ticket Naumen does not have yet: itself, and its files. */
export function partsLeft(ticket: { attachments: HandedAttachment[]; serviceCall: string | null }) {
  const files = ticket.attachments.filter(isOnItsWay).length
  return ticket.serviceCall ? files : files + 1
}

const isOnItsWay = ({ state }: HandedAttachment) => state === 'waiting' || state === 'fetched'

export function nextFile(
  attachments: HandedAttachment[],
  now: Date,
  settleSeconds: number,
): FilePhase {
  const index = attachments.findIndex(isOnItsWay)
  const next = attachments[index]
  if (!next) return { kind: 'finish' }
  if (!next.sendingAt) return { kind: 'file', index }
  return settled(new Date(next.sendingAt), now, settleSeconds) ?? { kind: 'look-for-file', index }
}

/** @returns the rest of the wait; undefined when it is over */
export function settled(since: Date, now: Date, settleSeconds: number) {
  const left = settleSeconds - (now.getTime() - since.getTime()) / 1000
  return left > 0 ? ({ kind: 'wait', seconds: Math.ceil(left) } as const) : undefined
}

const minute = 60
const hour = 60 * minute
const firstDelays = [0, 5, minute, 5 * minute, 15 * minute]
const GIVE_UP_AFTER = 72 * hour

/**
 * Seconds until a try that found Naumen away is repeated: 0, 5 s, 1 min, 5 min, 15 min, then hourly,
 * ± 20 %; null when 72 hours have gone by.
 * @param attempt how many tries have failed, from 1
 * @param random from 0 to 1
 */
export function nextDelay(attempt: number, random: number): number | null {
  if (attempt < 1 || waitedBefore(attempt) >= GIVE_UP_AFTER) return attempt < 1 ? 0 : null
  const delay = firstDelays[attempt - 1] ?? hour
  return Math.round(delay * (0.8 + 0.4 * random))
}

function waitedBefore(attempt: number): number {
  const first = firstDelays.slice(0, attempt - 1).reduce((sum, delay) => sum + delay, 0)
  return first + Math.max(0, attempt - 1 - firstDelays.length) * hour
}

/** The name a file gets in Naumen: what would end a header's quotes is replaced, the rest stays. */
export function sentName(name: string): string {
  return name.replaceAll('"', "'").replace(/[\u0000-\u001f\u007f\\/]/g, '_') || 'file'
}

type NamedFile = { name: string; size: number }

/**
 * Whether a file has arrived although no answer said so: more files of its name and size are there
 * than we know to have handed over. Sizes are compared where Naumen tells them.
 */
export function isFileThere(
  listed: { name: string; size: number | null }[],
  wanted: NamedFile,
  handedOver: NamedFile[],
): boolean {
  const name = sentName(wanted.name)
  const there = listed.filter(
    (file) => file.name === name && (file.size === null || file.size === wanted.size),
  )
  const known = handedOver.filter(
    (other) => sentName(other.name) === name && other.size === wanted.size,
  )
  return there.length > known.length
}

const SUBJECT_LENGTH = 255

/** «Не печатает: второй день жуёт бумагу…», no longer than Naumen's field. */
export function subjectOf(topic: string, text: string): string {
  const words = text.replace(/\s+/g, ' ').trim()
  const whole = [topic.trim(), words].filter(Boolean).join(': ')
  const letters = [...whole]
  if (letters.length <= SUBJECT_LENGTH) return whole
  const cut = letters.slice(0, SUBJECT_LENGTH - 1).join('')
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), SUBJECT_LENGTH / 2))}…`
}

export type Place = { latitude: number; longitude: number }
export type Contact = { name: string; phone: string }

/**
 * The description as Naumen keeps it: HTML, everything a person wrote escaped.
 * @param mark stands in the last line where Naumen has no attribute to know the ticket by
 */
export function descriptionOf(ticket: {
  number: string
  text: string
  topicPath: string
  place?: Place | null
  contact?: Contact | null
  mark?: string
}): string {
  const { place, contact } = ticket
  const lines = [
    ticket.text.trim() && asHtml(ticket.text.trim()),
    ticket.topicPath && `Тема: ${asHtml(ticket.topicPath)}`,
    place && `Место: ${placeLink(place)}`,
    contact && `Контакт: ${asHtml(`${contact.name}, ${contact.phone}`)}`,
    `Отправлено через BLAGO_SUPPORT, ${asHtml(ticket.number)}${ticket.mark ? ` · ${ticket.mark}` : ''}`,
  ]
  return lines
    .filter(Boolean)
    .map((line) => `<p>${line}</p>`)
    .join('')
}

function placeLink({ latitude, longitude }: Place): string {
  const at = `${latitude.toFixed(6)}, ${longitude.toFixed(6)}`
  const url = `https://yandex.ru/maps/?pt=${longitude.toFixed(6)},${latitude.toFixed(6)}&amp;z=17`
  return `<a href="${url}">${at}</a>`
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
export const asHtml = (text: string) =>
  text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign).replace(/\r?\n/g, '<br>')
