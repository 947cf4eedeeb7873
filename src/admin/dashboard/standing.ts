import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { rows } from '../../database/transaction'

export type Open = { status: string; count: number }
export type HandOver = { waiting: number; failed: number; oldest: string | null }

/** What is open as things stand now, whatever the period. */
export const readOpen = (payload: Payload) =>
  rows<Open>(
    payload,
    sql`SELECT status::text AS status, count(*)::int AS count FROM tickets
      WHERE status <> 'closed' GROUP BY tickets.status ORDER BY tickets.status`,
  )

export async function readHandOver(payload: Payload): Promise<HandOver> {
  const waiting = sql`('waiting', 'creating')`
  const [found] = await rows<{ waiting: number; failed: number; oldest: Date | null }>(
    payload,
    sql`SELECT sum(count) FILTER (WHERE is_waiting)::int AS waiting,
        coalesce(sum(count) FILTER (WHERE NOT is_waiting), 0)::int AS failed, min(oldest) AS oldest
      FROM (
        SELECT true AS is_waiting, count(*) AS count, min(created_at) AS oldest FROM tickets
          WHERE hand_over_state IN ('waiting', 'creating', 'created')
        UNION ALL SELECT true, count(*), min(sent_at) FROM messages
          WHERE hand_over_state IN ${waiting}
        UNION ALL SELECT false, count(*), NULL FROM tickets WHERE hand_over_state = 'failed'
        UNION ALL SELECT false, count(*), NULL FROM messages WHERE hand_over_state = 'failed'
      ) AS parts`,
  )
  const { waiting: count = 0, failed = 0, oldest = null } = found ?? {}
  return { waiting: count, failed, oldest: oldest && new Date(oldest).toISOString() }
}
