import { sql } from '@payloadcms/db-postgres'
import type { SQL } from 'drizzle-orm'
import type { Payload } from 'payload'
import { type InTransaction, inTransaction, rows } from '../../src/database/transaction'
import type { Face } from '../../src/domain/category-merge'
import type { Log } from '../../src/log'
import type { Naumen } from '../../src/naumen/client'
import type { Mapping } from '../../src/naumen/mapping'
import type { Queue } from '../../src/queue'
import type { CategoryRecord } from './category-record'
import { ClaimLost } from './claim'
import type { NaumenLane } from '../reach/naumen-lane'

export type CategoryDeps = {
  payload: Payload
  queue: Queue
  naumen: Naumen
  lane: NaumenLane
  log: Log
  /** Wait before a write of unknown end is looked for, in seconds. */
  settleSeconds: number
  readMapping: () => Promise<Mapping>
}

type Node = Pick<CategoryRecord, 'id' | 'ours' | 'agreed'>

/** What is kept of a category's way to Naumen, before and after each call. */
export function createCategoryKeeper({ payload, queue, log }: CategoryDeps) {
  const set = (id: string, columns: SQL, and = sql`true`) =>
    rows(payload, sql`UPDATE categories SET ${columns} WHERE id = ${id} AND ${and} RETURNING id`)

  /** Children whose place there is this node wait for its id, or for its coming back. */
  async function wakeChildren(tx: InTransaction, id: string) {
    const children = await tx.rows<{ id: string }>(sql`
      UPDATE categories c SET sync_state = 'waiting', sync_error = NULL
      FROM categories p WHERE p.id = ${id} AND c.parent_id = ${id}
        AND (c.sync_state = 'waiting' OR c.sync_state = 'synced'
          AND (c.naumen_uuid IS NULL OR c.naumen_parent IS DISTINCT FROM p.naumen_uuid))
      RETURNING c.id`)
    for (const child of children) await queueCategory(queue, tx, child.id)
  }

  return {
    /** What is sent stands in the snapshot: by it the item is known again. */
    async markCreate({ id }: Node, { title, parent, order }: Face) {
      const columns = sql`sync_started_at = now(), naumen_title = ${title}, naumen_parent = ${parent},
        naumen_archived = false, naumen_order = ${order}`
      if (!(await set(id, columns, sql`naumen_uuid IS NULL`)).length) throw new ClaimLost()
    },

    async markEdit({ id }: Node, change: Partial<Face>) {
      await set(id, sql`sync_started_at = now(), naumen_sent = ${JSON.stringify(change)}::jsonb`)
    },

    async unmark({ id }: Node) {
      await set(id, sql`sync_started_at = NULL`)
    },

    async adopt({ id }: Node, uuid: string) {
      await inTransaction(payload, async (tx) => {
        const adopted = await tx.rows(sql`UPDATE categories SET naumen_uuid = ${uuid},
            sync_started_at = NULL, sync_synced_at = now(), sync_error = NULL
          WHERE id = ${id} AND (naumen_uuid IS NULL OR naumen_uuid = ${uuid}) RETURNING id`)
        // Linked meanwhile with one made over there: the pull will show both
        if (!adopted.length) log.warn({ category: id }, 'A category stands twice in Naumen')
        else await wakeChildren(tx, id)
      })
    },

    async wrote({ id }: Node, change: Partial<Face>) {
      const { title, parent, archived, order } = change
      await inTransaction(payload, async (tx) => {
        await tx.rows(sql`UPDATE categories SET sync_started_at = NULL, sync_synced_at = now(),
            naumen_title = coalesce(${title ?? null}, naumen_title),
            naumen_parent = coalesce(${parent ?? null}, naumen_parent),
            naumen_archived = coalesce(${archived ?? null}::boolean, naumen_archived),
            naumen_order = coalesce(${order == null ? null : Math.round(order)}::numeric, naumen_order)
          WHERE id = ${id}`)
        if (archived === false) await wakeChildren(tx, id)
      })
    },

    /**
     * Both agree, if nothing was changed here meanwhile.
     * @param agreed on what; none where Naumen need not know of it
     * @param isNews Naumen has something to tell as well
     */
    async finish(
      { id, ours, agreed: before }: Node,
      agreed?: Face,
      isNews = false,
    ): Promise<boolean> {
      const snapshot = agreed
        ? sql`naumen_title = ${agreed.title}, naumen_parent = ${agreed.parent},
            naumen_archived = ${agreed.archived}, naumen_order = ${agreed.order}::numeric,`
        : sql``
      const at = isNews ? sql`sync_synced_at` : sql`now()`
      return inTransaction(payload, async (tx) => {
        const done = await tx.rows(sql`UPDATE categories c SET ${snapshot} sync_state = 'synced',
            sync_error = NULL, sync_theirs = NULL, sync_attempts = 0, sync_started_at = NULL,
            sync_synced_at = ${at}
          WHERE c.id = ${id} AND c.title = ${ours.title} AND coalesce(c.active, true) = ${!ours.archived}
            AND coalesce((SELECT p.naumen_uuid FROM categories p WHERE p.id = c.parent_id), '') = ${ours.parent ?? ''}
            AND c."order"::float8 IS NOT DISTINCT FROM ${ours.order}::float8
            AND c.sync_state <> 'conflict'
          RETURNING c.id`)
        const pull = { key: 'pull-categories' }
        const isBack = before.archived && agreed?.archived === false
        if (done.length && isBack) await wakeChildren(tx, id)
        if (done.length && isNews) await queue.send(tx.db, 'pull-categories', {}, pull)
        return done.length > 0
      })
    },

    async conflict({ id }: Node, theirs: Partial<Face>, words: string) {
      await set(
        id,
        sql`sync_state = 'conflict', sync_theirs = ${JSON.stringify(theirs)}::jsonb,
          sync_error = ${words}, sync_started_at = NULL`,
      )
    },

    async waitFor({ id }: Node, words: string) {
      await set(id, sql`sync_error = ${words}`, sql`sync_state = 'waiting'`)
    },

    /** It was deleted there, and is to be created anew; what hangs on it follows. */
    async forgetItem({ id }: Node) {
      await set(
        id,
        sql`naumen_uuid = NULL, naumen_title = NULL, naumen_parent = NULL, naumen_archived = false,
          naumen_order = NULL, sync_started_at = NULL, sync_state = 'waiting'`,
      )
    },

    /** Those of these that no category of ours is. */
    async unknownOf(uuids: string[]): Promise<Set<string>> {
      const known = await rows<{ uuid: string }>(
        payload,
        sql`SELECT naumen_uuid AS uuid FROM categories
            WHERE naumen_uuid IN (SELECT jsonb_array_elements_text(${JSON.stringify(uuids)}::jsonb))`,
      )
      const taken = new Set(known.map(({ uuid }) => uuid))
      return new Set(uuids.filter((uuid) => !taken.has(uuid)))
    },
  }
}

export async function queueCategory(queue: Queue, tx: InTransaction, category: string) {
  await queue.send(tx.db, 'hand-over-category', { category, attempt: 0 }, { key: category })
}
