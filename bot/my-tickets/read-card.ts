import { sql } from '@payloadcms/db-postgres'
import type { InTransaction } from '../../src/database/transaction'
import { type PendingAct, pendingActs } from './pending-acts'

/** Days after closing in which a ticket may be returned to work from its card. */
const reopenDays = 14
const lastMessages = 5
const lastStatuses = 6
/** Of an engineer's 60,000 characters a card shows the beginning. */
const enough = 6000

type When = string | Date

export type CardFile = { name: string; state?: string }

export type Turn = {
  fromEmployee: boolean
  author: string | null
  text: string | null
  html: string | null
  files: CardFile[]
  handOver: string
  at: When
  edited: boolean
  deleted: boolean
}

export type HistoryLine = { status: string; title: string | null; at: When | null }

/** All that a ticket's card tells. */
export type Card = {
  id: string
  number: string
  topicPath: string | null
  text: string | null
  status: string
  statusTitle: string | null
  responsible: string | null
  filedAt: When
  deadline: When | null
  closedAt: When | null
  naumenTitle: string | null
  isInNaumen: boolean
  handOver: string
  files: CardFile[]
  /** Stars given. */
  mark: number | null
  mayReopen: boolean
  /** The newest last. */
  turns: Turn[]
  /** The last lines, the newest last; `statusCount` of them there are in all. */
  history: HistoryLine[]
  statusCount: number
  pending: PendingAct[]
}

/** @returns null for a ticket that is not there, and in the same way for anybody else's */
export async function readCard(tx: InTransaction, user: string, id: string): Promise<Card | null> {
  if (!isUuid(id)) return null
  const [card] = await tx.rows<Omit<Card, 'turns' | 'pending'>>(sql`
    SELECT t.id::text AS id, number, topic_path AS "topicPath", left(text, ${enough}) AS text,
      status::text AS status, status_title AS "statusTitle", responsible,
      created_at AS "filedAt", deadline, closed_at AS "closedAt",
      naumen_title AS "naumenTitle", naumen_uuid IS NOT NULL AS "isInNaumen",
      hand_over_state::text AS "handOver", ${filesOf(sql`attachments`)} AS files,
      mark::float8 AS mark,
      coalesce(closed_at > now() - make_interval(days => ${reopenDays}), false) AS "mayReopen",
      (SELECT count(*)::int FROM tickets_history WHERE _parent_id = t.id) AS "statusCount",
      (SELECT coalesce(json_agg(line ORDER BY _order), '[]') FROM (
        SELECT _order, json_build_object('status', status, 'title', title, 'at', at) AS line
        FROM tickets_history WHERE _parent_id = t.id ORDER BY _order DESC LIMIT ${lastStatuses}
      ) AS last) AS history
    FROM tickets t WHERE t.id = ${id}::uuid AND user_id = ${user}`)
  if (!card) return null
  return { ...card, turns: await turnsOf(tx, id), pending: await pendingActs(tx, id) }
}

/** A correction stands in the place of what it corrects. */
async function turnsOf(tx: InTransaction, ticket: string): Promise<Turn[]> {
  const turns = await tx.rows<Turn>(sql`
    SELECT direction = 'fromEmployee' AS "fromEmployee", author,
      left(coalesce(better.text, m.text), ${enough}) AS text,
      CASE WHEN better.text IS NULL THEN left(m.html, ${enough}) END AS html,
      ${filesOf(sql`m.attachments`)} AS files,
      coalesce(better.state, m.hand_over_state::text) AS "handOver",
      coalesce(m.sent_at, m.created_at) AS at,
      m.edited_at IS NOT NULL OR better.text IS NOT NULL AS edited,
      m.deleted_at IS NOT NULL AS deleted
    FROM messages m LEFT JOIN LATERAL (
      SELECT text, hand_over_state::text AS state FROM messages
      WHERE corrects_id = m.id AND act = 'correction' ORDER BY position DESC LIMIT 1
    ) AS better ON true
    WHERE m.ticket_id = ${ticket}::uuid AND m.direction <> 'note'
      AND (m.act = 'comment' OR m.act = 'reopen' AND m.text <> '')
    ORDER BY m.sent_at DESC, m.position DESC LIMIT ${lastMessages}`)
  return turns.toReversed()
}

const filesOf = (attachments: ReturnType<typeof sql>) => sql`(
  SELECT coalesce(json_agg(json_build_object('name', file->>'name', 'state', file->>'state')), '[]')
  FROM jsonb_array_elements(coalesce(${attachments}, '[]')) AS file)`

const isUuid = (id: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)
