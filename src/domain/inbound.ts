import type { StatusChange } from './ticket-event'
import { statusRowFor, type StatusRow, type TicketStatus } from './ticket-status'

/** What our database knew of a ticket at the last look. */
export type KnownTicket = {
  status: TicketStatus
  statusTitle: string | null
  /** Naumen's state; null when it was never looked at. */
  state: string | null
  /** UUID of the employee who was responsible. */
  responsible: string | null
  /** Since when it was in that state, as Naumen writes it; null where it does not say. */
  since: string | null
}

/** What Naumen says of it now. */
export type SeenTicket = {
  state: string
  /** Naumen's own word for the state, where it gives one. */
  stateTitle: string
  responsible: { uuid: string; name: string } | null
  since: string
}

export type TicketChange = {
  status: TicketStatus
  statusTitle: string | null
  /** To be told, and a line of the history; null when nothing changed that people see. */
  told: StatusChange | null
  /** A state that nobody has put into the table. */
  isUnknown: boolean
}

/**
 * A row of the table that is not the row of the last look is a change of status. A new responsible
 * employee is told of by itself where the row stays. A state left and entered again between two looks
 * is told again: «resolved» after it was given back is another solution. An unknown state keeps the last status.
 */
export function ticketChange(
  table: StatusRow[],
  known: KnownTicket,
  seen: SeenTicket,
): TicketChange {
  const row = statusRowFor(table, seen.state, seen.responsible !== null)
  const kept = row ?? { status: known.status, title: seen.stateTitle || seen.state }
  const isNews = row && (isAnother(table, known, row) || isEnteredAgain(known, seen))
  const changed = isNews ? changeTo(row, seen) : null
  return {
    status: kept.status,
    statusTitle: kept.title,
    told: changed ?? assigned(kept.status, known, seen),
    isUnknown: !row,
  }
}

function isAnother(table: StatusRow[], known: KnownTicket, row: StatusRow): boolean {
  const before =
    known.state === null ? undefined : statusRowFor(table, known.state, known.responsible !== null)
  // Before the first look, and after a state nobody knew, only the status itself can be compared
  return before ? before !== row : known.status !== row.status
}

const isEnteredAgain = (known: KnownTicket, seen: SeenTicket) =>
  known.state === seen.state && !!known.since && !!seen.since && known.since !== seen.since

const changeTo = (row: StatusRow, { responsible }: SeenTicket): StatusChange => ({
  status: row.status,
  title: row.title,
  icon: row.icon,
  text: row.text,
  notify: row.notify,
  responsible: responsible?.name ?? null,
})

function assigned(
  status: TicketStatus,
  known: KnownTicket,
  { responsible }: SeenTicket,
): StatusChange | null {
  if (!responsible || responsible.uuid === known.responsible) return null
  return {
    status,
    title: `Назначена: ${responsible.name}`,
    icon: '👤',
    text: 'Заявка {number} назначена на сотрудника: {responsible}.',
    notify: 'silent',
    responsible: responsible.name,
  }
}

/** A turn of the conversation as we keep it. */
export type KnownComment = {
  id: string
  uuid: string
  /** Said through the bot: it is ours, whatever becomes of it in Naumen. */
  isOurs: boolean
  fromEngineer: boolean
  isDeleted: boolean
  fingerprint: string | null
  /** UUIDs of its files. */
  files: string[]
}

/** A comment as Naumen shows it, in words of ours. */
export type SeenComment = {
  uuid: string
  /** Only `false` is public. */
  isPrivate: boolean | null
  /** UUID; null with a superuser's key. */
  author: string | null
  /** Plain. */
  text: string
  created: Date | null
  modified: string
  textHash: string
  /** UUIDs of its files and of the pictures in its words. */
  files: string[]
  /** Those among them that a list of comments names. */
  listed: string[]
}

/** Where a comment stands that we have not seen before. */
export type Surroundings = {
  /** UUID of the employee whose ticket it is. */
  client: string
  /** The employee has said something through the bot that Naumen may or may not have. */
  isSaying: boolean
  /** Their words that are on the way just now: one of them may be the comment. */
  underWay: string[]
  /** Comments made before are old: kept, not told. Null: all are news. */
  toldSince: Date | null
  /** Comments Naumen has confirmed to be gone. */
  gone: Set<string>
}

export type CommentChange<C extends SeenComment = SeenComment> =
  | { kind: 'new'; comment: C; fromEngineer: boolean; tell: boolean }
  | { kind: 'edited'; id: string; comment: C; tell: boolean }
  | { kind: 'files'; id: string; comment: C; added: string[]; tell: boolean }
  /** Nothing people see: a date, a file less. */
  | { kind: 'touched'; id: string; comment: C }
  | { kind: 'deleted'; id: string; uuid: string; tell: boolean; isPrivate: boolean }
  /** Deleted or private before, there for everybody again. */
  | { kind: 'again'; id: string; comment: C; tell: boolean }
  /** Perhaps ours: whoever hands it over will say so, and then we look again. */
  | { kind: 'later'; uuid: string }

/** In the order they were written; what is private is never among them. */
export function commentChanges<C extends SeenComment>(
  known: KnownComment[],
  seen: C[],
  around: Surroundings,
): CommentChange<C>[] {
  const knownBy = new Map(known.map((comment) => [comment.uuid, comment]))
  const ordered = seen.toSorted(byAge)
  const hidden = new Set([
    ...around.gone,
    ...seen.filter(({ isPrivate }) => isPrivate !== false).map(({ uuid }) => uuid),
  ])
  const changes = ordered
    .filter(({ uuid }) => !hidden.has(uuid))
    .flatMap((comment) => {
      const before = knownBy.get(comment.uuid)
      return before ? changeOf(before, comment) : [fresh(comment, around)]
    })
  const deleted = known
    .filter(({ uuid, isOurs, isDeleted }) => hidden.has(uuid) && !isOurs && !isDeleted)
    .map(({ id, uuid, fromEngineer: tell }) => {
      const isPrivate = !around.gone.has(uuid)
      return { kind: 'deleted', id, uuid, tell, isPrivate } as const
    })
  return [...deleted, ...changes]
}

function fresh<C extends SeenComment>(comment: C, around: Surroundings): CommentChange<C> {
  const isClients = comment.author === around.client
  if (isClients && around.isSaying) return { kind: 'later', uuid: comment.uuid }
  if (around.underWay.some((text) => isSaidIn(text, comment.text)))
    return { kind: 'later', uuid: comment.uuid }
  const isOld =
    around.toldSince !== null && !(comment.created && comment.created > around.toldSince)
  return { kind: 'new', comment, fromEngineer: !isClients, tell: !isClients && !isOld }
}

function changeOf<C extends SeenComment>(before: KnownComment, comment: C): CommentChange<C>[] {
  if (before.isOurs) return []
  const { id, fromEngineer: tell } = before
  if (before.isDeleted) return [{ kind: 'again', id, comment, tell }]
  const added = comment.files.filter((uuid) => !before.files.includes(uuid))
  const isSame = before.fingerprint === fingerprintOf(comment)
  if (isSame && !added.length) return []
  const isEdited = readFingerprint(before.fingerprint ?? '').textHash !== comment.textHash
  const changes: CommentChange<C>[] = []
  if (isEdited) changes.push({ kind: 'edited', id, comment, tell })
  if (added.length) changes.push({ kind: 'files', id, comment, added, tell })
  return changes.length ? changes : [{ kind: 'touched', id, comment }]
}

/** By which a change of a comment is seen at the next look. */
export const fingerprintOf = (comment: Pick<SeenComment, 'modified' | 'textHash' | 'listed'>) =>
  [comment.modified, comment.textHash, comment.listed.toSorted().join(',')].join('|')

function readFingerprint(print: string) {
  const [modified = '', textHash = '', listed = ''] = print.split('|')
  return { modified, textHash, listed }
}

/**
 * Whether a look over all comments shows that this one is not as it was.
 * @param textHash where comments have no date of change, else null
 */
export function looksChanged(
  print: string,
  seen: { modified: string; textHash: string | null; listed: string[] },
): boolean {
  const then = readFingerprint(print)
  return (
    then.modified !== seen.modified ||
    (seen.textHash !== null && then.textHash !== seen.textHash) ||
    then.listed !== seen.listed.toSorted().join(',')
  )
}

const byAge = (one: SeenComment, other: SeenComment) =>
  (one.created?.getTime() ?? 0) - (other.created?.getTime() ?? 0) ||
  numberOf(one.uuid) - numberOf(other.uuid)

const numberOf = (uuid: string) => Number(uuid.split('$')[1] ?? 0)

// Layout differs on the way to HTML and back: only the letters are compared
const letters = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase()
const TELLING = 12
const isSaidIn = (said: string, comment: string) => {
  const [wanted, words] = [letters(said), letters(comment)]
  return wanted === words || (wanted.length >= TELLING && words.includes(wanted))
}
