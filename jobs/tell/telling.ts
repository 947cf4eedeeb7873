import { randomUUID } from 'node:crypto'
import { sql } from '@payloadcms/db-postgres'
import { type InTransaction, inTransaction, rows } from '../../src/database/transaction'
import type { PostedTicket } from '../../src/domain/status-post'
import type { Say } from '../../src/domain/texts'
import type { TicketEvent } from '../../src/domain/ticket-event'
import { failpoint } from '../../src/failpoint'
import type { Naumen } from '../../src/naumen/client'
import type { Queue } from '../../src/queue'
import type { NaumenLane } from '../reach/naumen-lane'
import type { NotifyOptions } from '../notify'
import { reachPerson } from '../reach/person'

export type TellDeps = NotifyOptions & {
  queue: Queue
  naumen: Pick<Naumen, 'readFile'>
  lane: NaumenLane
  /** How long Naumen's last good word on an employee holds. */
  graceHours: number
}

/** Why an event was not told, or how it was. */
export type Outcome =
  'told' | 'merged' | 'off' | 'overtaken' | 'signed out' | 'dismissed' | 'blocked' | 'refused'

/** It will not be told, and that is settled. */
export class NotTold extends Error {
  constructor(readonly outcome: Outcome) {
    super(`Not told: ${outcome}`)
  }
}

/** Another worker has taken the event over: whatever we know is stale. */
export class TellingLost extends Error {}

export type ToldTicket = PostedTicket & {
  status: string
  isRated: boolean
  ratingAsked: boolean
}

export type EventRow = { id: number; event: TicketEvent }

/** One event in the hands of this worker, on its way to one chat. */
export type Telling = {
  deps: TellDeps
  say: Say
  chat: number
  ticket: ToldTicket
  row: EventRow
  /** What of it stands on the phone already: part → message there. */
  parts: Map<string, number>
  /** Sends in its turn, if the event is still ours and the person may still hear of it. */
  reach<T>(send: () => Promise<T>): Promise<T>
  /** Writes in one transaction, the ticket locked, while the event is still ours. */
  keep<T>(work: (tx: InTransaction) => Promise<T>): Promise<T>
}

/** Milliseconds; held up for longer between the look and the send, another may have sent meanwhile. */
const longestPause = 5000

/**
 * Takes the oldest event of a ticket that is not told: from now on only who holds this claim tells it.
 * @returns null when all is told
 */
export async function beginTelling(deps: TellDeps, ticket: string): Promise<Telling | null> {
  const { payload } = deps
  const token = randomUUID()
  const [claimed] = await rows<{ id: number; kind: string; data: object }>(
    payload,
    sql`UPDATE ticket_events SET claim = ${token}
      WHERE told_at IS NULL AND id = (SELECT id FROM ticket_events
        WHERE ticket = ${ticket} AND told_at IS NULL ORDER BY id LIMIT 1)
      RETURNING id::float8, kind, data`,
  )
  if (!claimed) return null
  const { id, kind, data } = claimed
  const event = { kind, ...data } as TicketEvent
  const [known, say, parts] = await Promise.all([
    readTicket(deps, ticket),
    deps.texts(),
    partsOf(deps, id),
  ])
  const { chat, ...about } = known
  const look = () => lookAgain(deps, id, token, chat)
  return {
    deps,
    say,
    chat: chat ?? 0,
    ticket: about,
    row: { id, event },
    parts,
    reach: (send) => reach(deps, chat ?? 0, look, send),
    keep: (work) => inTransaction(payload, (tx) => whileClaimed(tx, ticket, { id, token }, work)),
  }
}

async function reach<T>(
  deps: TellDeps,
  chat: number,
  look: () => Promise<void>,
  send: () => Promise<T>,
): Promise<T> {
  let sent: { result: T } | undefined
  const outcome = await reachPerson(deps, chat, async () => {
    await look()
    sent = { result: await send() }
    failpoint('tell-sent')
  })
  if (sent) return sent.result
  throw new NotTold(outcome === 'blocked' ? 'blocked' : 'refused')
}

/** Right before every send: is it still ours to tell, and theirs to hear? */
async function lookAgain(deps: TellDeps, id: number, token: string, chat: number | null) {
  const asked = performance.now()
  const [row] = await rows<{ mine: boolean; chat: number | null; standing: Standing }>(
    deps.payload,
    sql`SELECT e.claim = ${token} AND e.told_at IS NULL AS mine, u.chat_id::float8 AS chat,
        ${standing(deps.graceHours)} AS standing
      FROM ticket_events e JOIN tickets t ON t.id = e.ticket JOIN users u ON u.id = t.user_id
      WHERE e.id = ${id}`,
  )
  if (!row?.mine) throw new TellingLost()
  demandHere(row.standing)
  if (row.chat !== chat) throw new Error('The person has moved to another chat')
  if (performance.now() - asked > longestPause) throw new Error('Held up before a send')
}

type Standing = 'here' | 'unverified' | 'signed out' | 'dismissed' | 'blocked'

/** The same as the bot asks at every update (bot/session.ts). */
const standing = (graceHours: number) => sql`CASE
  WHEN u.state IN ('dismissed', 'locked') THEN 'dismissed'
  WHEN u.state <> 'active' OR u.chat_id IS NULL
    OR coalesce(u.session_expires_at <= now(), true) THEN 'signed out'
  WHEN u.bot_blocked THEN 'blocked'
  WHEN coalesce(u.checked_at <= now() - make_interval(secs => ${graceHours * 3600}), true)
    THEN 'unverified'
  ELSE 'here' END`

function demandHere(standing: Standing) {
  if (standing === 'here') return
  // Naumen is away: as soon as it answers for them again, they are told
  if (standing === 'unverified') throw new Error('Access cannot be verified now')
  throw new NotTold(standing)
}

async function readTicket({ payload }: TellDeps, id: string) {
  const [row] = await rows<ToldTicket & { chat: number | null }>(
    payload,
    sql`SELECT t.id::text AS id, t.number, t.topic_path AS "topicPath", t.status,
        t.mark IS NOT NULL AS "isRated", t.rating_asked_at IS NOT NULL AS "ratingAsked",
        u.chat_id::float8 AS chat
      FROM tickets t JOIN users u ON u.id = t.user_id WHERE t.id = ${id}`,
  )
  if (!row) throw new TellingLost()
  return row
}

async function partsOf({ payload }: TellDeps, event: number) {
  const sent = await rows<{ part: string; message: number }>(
    payload,
    sql`SELECT part, message_id::float8 AS message FROM phone_messages WHERE event = ${event}`,
  )
  return new Map(sent.map(({ part, message }) => [part, message]))
}

/** The ticket's lock comes first, as with everybody who writes of a ticket. */
async function whileClaimed<T>(
  tx: InTransaction,
  ticket: string,
  { id, token }: { id: number; token: string },
  work: (tx: InTransaction) => Promise<T>,
): Promise<T> {
  await tx.rows(sql`SELECT id FROM tickets WHERE id = ${ticket} FOR UPDATE`)
  const [mine] = await tx.rows(sql`SELECT id FROM ticket_events
    WHERE id = ${id} AND claim = ${token} AND told_at IS NULL FOR UPDATE`)
  if (!mine) throw new TellingLost()
  return work(tx)
}
