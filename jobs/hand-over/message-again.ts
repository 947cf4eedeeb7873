import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { inTransaction, rows } from '../../src/database/transaction'
import type { Log } from '../../src/log'
import type { Queue } from '../../src/queue'

/** Queues again what was said in tickets and has no job that would bring it to Naumen. */
export async function requeueConversations(deps: { payload: Payload; queue: Queue; log: Log }) {
  const { payload, queue, log } = deps
  const stuck = await rows<{ id: string }>(
    payload,
    sql`SELECT DISTINCT t.id::text AS id FROM messages m JOIN tickets t ON t.id = m.ticket_id
        WHERE m.hand_over_state IN ('waiting', 'creating') AND t.naumen_uuid IS NOT NULL
          AND m.created_at < now() - interval '1 minute'
          AND NOT EXISTS (SELECT FROM pgboss.job j WHERE j.name = 'hand-over-message'
            AND j.singleton_key = t.id::text AND j.state IN ('created', 'retry', 'active'))`,
  )
  for (const { id } of stuck) {
    await inTransaction(payload, async (tx) => {
      // A failed job would hold back its successors of the same ticket for ever
      await tx.rows(sql`DELETE FROM pgboss.job WHERE name = 'hand-over-message'
        AND singleton_key = ${id} AND state = 'failed'`)
      await queue.send(tx.db, 'hand-over-message', { ticket: id, attempt: 0 }, { key: id })
    })
    log.warn({ ticket: id }, 'A conversation was queued again')
  }
}
