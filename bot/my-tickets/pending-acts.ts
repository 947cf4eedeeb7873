import { sql } from '@payloadcms/db-postgres'
import type { InTransaction } from '../../src/database/transaction'

export type PendingAct = 'close' | 'reopen'

/** What the employee has asked for in a ticket and its status does not show yet. */
export async function pendingActs(tx: InTransaction, ticket: string): Promise<PendingAct[]> {
  const rows = await tx.rows<{ act: PendingAct }>(sql`
    SELECT DISTINCT act::text AS act FROM messages JOIN tickets ON tickets.id = ticket_id
    WHERE ticket_id = ${ticket} AND act IN ('close', 'reopen')
      AND (messages.hand_over_state IN ('waiting', 'creating')
        -- Naumen has done it, and has not been looked at since
        OR messages.hand_over_state = 'done'
          AND messages.hand_over_done_at > coalesce(naumen_pulled_at, '-infinity'))`)
  return rows.map(({ act }) => act)
}
