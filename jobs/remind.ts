import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { inTransaction, rows } from '../src/database/transaction'
import type { Queue } from '../src/queue'
import { keepEvent } from './tell/ticket-events'

const batch = 500

/**
 * Job `remind`: whose ticket was closed a day ago and is not rated is asked again, once ever. And what
 * could not be told for days, so that its job was given up, is tried again.
 */
export function createRemind(deps: { payload: Payload; queue: Queue }) {
  return async function remind(): Promise<void> {
    for (const { id } of await toBeReminded(deps.payload)) await remindOf(deps, id)
    await tellLeftOvers(deps)
  }
}

const toBeReminded = (payload: Payload) =>
  rows<{ id: string }>(
    payload,
    sql`SELECT id::text AS id FROM tickets WHERE ${isDue} ORDER BY rating_asked_at LIMIT ${batch}`,
  )

const isDue = sql`status = 'closed' AND mark IS NULL AND rating_reminded_at IS NULL
  AND rating_asked_at BETWEEN now() - interval '7 days' AND now() - interval '24 hours'`

const remindOf = ({ payload, queue }: { payload: Payload; queue: Queue }, id: string) =>
  inTransaction(payload, async (tx) => {
    const [due] = await tx.rows(sql`UPDATE tickets SET rating_reminded_at = now()
      WHERE id = ${id} AND ${isDue} RETURNING id`)
    if (due) await keepEvent(tx, queue, id, `rating-reminder:${id}`, { kind: 'rating-reminder' })
  })

async function tellLeftOvers({ payload, queue }: { payload: Payload; queue: Queue }) {
  const waiting = await rows<{ ticket: string; chat: number }>(
    payload,
    sql`SELECT DISTINCT e.ticket::text AS ticket, u.chat_id::float8 AS chat
      FROM ticket_events e JOIN tickets t ON t.id = e.ticket JOIN users u ON u.id = t.user_id
      WHERE e.told_at IS NULL AND e.at < now() - interval '1 hour' AND u.chat_id IS NOT NULL
        AND NOT EXISTS (SELECT FROM pgboss.job WHERE name = 'tell-ticket'
          AND state IN ('created', 'retry', 'active') AND data->>'ticket' = e.ticket::text)
      LIMIT ${batch}`,
  )
  for (const { ticket, chat } of waiting)
    await queue.send(null, 'tell-ticket', { ticket }, { key: String(chat) })
}
