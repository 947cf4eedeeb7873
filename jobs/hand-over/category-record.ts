import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { type InTransaction, rows } from '../../src/database/transaction'
import type { Face } from '../../src/domain/category-merge'
import type { LocalCategory, NewCategory } from '../inbound/merge-categories'

/** A category on its way to Naumen. */
export type CategoryRecord = {
  id: string
  state: 'synced' | 'waiting' | 'failed' | 'conflict'
  uuid: string | null
  /** As the panel has it; `parent` is null while Naumen does not know the parent yet. */
  ours: Omit<Face, 'parent'> & { parent: string | null }
  /** What both sides agreed on; of one not yet created: what was sent. */
  agreed: Face
  /** What the last edit brought there, as long as nobody knows whether it arrived. */
  sent: Partial<Face>
  parentTitle: string | null
  /** It stands in Naumen's archive still, and nothing may be put there. */
  isParentArchived: boolean
  startedAt: Date | null
  now: Date
}

type Row = {
  id: string
  state: CategoryRecord['state']
  uuid: string | null
  title: string
  parent: string | null
  parentTitle: string | null
  isParentArchived: boolean
  active: boolean
  order: string | number | null
  theirTitle: string
  theirParent: string
  theirArchived: boolean
  theirOrder: string | number | null
  sent: Partial<Face> | null
  clash: Partial<Face> | null
  isBusy: boolean
  startedAt: Date | string | null
  now: Date | string
}

const columns = sql`c.id, coalesce(c.sync_state::text, 'synced') AS state, c.naumen_uuid AS uuid, c.title,
  CASE WHEN c.parent_id IS NULL THEN '' ELSE p.naumen_uuid END AS parent,
  p.title AS "parentTitle", coalesce(p.naumen_archived AND coalesce(p.active, true), false) AS "isParentArchived",
  coalesce(c.active, true) AS active, c."order",
  coalesce(c.naumen_title, '') AS "theirTitle", coalesce(c.naumen_parent, '') AS "theirParent",
  coalesce(c.naumen_archived, false) AS "theirArchived", c.naumen_order AS "theirOrder",
  c.naumen_sent AS sent, c.sync_started_at AS "startedAt", now() AS now`

export async function readCategory(payload: Payload, id: string): Promise<CategoryRecord | null> {
  const [row] = await rows<Row>(
    payload,
    sql`SELECT ${columns} FROM categories c LEFT JOIN categories p ON p.id = c.parent_id
        WHERE c.id = ${id}`,
  )
  if (!row) return null
  const { title, parent, parentTitle, isParentArchived, state, uuid } = row
  const ours = { title, parent, archived: !row.active, order: numberOf(row.order) }
  const startedAt = row.startedAt ? new Date(row.startedAt) : null
  const agreed = agreedOf(row)
  const sent = (startedAt && row.sent) ?? {}
  const above = { parentTitle, isParentArchived }
  return { id, state, uuid, ours, agreed, sent, ...above, startedAt, now: new Date(row.now) }
}

/**
 * The whole tree, locked against the marks of hand-overs for as long as the transaction lasts.
 * @param readAt when Naumen's side was read: what was handed over since is left out of the comparison
 */
export async function readTree(
  tx: InTransaction,
  readAt: Date,
): Promise<{ known: LocalCategory[]; fresh: NewCategory[] }> {
  const all = await tx.rows<Row>(sql`SELECT ${columns}, c.sync_theirs AS clash,
      c.sync_started_at IS NOT NULL OR coalesce(c.sync_synced_at >= ${readAt.toISOString()}, false) AS "isBusy"
    FROM categories c LEFT JOIN categories p ON p.id = c.parent_id FOR UPDATE OF c`)
  const known = all.flatMap((row): LocalCategory[] => {
    const { id, uuid, title, active, state } = row
    if (!uuid) return []
    // Unknown yet is a place like any other: not the one that was agreed on
    const parent = row.parent ?? 'unknown'
    const ours = { title, parent, archived: !active, order: numberOf(row.order) }
    const clash = state === 'conflict' ? row.clash : null
    return [{ id, uuid, ours, agreed: agreedOf(row), clash, busy: row.isBusy }]
  })
  const fresh = all.flatMap(({ id, uuid, title, parent, isBusy, ...row }): NewCategory[] => {
    if (uuid) return []
    // While its create is on its way, Naumen may hold it as it was sent
    if (isBusy) return [{ id, title: row.theirTitle, parent: row.theirParent, busy: true }]
    return parent === null || !row.active ? [] : [{ id, title, parent, busy: false }]
  })
  return { known, fresh }
}

const agreedOf = ({ theirTitle, theirParent, theirArchived, theirOrder }: Row): Face => ({
  title: theirTitle,
  parent: theirParent,
  archived: theirArchived,
  order: numberOf(theirOrder),
})

const numberOf = (value: string | number | null) => (value === null ? null : Number(value))
