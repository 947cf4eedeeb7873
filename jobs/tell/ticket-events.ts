import { sql } from '@payloadcms/db-postgres'
import type { InTransaction } from '../../src/database/transaction'
import type { TicketEvent } from '../../src/domain/ticket-event'
import type { Queue } from '../../src/queue'

/**
 * Keeps what happened to a ticket, in the transaction of whatever caused it, and has it told. An
 * event that was kept before, by its key, is neither kept nor told again.
 * @param key names the event for ever, e.g. `comment:comment$501`
 * @returns whether it was new
 */
export async function keepEvent(
  tx: InTransaction,
  queue: Queue,
  ticket: string,
  key: string,
  { kind, ...data }: TicketEvent,
): Promise<boolean> {
  const [kept] = await tx.rows<{ chat: number | null }>(sql`
    INSERT INTO ticket_events (ticket, key, kind, data)
    VALUES (${ticket}, ${key}, ${kind}, ${JSON.stringify(data)}::jsonb)
    ON CONFLICT (key) DO NOTHING
    RETURNING (SELECT users.chat_id::float8 FROM users JOIN tickets ON tickets.user_id = users.id
      WHERE tickets.id = ticket_events.ticket) AS chat`)
  if (!kept) return false
  if (kept.chat !== null)
    await queue.send(tx.db, 'tell-ticket', { ticket }, { key: String(kept.chat) })
  // Whoever is signed out reads it in the ticket's card when they are back
  else
    await tx.rows(sql`UPDATE ticket_events SET told_at = now(), outcome = 'signed out'
      WHERE key = ${key}`)
  return true
}
