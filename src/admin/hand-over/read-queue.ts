import { sql } from '@payloadcms/db-postgres'
import type { SQL } from 'drizzle-orm'
import type { Payload } from 'payload'
import { rows } from '../../database/transaction'

export type Tab = 'waiting' | 'failed' | 'set-aside'

/** A request, or one turn of its conversation, that has not reached Naumen. */
export type Stuck = {
  kind: 'tickets' | 'messages'
  id: string
  ticket: string
  number: string
  topic: string | null
  person: string
  act: string | null
  state: string
  since: string | Date
  attempts: number
  nextAttemptAt: string | Date | null
  error: string | null
}

export type SetAside = {
  id: string
  job: string
  reason: string
  at: string | Date
  ticket: string | null
  number: string | null
}

/** Past this many nobody reads a number any more. */
const countUpTo = 1000
export const pageSize = 50

const ticketsWaiting = sql`t.hand_over_state IN ('waiting', 'creating', 'created')`
const ticketsFailed = sql`t.hand_over_state = 'failed'`
// What was said in a request that is not there itself goes along with it
const messagesWaiting = sql`m.hand_over_state IN ('waiting', 'creating') AND t.naumen_uuid IS NOT NULL`
const messagesFailed = sql`m.hand_over_state = 'failed'`
const setAside = sql`FROM pgboss.job WHERE name = 'dead-letters' AND state = 'created'`

/** How much there is in each tab, counted no further than anybody reads. */
export async function countQueue(payload: Payload) {
  const [counts] = await rows<{ waiting: number; failed: number; aside: number; category: number }>(
    payload,
    sql`SELECT ${counted(sql`FROM tickets t WHERE ${ticketsWaiting}`)}
        + ${counted(sql`FROM messages m JOIN tickets t ON t.id = m.ticket_id WHERE ${messagesWaiting}`)}
          AS waiting,
        ${counted(sql`FROM tickets t WHERE ${ticketsFailed}`)}
        + ${counted(sql`FROM messages m WHERE ${messagesFailed}`)} AS failed,
        ${counted(setAside)} AS aside,
        ${counted(sql`FROM categories WHERE sync_state IN ('failed', 'conflict')`)} AS category`,
  )
  const { waiting = 0, failed = 0, aside = 0, category = 0 } = counts ?? {}
  return { tabs: { waiting, failed, 'set-aside': aside }, categories: category, upTo: countUpTo }
}

const counted = (from: SQL) =>
  sql`(SELECT count(*)::int FROM (SELECT 1 ${from} LIMIT ${countUpTo}) AS few)`

/** The oldest first: whoever has waited longest is looked after first. */
export function readStuck(payload: Payload, tab: 'waiting' | 'failed', page: number) {
  const isFailed = tab === 'failed'
  const [tickets, messages] = isFailed
    ? [ticketsFailed, messagesFailed]
    : [ticketsWaiting, messagesWaiting]
  const ticketSince = isFailed ? sql`t.hand_over_failed_at` : sql`t.created_at`
  const messageSince = isFailed ? sql`m.updated_at` : sql`m.sent_at`
  const end = page * pageSize
  return rows<Stuck>(
    payload,
    sql`WITH stuck AS (
        (SELECT 'tickets' AS kind, t.id, t.id AS ticket, NULL AS act, ${ticketSince} AS since
          FROM tickets t WHERE ${tickets} ORDER BY ${ticketSince} LIMIT ${end})
        UNION ALL
        (SELECT 'messages', m.id, m.ticket_id, m.act::text, ${messageSince}
          FROM messages m JOIN tickets t ON t.id = m.ticket_id
          WHERE ${messages} ORDER BY ${messageSince} LIMIT ${end})
        ORDER BY since LIMIT ${pageSize} OFFSET ${end - pageSize}
      )
      SELECT stuck.kind, stuck.id::text AS id, t.id::text AS ticket, t.number, t.topic_path AS topic,
        u.name AS person, stuck.act, coalesce(m.hand_over_state::text, t.hand_over_state::text) AS state,
        stuck.since,
        coalesce(CASE WHEN stuck.kind = 'tickets' THEN t.hand_over_attempts
          ELSE m.hand_over_attempts END, 0)::float8 AS attempts,
        CASE WHEN stuck.kind = 'tickets' THEN t.hand_over_next_attempt_at ELSE (
          SELECT min(start_after) FROM pgboss.job WHERE name = 'hand-over-message'
            AND singleton_key = t.id::text AND state < 'active') END AS "nextAttemptAt",
        CASE WHEN stuck.kind = 'tickets' THEN t.hand_over_error ELSE m.hand_over_error END AS error
      FROM stuck JOIN tickets t ON t.id = stuck.ticket JOIN users u ON u.id = t.user_id
        LEFT JOIN messages m ON stuck.kind = 'messages' AND m.id = stuck.id
      ORDER BY stuck.since`,
  )
}

/** Jobs whose last try has failed, set aside by the queue. */
export const readSetAside = (payload: Payload, page: number) =>
  rows<SetAside>(
    payload,
    sql`SELECT d.id::text AS id, d.data->>'job' AS job, coalesce(d.data->>'reason', '') AS reason,
          d.created_on AS at, t.id::text AS ticket, t.number
        FROM (SELECT id, data, created_on ${setAside}
          ORDER BY created_on, id LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}) AS d
          LEFT JOIN tickets t ON t.id = (substring(d.data->'data'->>'ticket'
            FROM '^[0-9a-f-]{36}$'))::uuid
        ORDER BY d.created_on, d.id`,
  )
