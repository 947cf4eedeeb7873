import { sql } from '@payloadcms/db-postgres'
import type { SQL } from 'drizzle-orm'
import type { Payload } from 'payload'
import { rows } from '../../database/transaction'

type When = string | Date

export type AttachedFile = {
  name: string
  kind: string
  mime: string
  size: number
  state: string
  reason: string | null
  /** Where its bytes are served from; null where we keep none. */
  key: string | null
}

export type TicketFacts = {
  id: string
  number: string
  origin: 'bot' | 'naumen'
  topicPath: string | null
  text: string | null
  status: string
  statusTitle: string | null
  responsible: string | null
  mark: number | null
  markComment: string | null
  place: { latitude: number; longitude: number } | null
  contact: { name: string; phone: string } | null
  filedAt: When
  deadline: When | null
  closedAt: When | null
  serviceCall: string | null
  naumenTitle: string | null
  goneAt: When | null
  handOver: string
  attempts: number
  nextAttemptAt: When | null
  error: string | null
  failedAt: When | null
  doneAt: When | null
  person: { id: string; name: string; department: string | null; email: string | null }
  files: AttachedFile[]
  history: { status: string; title: string | null; at: When | null }[]
  turnCount: number
  /** Differs as soon as anything has changed: what `/api/tickets/:id/changed` tells. */
  version: string
}

export type TurnFacts = {
  id: string
  direction: 'fromEmployee' | 'fromEngineer' | 'note'
  act: string
  author: string | null
  text: string | null
  html: string | null
  at: When
  editedAt: When | null
  deletedAt: When | null
  handOver: string
  attempts: number
  error: string | null
  files: AttachedFile[]
  /** The newest correction of it: its words stand in the place of these. */
  better: {
    id: string
    text: string | null
    at: When
    handOver: string
    error: string | null
  } | null
}

/** A request as its page tells it. */
export async function readTicket(payload: Payload, id: string): Promise<TicketFacts | undefined> {
  const [ticket] = await rows<TicketFacts>(
    payload,
    sql`SELECT t.id::text AS id, t.number, t.origin::text AS origin, t.topic_path AS "topicPath",
          t.text, t.status::text AS status, t.status_title AS "statusTitle", t.responsible,
          t.mark::float8 AS mark, t.mark_comment AS "markComment", t.place, t.contact,
          coalesce(t.registered_at, t.created_at) AS "filedAt", t.deadline, t.closed_at AS "closedAt",
          t.naumen_uuid AS "serviceCall", t.naumen_title AS "naumenTitle", t.naumen_gone_at AS "goneAt",
          t.hand_over_state::text AS "handOver", coalesce(t.hand_over_attempts, 0)::float8 AS attempts,
          t.hand_over_next_attempt_at AS "nextAttemptAt", t.hand_over_error AS error,
          t.hand_over_failed_at AS "failedAt", t.hand_over_done_at AS "doneAt",
          json_build_object('id', u.id, 'name', u.name, 'department', u.department,
            'email', u.email) AS person,
          ${filesOf(sql`t.attachments`)} AS files,
          (SELECT coalesce(json_agg(json_build_object('status', status, 'title', title, 'at', at)
            ORDER BY _order), '[]') FROM tickets_history WHERE _parent_id = t.id) AS history,
          turns.count AS "turnCount",
          concat_ws('/', extract(epoch FROM t.updated_at), turns.all, turns.last) AS version
        FROM tickets t JOIN users u ON u.id = t.user_id, LATERAL (
          SELECT count(*) AS all, extract(epoch FROM max(updated_at)) AS last,
            (count(*) FILTER (WHERE act <> 'correction'))::int AS count
          FROM messages WHERE ticket_id = t.id) AS turns
        WHERE t.id = ${id}`,
  )
  return ticket
}

/** The newest of its turns, the newest last. */
export async function readTurns(payload: Payload, ticket: string, newest: number) {
  const turns = await rows<TurnFacts>(
    payload,
    sql`SELECT m.id::text AS id, m.direction::text AS direction, m.act::text AS act, m.author, m.text,
          m.html, coalesce(m.sent_at, m.created_at) AS at, m.edited_at AS "editedAt",
          m.deleted_at AS "deletedAt", m.hand_over_state::text AS "handOver",
          coalesce(m.hand_over_attempts, 0)::float8 AS attempts, m.hand_over_error AS error,
          ${filesOf(sql`m.attachments`)} AS files, to_json(better) AS better
        FROM messages m LEFT JOIN LATERAL (
          SELECT id, text, coalesce(sent_at, created_at) AS at, hand_over_state AS "handOver",
            hand_over_error AS error
          FROM messages WHERE corrects_id = m.id AND act = 'correction'
          ORDER BY position DESC LIMIT 1
        ) AS better ON true
        WHERE m.ticket_id = ${ticket} AND (m.act <> 'correction' OR m.corrects_id IS NULL)
        ORDER BY coalesce(m.sent_at, m.created_at) DESC, m.position DESC LIMIT ${newest}`,
  )
  return turns.toReversed()
}

/** With the key of the bytes, as long as they are kept. */
const filesOf = (attachments: SQL) => sql`(
  SELECT coalesce(json_agg(json_build_object('name', coalesce(item->>'name', ''),
      'kind', coalesce(item->>'kind', 'document'), 'mime', coalesce(f.mime_type, item->>'mime', ''),
      'size', coalesce(f.filesize, (item->>'size')::numeric, 0),
      'state', coalesce(item->>'state', 'waiting'), 'reason', item->>'reason',
      'key', CASE WHEN EXISTS (SELECT FROM file_chunks WHERE file = f.filename AND position = 0)
        THEN f.filename END) ORDER BY place), '[]')
  FROM jsonb_array_elements(coalesce(${attachments}, '[]')) WITH ORDINALITY AS a(item, place)
    LEFT JOIN files f ON f.id = (substring(item->>'file' FROM '^[0-9a-f-]{36}$'))::uuid)`
