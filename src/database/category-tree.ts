import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { rows } from './transaction'

/** A node of the tree as the panel shows it. */
export type CategoryNode = {
  id: string
  parent: string | null
  title: string
  order: number
  words: string
  active: boolean
  state: 'synced' | 'waiting' | 'failed' | 'conflict'
  reason: string | null
  /** What Naumen says where both sides changed the same. */
  theirs: { title?: string; parent?: string; archived?: boolean } | null
  /** «Категория → Подкатегория» of the place Naumen has it in, where that differs. */
  theirPlace: string | null
}

/** All of it: some thousands of nodes at most. */
export async function readCategoryTree(payload: Payload): Promise<CategoryNode[]> {
  const found = await rows<CategoryNode & { order: string }>(
    payload,
    sql`SELECT c.id, c.parent_id AS parent, c.title, coalesce(c."order", 0) AS "order",
          coalesce(c.keywords, '') AS words, coalesce(c.active, true) AS active,
          coalesce(c.sync_state::text, 'synced') AS state, c.sync_error AS reason,
          c.sync_theirs AS theirs,
          (SELECT concat_ws(' → ', up.title, at.title) FROM categories at
            LEFT JOIN categories up ON up.id = at.parent_id
            WHERE at.naumen_uuid = c.sync_theirs->>'parent') AS "theirPlace"
        FROM categories c`,
  )
  return found.map((node) => ({ ...node, order: Number(node.order) }))
}

const YEAR = sql`now() - interval '12 months'`

/** Requests of the last twelve months by topic, by category's id. */
export async function countUses(payload: Payload): Promise<Record<string, number>> {
  const counted = await rows<{ id: string; count: string }>(
    payload,
    sql`SELECT category_id AS id, count(*) AS count FROM tickets
        WHERE category_id IS NOT NULL AND created_at > ${YEAR} GROUP BY category_id`,
  )
  return Object.fromEntries(counted.map(({ id, count }) => [id, Number(count)]))
}

/** How many people have begun a request with this topic, or with one below it, and not sent it yet. */
export async function countOpenDrafts(payload: Payload, id: string): Promise<number> {
  const [row] = await rows<{ people: number }>(
    payload,
    sql`WITH RECURSIVE below AS (
          SELECT id FROM categories WHERE id = ${id}
          UNION SELECT c.id FROM categories c JOIN below b ON c.parent_id = b.id
        ), ids AS (SELECT id::text FROM below)
        SELECT count(*)::int AS people FROM (
          SELECT chat_id FROM bot_chats
            WHERE (dialog->'draft'->'draft'->>'topic') IN (SELECT id FROM ids)
              AND dialog->>'name' = 'new-ticket'
          UNION SELECT chat_id FROM bot_chats WHERE (saved_draft->>'topic') IN (SELECT id FROM ids)
        ) drafts`,
  )
  return row?.people ?? 0
}
