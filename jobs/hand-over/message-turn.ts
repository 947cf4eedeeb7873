import { sql } from '@payloadcms/db-postgres'
import { inTransaction, rows } from '../../src/database/transaction'
import { settled } from '../../src/domain/hand-over'
import { commentHtml, isSameComment, wordsOf } from '../../src/domain/message-hand-over'
import { failpoint } from '../../src/failpoint'
import { NaumenRejected, NaumenUnreachable } from '../../src/naumen/errors'
import type { Mapping } from '../../src/naumen/mapping'
import type { PostedComment } from '../../src/naumen/words/comment'
import { ClaimLost, look, markCall } from './claim'
import type { MessageHandOverDeps } from '../hand-over-message'
import type { MessageEndings } from './message-end'
import { doneColumns, type HeldMessage, lockTicket, type MessageRecord } from './message-record'

/** Says in Naumen what a turn says, and finds out what a lost answer told us nothing of. */
export function createTurnKeeper(deps: MessageHandOverDeps, endings: MessageEndings) {
  const { naumen, payload, queue, log } = deps
  return { send, lookFor }

  async function send(held: HeldMessage) {
    const { act } = held.message
    if (act === 'close' || act === 'reopen') return move(held, await stateFor(act))
    if (act === 'rating') return rate(held, await deps.readMapping())
    await say(await begin(held))
  }

  /** @returns how long to wait for the next look, in seconds */
  async function lookFor(held: HeldMessage, last: boolean): Promise<number | void> {
    const { message } = held
    const there = await look(() => find(message))
    if (typeof there === 'string') return adopt(message, there)
    if (there) return endings.finish(held)
    if (last) return held.write(notBegun)
    return settled(message.startedAt ?? message.now, message.now, 2 * deps.settleSeconds)?.seconds
  }

  /** Nobody changes its words any more: what is sent is what is kept. */
  async function begin(held: HeldMessage): Promise<HeldMessage> {
    let begun = held
    await markCall(deps.settleSeconds, async () => {
      const columns = sql`hand_over_state = 'creating', hand_over_started_at = now()`
      await held.write(columns, undefined, sql`naumen_uuid IS NULL`)
      begun = await held.anew()
    })
    failpoint('message-before-send')
    return begun
  }

  async function say(held: HeldMessage) {
    const uuid = await called(held, () => naumen.createComment(commentOf(held.message)))
    failpoint('message-sent')
    await adopt(held.message, uuid)
  }

  async function move(held: HeldMessage, wanted: string) {
    const { serviceCall } = held.message.ticket
    if ((await stateNow(held.message)) === wanted) return endings.finish(held)
    const begun = await begin(held)
    await called(begun, () => naumen.moveServiceCall(serviceCall, wanted))
    failpoint('message-sent')
    await endings.finish(begun)
  }

  /** Attributes may be set twice, so only the comment is ever looked for before. */
  async function rate(held: HeldMessage, mapping: Mapping) {
    const begun = await begin(held)
    const { ticket } = begun.message
    const rating = ratingOf(begun.message)
    await called(begun, () => naumen.rateServiceCall(mapping, ticket.serviceCall, rating))
    if (isTold(begun.message, mapping)) return say(begun)
    failpoint('message-sent')
    await endings.finish(begun)
  }

  /** Where nothing can have been done, the next try need not look first. */
  async function called<T>(held: HeldMessage, call: () => Promise<T>): Promise<T> {
    try {
      return await call()
    } catch (error) {
      const ambiguous = error instanceof NaumenUnreachable && error.ambiguous
      if (!ambiguous) await held.write(notBegun)
      throw error
    }
  }

  /** @returns the UUID of its comment, or whether what was asked for has been done */
  async function find(message: MessageRecord): Promise<string | boolean> {
    const { act, ticket } = message
    if (act === 'close' || act === 'reopen')
      return (await stateNow(message)) === (await stateFor(act))
    const mapping = await deps.readMapping()
    if (act === 'rating' && !isTold(message, mapping))
      return naumen.isRated(mapping, ticket.serviceCall, ratingOf(message))
    const known = await knownComments(ticket.id)
    const comments = await naumen.listComments(ticket.serviceCall)
    const ours = comments.find((one) => !known.has(one.uuid) && isOf(message, one))
    return ours?.uuid ?? false
  }

  async function knownComments(ticket: string) {
    const known = await rows<{ uuid: string }>(
      payload,
      sql`SELECT naumen_uuid AS uuid FROM messages
          WHERE ticket_id = ${ticket} AND naumen_uuid IS NOT NULL`,
    )
    return new Set(known.map(({ uuid }) => uuid))
  }

  /** Also when the claim was lost meanwhile: that the comment is ours must be known. */
  async function adopt(message: MessageRecord, uuid: string) {
    const { id, ticket, attachments } = message
    const isWhole = !attachments.some(({ state }) => state === 'waiting' || state === 'fetched')
    const columns = isWhole ? doneColumns : saidColumns
    const isOurs = await inTransaction(payload, async (tx) => {
      await lockTicket(tx, ticket.id)
      await tx.rows(withoutEcho(id, uuid))
      const adopted = await tx.rows(sql`UPDATE messages
        SET naumen_uuid = ${uuid}, ${columns}, updated_at = now()
        WHERE id = ${id} AND (naumen_uuid IS NULL OR naumen_uuid = ${uuid}) RETURNING id`)
      const { serviceCall } = ticket
      if (adopted.length)
        await queue.send(tx.db, 'pull-ticket', { serviceCall }, { key: serviceCall })
      return adopted.length > 0
    })
    failpoint('message-adopted')
    if (!isOurs) {
      log.error({ message: id, comment: uuid }, 'A message stands twice in Naumen')
      throw new ClaimLost()
    }
    if (isWhole) endings.done(message)
  }

  async function stateFor(act: 'close' | 'reopen') {
    const { states } = await deps.readMapping()
    return act === 'close' ? states.closed : states.reopened
  }

  async function stateNow({ ticket }: MessageRecord): Promise<string> {
    const state = await naumen.stateOf(ticket.serviceCall)
    if (state === null) throw new NaumenRejected(404, 'Заявки больше нет в Naumen')
    return state
  }

  function commentOf(message: MessageRecord) {
    const { act, ticket, user, correctedAt, now } = message
    const isNote = act === 'undelivered'
    const when = correctedAt ? timeOf(naumen.writeDate(correctedAt), naumen.writeDate(now)) : ''
    const words = wordsOf(message, { correctedAt: when, mark: ticket.mark })
    const author = isNote ? undefined : user.employee
    return { source: ticket.serviceCall, text: commentHtml(words), author, private: isNote }
  }
}

const notBegun = sql`hand_over_state = 'waiting', hand_over_started_at = NULL`
/** Its files follow. */
const saidColumns = sql`hand_over_state = 'creating', hand_over_started_at = NULL,
  hand_over_error = NULL, hand_over_attempts = 0`

/** A pull may have read the comment before we knew its UUID, and taken it for somebody else's. */
const withoutEcho = (id: string, uuid: string) => sql`
  WITH echo AS (DELETE FROM messages WHERE naumen_uuid = ${uuid} AND id <> ${id}
      AND telegram_chat IS NULL RETURNING id)
  DELETE FROM ticket_events USING echo
  WHERE told_at IS NULL AND data->>'message' = echo.id::text`

const ratingOf = ({ ticket, text }: MessageRecord) => ({ mark: ticket.mark, words: text.trim() })

/** Whether a comment has to say what this Naumen has no attribute for. */
const isTold = ({ text }: MessageRecord, { attributes }: Mapping) =>
  !attributes.rating || (!attributes.ratingComment && !!text.trim())

/** Naumen's clock may be wrong, and its time zone ours: the day only keeps old words out. */
const CLOCKS_DIFFER_MS = 24 * 3_600_000

function isOf(message: MessageRecord, comment: PostedComment): boolean {
  const { act, user, startedAt, now } = message
  const isNote = act === 'undelivered'
  const since = (startedAt ?? now).getTime() - CLOCKS_DIFFER_MS
  return (
    comment.private === isNote &&
    (isNote || comment.author === user.employee) &&
    (comment.at === null || comment.at.getTime() >= since) &&
    isSameComment(comment.html, message)
  )
}

/** «14:05», on another day «22.11, 14:05». @param said, now as Naumen writes dates */
function timeOf(said: string, now: string): string {
  const [, month, day] = said.slice(0, 10).split('.')
  const time = said.slice(11, 16)
  return said.slice(0, 10) === now.slice(0, 10) ? time : `${day}.${month}, ${time}`
}
