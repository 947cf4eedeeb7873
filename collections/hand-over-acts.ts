import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import type { InTransaction } from '../src/database/transaction'
import type { Said } from '../src/domain/said'
import { auditAct } from './AuditLog.hooks'
import { enqueue } from './engine'
import { why } from './hand-over-refusals'
import { inNameOf } from './panel-endpoint'

export type HandOverAct = 'retry' | 'giveUp'

/** What came of it; `words` say why nothing did. */
export type ActOutcome = { done: true } | { done: false; words: Said }

/** `busy`: a worker is at it. `queued`: one will be at once. `waits`: one will be later. */
type Held = { state: string; inNaumen: boolean; busy: boolean; queued: boolean; waits: boolean }
type HeldTicket = Held & { chat: string | null; number: string; receiptChat: string | null }
type HeldMessage = HeldTicket & { ticket: string; act: string }

const done = { done: true } as const
const nothing = (words: Said): ActOutcome => ({ done: false, words })
const onItsWay = ['waiting', 'creating', 'created']

/**
 * Has a ticket handed over again, or no more. Both may be said twice, and by two admins at once: who
 * comes second finds the row as the first has left it.
 */
export const actOnTicket = (req: PayloadRequest, act: HandOverAct, id: string) =>
  inNameOf(req, async (tx): Promise<ActOutcome> => {
    const ticket = await heldTicket(tx, id)
    if (!ticket) return nothing(why.noTicket)
    const outcome =
      act === 'retry' ? await retryTicket(tx, id, ticket) : await giveUpTicket(tx, id, ticket)
    if (outcome.done) await audited(tx, `ticket-${act}`, 'tickets', id)
    return outcome
  })

/** The same for one turn of a conversation. */
export const actOnMessage = (req: PayloadRequest, act: HandOverAct, id: string) =>
  inNameOf(req, async (tx): Promise<ActOutcome> => {
    const message = await heldMessage(tx, id)
    if (!message) return nothing(why.noMessage)
    const outcome =
      act === 'retry' ? await retryMessage(tx, id, message) : await giveUpMessage(tx, id, message)
    if (outcome.done) await audited(tx, `message-${act}`, 'messages', id)
    return outcome
  })

async function retryTicket(tx: InTransaction, id: string, ticket: HeldTicket) {
  if (onItsWay.includes(ticket.state)) return hurry(tx, 'hand-over-ticket', id, ticket)
  if (ticket.state === 'done') return nothing(why.ticketDone)
  // Whatever was said of it, Naumen may have made it: looked for before it is made again, and twice
  // where a call has never been answered
  await tx.rows(sql`UPDATE tickets SET
      hand_over_state = CASE WHEN naumen_uuid IS NULL THEN 'waiting' ELSE 'created'
        END::enum_tickets_hand_over_state,
      hand_over_lookups = CASE WHEN hand_over_create_started_at IS NULL THEN 1 ELSE 0 END,
      hand_over_looked_up_at = NULL,
      hand_over_create_started_at = coalesce(hand_over_create_started_at, now() - interval '1 day'),
      hand_over_attempts = 0, hand_over_error = NULL, hand_over_failed_at = NULL,
      hand_over_next_attempt_at = NULL, hand_over_claim = NULL, updated_at = now()
    WHERE id = ${id}`)
  await forgetJobs(tx, 'hand-over-ticket', id)
  await enqueue(tx.req, 'hand-over-ticket', { ticket: id, attempt: 0 }, { key: id })
  if (ticket.inNaumen)
    await enqueue(tx.req, 'hand-over-message', { ticket: id, attempt: 0 }, { key: id })
  await redraw(tx, id, ticket)
  return done
}

async function giveUpTicket(tx: InTransaction, id: string, ticket: HeldTicket) {
  const refusal = notToGiveUp(ticket)
  if (refusal) return refusal
  await tx.rows(sql`UPDATE tickets SET hand_over_state = 'givenUp', hand_over_claim = NULL,
      hand_over_next_attempt_at = NULL, updated_at = now()
    WHERE id = ${id}`)
  await forgetJobs(tx, 'hand-over-ticket', id)
  await redraw(tx, id, ticket)
  await tell(tx, ticket, ticket.inNaumen ? 'filesGivenUp' : 'handOverGivenUp')
  return done
}

/** It takes its old place: what was said after it and has not left yet waits for it. */
async function retryMessage(tx: InTransaction, id: string, message: HeldMessage) {
  const { state, ticket } = message
  if (onItsWay.includes(state)) return hurry(tx, 'hand-over-message', ticket, message)
  if (state === 'done') return nothing(why.messageDone)
  if (state === 'notNeeded') return nothing(why.notNeeded)
  // A time of starting makes it be looked for first
  await tx.rows(sql`UPDATE messages SET hand_over_state = 'waiting', hand_over_attempts = 0,
      hand_over_error = NULL, hand_over_claim = NULL, updated_at = now(),
      hand_over_started_at = least(coalesce(sent_at, created_at), now() - interval '1 day')
    WHERE id = ${id}`)
  // Whoever is at what was said later lets go of it: it does not overtake
  await tx.rows(sql`UPDATE messages SET hand_over_claim = NULL
    WHERE ticket_id = ${ticket} AND hand_over_state IN ('waiting', 'creating')`)
  await forgetJobs(tx, 'hand-over-message', ticket)
  await enqueue(tx.req, 'hand-over-message', { ticket, attempt: 0 }, { key: ticket })
  return done
}

async function giveUpMessage(tx: InTransaction, id: string, message: HeldMessage) {
  if (message.state === 'notNeeded') return nothing(why.notNeeded)
  const refusal = notToGiveUp(message)
  if (refusal) return refusal
  const { ticket } = message
  await tx.rows(sql`UPDATE messages SET hand_over_state = 'givenUp', hand_over_claim = NULL,
      hand_over_started_at = NULL, updated_at = now()
    WHERE id = ${id}`)
  // What was said after it has waited for it, and its own next try is for nothing
  if (message.inNaumen) {
    await forgetJobs(tx, 'hand-over-message', ticket)
    await enqueue(tx.req, 'hand-over-message', { ticket, attempt: 0 }, { key: ticket })
  }
  if (message.act !== 'undelivered') await tell(tx, message, 'messageGivenUp')
  return done
}

function notToGiveUp({ state, busy }: Held): ActOutcome | undefined {
  if (state === 'done') return nothing(why.done)
  if (state === 'givenUp') return nothing(why.givenUp)
  if (busy) return nothing(why.busy)
  return undefined
}

type Road = 'hand-over-ticket' | 'hand-over-message'

/** The next try comes at once. */
async function hurry(tx: InTransaction, name: Road, ticket: string, held: Held) {
  if (held.busy || held.queued) return nothing(why.onItsWay)
  if (name === 'hand-over-message' && !held.inNaumen) return nothing(why.withTicket)
  if (!held.waits) await enqueue(tx.req, name, { ticket, attempt: 0 }, { key: ticket })
  await tx.rows(sql`UPDATE pgboss.job SET start_after = now()
    WHERE name = ${name} AND singleton_key = ${ticket} AND state IN ('created', 'retry')`)
  if (name === 'hand-over-ticket')
    await tx.rows(sql`UPDATE tickets SET hand_over_next_attempt_at = now(), updated_at = now()
      WHERE id = ${ticket}`)
  return done
}

/** Jobs that have not begun, and a failed one: it would hold back its successors for ever. */
const forgetJobs = (tx: InTransaction, name: Road, ticket: string) =>
  tx.rows(sql`DELETE FROM pgboss.job WHERE name = ${name} AND singleton_key = ${ticket}
    AND state IN ('created', 'retry', 'failed')`)

/** Locked by a statement of its own: what is read after it is what whoever came first has left. */
async function heldTicket(tx: InTransaction, id: string): Promise<HeldTicket | undefined> {
  if (!isUuid(id)) return undefined
  await tx.rows(sql`SELECT id FROM tickets WHERE id = ${id} FOR NO KEY UPDATE`)
  const [row] = await tx.rows<HeldTicket>(sql`
    SELECT t.hand_over_state::text AS state, t.naumen_uuid IS NOT NULL AS "inNaumen", t.number,
      coalesce(u.chat_id, t.receipt_chat)::text AS chat, t.receipt_chat::text AS "receiptChat",
      ${jobsOf('hand-over-ticket', sql`t.id::text`)}
    FROM tickets t JOIN users u ON u.id = t.user_id WHERE t.id = ${id}`)
  return row
}

/** With its ticket: that is what everybody locks who writes a turn of it. */
async function heldMessage(tx: InTransaction, id: string): Promise<HeldMessage | undefined> {
  if (!isUuid(id)) return undefined
  const [known] = await tx.rows<{ ticket: string }>(
    sql`SELECT ticket_id::text AS ticket FROM messages WHERE id = ${id}`,
  )
  const ticket = known && (await heldTicket(tx, known.ticket))
  if (!ticket) return undefined
  const [row] = await tx.rows<Omit<Held, 'inNaumen'> & { act: string }>(sql`
    SELECT hand_over_state::text AS state, act::text AS act,
      ${jobsOf('hand-over-message', sql`ticket_id::text`)}
    FROM messages WHERE id = ${id}`)
  return row && { ...ticket, ...row, ticket: known.ticket }
}

// By the clock: whoever waited for the lock began before the job was made, and would take it for a later one
const jobsOf = (name: Road, key: ReturnType<typeof sql>) => sql`
  EXISTS (${jobs(name, key)} AND j.state = 'active') AS busy,
  EXISTS (${jobs(name, key)} AND j.state < 'active' AND j.start_after <= clock_timestamp()) AS queued,
  EXISTS (${jobs(name, key)} AND j.state < 'active' AND j.start_after > clock_timestamp()) AS waits`

const jobs = (name: Road, key: ReturnType<typeof sql>) =>
  sql`SELECT FROM pgboss.job j WHERE j.name = ${name} AND j.singleton_key = ${key}`

export const isUuid = (id: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)

async function redraw(tx: InTransaction, ticket: string, { receiptChat }: HeldTicket) {
  if (receiptChat) await enqueue(tx.req, 'draw-receipt', { ticket }, { key: receiptChat })
}

type Text = 'handOverGivenUp' | 'filesGivenUp' | 'messageGivenUp'

async function tell(tx: InTransaction, { chat, number }: HeldTicket, text: Text) {
  if (chat === null) return
  await enqueue(tx.req, 'notify', { chat: Number(chat), text, values: { number } }, { key: chat })
}

const audited = (tx: InTransaction, act: string, collection: string, document: string) =>
  auditAct(tx.req, { act, collection, document })
