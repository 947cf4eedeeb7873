import { sql } from '@payloadcms/db-postgres'
import type { SQL } from 'drizzle-orm'
import type { Payload } from 'payload'
import { type InTransaction, inTransaction, rows } from '../../src/database/transaction'
import type { MessageAct, MessageHandOver } from '../../src/domain/message-hand-over'
import { ClaimLost } from './claim'
import type { TicketRecord } from './ticket-record'

/** A turn of a conversation as its hand-over needs it. */
export type MessageRecord = MessageHandOver & {
  id: string
  text: string
  /** How many tries have found Naumen away. */
  attempts: number
  /** When the message it corrects was sent. */
  correctedAt: Date | null
  /** The employee's own message on the phone. */
  telegram: { chat: number; message: number } | null
  ticket: {
    id: string
    number: string
    /** UUID in Naumen. */
    serviceCall: string
    chat: number | null
    mark: number | null
  }
  user: TicketRecord['user']
  now: Date
}

/** A turn in the hands of this worker. */
export type HeldMessage = {
  message: MessageRecord
  /** As it stands now. */
  anew: () => Promise<HeldMessage>
  /**
   * Writes columns, and whatever belongs to them, in one transaction.
   * @throws ClaimLost when the turn is not ours any more, or `and` does not hold
   */
  write: (columns: SQL, more?: (tx: InTransaction) => Promise<unknown>, and?: SQL) => Promise<void>
}

export const holdMessage = (
  payload: Payload,
  token: string,
  message: MessageRecord,
): HeldMessage => ({
  message,
  async anew() {
    const read = await readMessage(payload, message.id, token)
    if (!read) throw new ClaimLost()
    return holdMessage(payload, token, read)
  },
  write: (columns, more, and) =>
    inTransaction(payload, async (tx) => {
      await lockTicket(tx, message.ticket.id)
      const written = await tx.rows(setMessageWhileClaimed(message.id, token, columns, and))
      if (!written.length) throw new ClaimLost()
      await more?.(tx)
    }),
})

export const doneColumns = sql`hand_over_state = 'done', hand_over_done_at = now(),
  hand_over_started_at = NULL, hand_over_error = NULL`

/** Before any of its turns is written, so that this and a pull of the ticket take turns. */
export const lockTicket = (tx: InTransaction, ticket: string) =>
  tx.rows(sql`SELECT id FROM tickets WHERE id = ${ticket} FOR NO KEY UPDATE`)

/** Sets columns of a turn while the token is still ours; `and` narrows it further. */
export function setMessageWhileClaimed(id: string, token: string, columns: SQL, and = sql`true`) {
  return sql`UPDATE messages SET ${columns}, updated_at = now()
    WHERE id = ${id} AND hand_over_claim = ${token}
      AND hand_over_state IN ('waiting', 'creating') AND ${and} RETURNING id`
}

/**
 * Takes over all that waits in a ticket; what is said later has a job of its own.
 * @returns false when there is nothing, or the ticket is not in Naumen yet
 */
export async function claimLine(payload: Payload, ticket: string, token: string): Promise<boolean> {
  const claimed = await rows(
    payload,
    sql`UPDATE messages SET hand_over_claim = ${token}
        WHERE ticket_id = ${ticket} AND hand_over_state IN ('waiting', 'creating')
          AND EXISTS (SELECT FROM tickets WHERE id = ${ticket} AND naumen_uuid IS NOT NULL)
        RETURNING id`,
  )
  return claimed.length > 0
}

/** What is still ours, oldest first; `held` where a job waits for the turn's next try. */
export const readLine = (payload: Payload, ticket: string, token: string) =>
  rows<{ id: string; act: MessageAct; held: boolean; said: boolean }>(
    payload,
    sql`SELECT m.id::text AS id, m.act::text AS act, m.naumen_uuid IS NOT NULL AS said, EXISTS (
            SELECT FROM pgboss.job j WHERE j.name = 'hand-over-message'
              AND j.singleton_key = ${ticket}::text AND j.state = 'created'
              AND j.start_after > now() AND j.data->>'message' = m.id::text
              -- words of the queue's own index
              AND NOT j.blocked AND j.policy = 'key_strict_fifo') AS held
        FROM messages m
        WHERE m.ticket_id = ${ticket} AND m.hand_over_claim = ${token}
          AND m.hand_over_state IN ('waiting', 'creating') ORDER BY m.position`,
  )

type Row = Pick<MessageRecord, 'id' | 'act' | 'state'> & {
  text: string | null
  attachments: MessageRecord['attachments'] | null
  comment: string | null
  started_at: Date | string | null
  sent_at: Date | string | null
  attempts: number | null
  corrected_at: Date | string | null
  telegram_chat: number | null
  telegram_message: number | null
  ticket: string
  number: string
  service_call: string
  mark: number | null
  user_id: string
  employee: string
  user_state: string
  user_chat: number | null
  checked_at: Date | string | null
  now: Date | string
}

/** @returns undefined when somebody else holds it now */
export async function readMessage(payload: Payload, id: string, token: string) {
  const [row] = await rows<Row>(
    payload,
    sql`SELECT m.id::text AS id, m.act, m.hand_over_state AS state, m.text, m.attachments,
          m.naumen_uuid AS comment, m.hand_over_started_at AS started_at, m.sent_at,
          m.hand_over_attempts::float8 AS attempts, corrected.sent_at AS corrected_at,
          m.telegram_chat::float8, m.telegram_message::float8, t.id::text AS ticket, t.number,
          t.naumen_uuid AS service_call, t.mark::float8, u.id::text AS user_id, u.employee,
          u.state AS user_state, u.chat_id::float8 AS user_chat, u.checked_at, now() AS now
        FROM messages m JOIN tickets t ON t.id = m.ticket_id JOIN users u ON u.id = t.user_id
        LEFT JOIN messages corrected ON corrected.id = m.corrects_id
        WHERE m.id = ${id} AND m.hand_over_claim = ${token} AND t.naumen_uuid IS NOT NULL`,
  )
  return row && recordOf(row)
}

function recordOf(row: Row): MessageRecord {
  const now = new Date(row.now)
  const { telegram_chat: chat, telegram_message: message } = row
  return {
    id: row.id,
    act: row.act,
    state: row.state,
    text: row.text ?? '',
    attachments: row.attachments ?? [],
    comment: row.comment,
    startedAt: dateOf(row.started_at),
    sentAt: dateOf(row.sent_at) ?? now,
    attempts: row.attempts ?? 0,
    correctedAt: dateOf(row.corrected_at),
    telegram: chat && message ? { chat, message } : null,
    ticket: {
      id: row.ticket,
      number: row.number,
      serviceCall: row.service_call,
      chat: row.user_chat,
      mark: row.mark,
    },
    user: {
      id: row.user_id,
      employee: row.employee,
      state: row.user_state,
      chat: row.user_chat,
      checkedAt: dateOf(row.checked_at),
    },
    now,
  }
}

const dateOf = (value: string | Date | null) => (value === null ? null : new Date(value))
