import { createHash } from 'node:crypto'
import type { SentFile } from '../../world/phone'
import type { Person } from '../history'
import type { Key } from './screen'
import type { Stage } from './stage'

/** Something said, in each wording it has had; files keep their one name. */
export type Piece = { message: number; wordings: Wording[] }
export type Wording = { mark: string; text: string }
export type SentPiece = { message: number; name: string; sha256: string; unnamed: boolean }

/** What stood on the preview when «Отправить» was pressed; of unnamed files only how many. */
export type Claim = { texts: string[]; files: SentPiece[]; unnamed: number }

export type Employee = {
  person: Person
  uuid: string
  stage: Stage
  pieces: Piece[]
  files: SentPiece[]
  /** By the number of the request they became. */
  claims: Map<string, Claim>
  /** Texts that were given up: nobody may file them. */
  dropped: Set<string>
  /** Buttons that stood on this phone at some time, by their data. */
  seen: Map<string, Key>
  usedCodes: Set<string>
  /** Numbers, marks and addresses that stood on this phone at some time. */
  heard: Set<string>
  marks: number
  blocked: boolean
  everBlocked: boolean
  /** Screens may have been sent while the bot was shut out: the phone may show an older one. */
  missed: boolean
  standing: 'live' | 'dismissed' | 'locked'
  /** What was under way when they were dismissed or locked may be refused. */
  everShutOut: boolean
  /** The bot has not asked Naumen about them since. */
  uncertain: boolean
}

/** Somebody new in Naumen, with a phone. */
export async function hire(stage: Stage): Promise<Employee> {
  const { world, history } = stage
  const number = ++stage.hired
  const name = `Модель${number}`
  const [email, login] = [`model${number}@blago.example`, `model${number}`]
  const given = { title: `Проба ${name}`, lastName: 'Проба', firstName: name, email, login }
  const { uuid } = await world.naumen.post<{ uuid: string }>('/employees', given)
  const { id } = await world.telegram.post<{ id: number }>('/people', { firstName: name })
  const person: Person = { id, email, name, stories: [], updates: [] }
  history.people.push(person)
  const employee: Employee = {
    ...{ person, uuid, stage, pieces: [], files: [], marks: 0 },
    ...{ claims: new Map(), dropped: new Set(), seen: new Map(), usedCodes: new Set() },
    ...{ heard: new Set<string>() },
    ...{ blocked: false, everBlocked: false, missed: false },
    ...{ standing: 'live', everShutOut: false, uncertain: false },
  }
  stage.employees.push(employee)
  return employee
}

/** Stands in one text alone, on this phone and on all others. */
export const nextMark = (employee: Employee) => `${prefixOf(employee)}${++employee.marks}-`

export const prefixOf = ({ person }: Employee) => `д${person.name.replace(/\D/g, '')}-`

const phoneOf = ({ stage, person }: Employee) => stage.world.phone(person.id)

export function wrote({ person }: Employee, updates: (number | null)[]) {
  person.updates.push(...updates.filter((update) => update !== null))
}

export async function types(employee: Employee, text: string, mark = text): Promise<number> {
  const { messageId, updateId } = await phoneOf(employee).types(text)
  wrote(employee, [updateId])
  if (text === '/logout') employee.person.mayMiss = true
  if (text.startsWith('/')) employee.missed = false
  else employee.pieces.push({ message: messageId, wordings: [{ mark, text }] })
  return messageId
}

/** An answer to a message of the bot. */
export async function replies(employee: Employee, text: string, mark: string, to: number) {
  const { messageId, updateId } = await phoneOf(employee).types(text, to)
  wrote(employee, [updateId])
  employee.pieces.push({ message: messageId, wordings: [{ mark, text }] })
}

export async function edits(employee: Employee, piece: Piece, wording: Wording) {
  const { stage, person } = employee
  piece.wordings.push(wording)
  const body = { messageId: piece.message, text: wording.text }
  const path = `/people/${person.id}/edit`
  const { updateId } = await stage.world.telegram.post<{ updateId: number }>(path, body)
  wrote(employee, [updateId])
}

/** @param force the phone still shows a button that the message no longer has */
export async function presses(employee: Employee, { message, data, label }: Key, force = false) {
  if (/Выйти/.test(label)) employee.person.mayMiss = true
  const { updateId } = await phoneOf(employee).pressesData(message, data, force)
  wrote(employee, [updateId])
}

/** Several at once are an album; the caption belongs to the first. */
export async function sends(
  employee: Employee,
  kind: 'document' | 'voice',
  sent: SentFile[],
  caption: Wording | null,
) {
  const more = {
    ...(sent.length > 1 && { album: 'true' }),
    ...(caption && { caption: caption.text }),
  }
  const { messageIds, updateIds } = await phoneOf(employee).sends(kind, sent, more)
  wrote(employee, updateIds)
  const [first = 0] = messageIds
  if (caption) employee.pieces.push({ message: first, wordings: [caption] })
  for (const [at, { name, bytes }] of sent.entries()) {
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const message = messageIds[at] ?? first
    employee.files.push({ message, name, sha256, unnamed: kind === 'voice' })
  }
}

export async function shutsOut(employee: Employee, blocked: boolean) {
  const { stage, person } = employee
  const path = `/people/${person.id}/${blocked ? 'block' : 'unblock'}`
  const { updateId } = await stage.world.telegram.post<{ updateId: number | null }>(path)
  wrote(employee, [updateId])
  employee.blocked = blocked
  if (blocked) employee.everBlocked = employee.missed = person.mayMiss = true
}

/** Codes mailed so far, the newest first. */
export const codesOf = async ({ stage, person }: Employee): Promise<string[]> =>
  (await stage.world.mails(person.email)).flatMap(
    ({ text }) => /\b\d{4} \d{4}\b/.exec(text)?.[0] ?? [],
  )
