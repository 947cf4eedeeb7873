import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'

import { type InTransaction, inTransaction, rows } from '../src/database/transaction'
import type { Log } from '../src/log'
import type { Naumen } from '../src/naumen/client'
import { NaumenUnreachable } from '../src/naumen/errors'
import type { Mapping } from '../src/naumen/mapping'
import type { CatalogueItem } from '../src/naumen/words/catalogue-item'
import type { Queue } from '../src/queue'
import { createCategoryChanges } from './inbound/apply-categories'
import { readTree } from './hand-over/category-record'
import { queueCategory } from './hand-over/category-keep'
import { mergeCategories } from './inbound/merge-categories'
import type { NaumenLane } from './reach/naumen-lane'

type Deps = {
  payload: Payload
  queue: Queue
  naumen: Naumen
  lane: NaumenLane
  log: Log
  readMapping: () => Promise<Mapping>
}
export type Pulled = { created: number; updated: number; conflicts: number }

const AGAIN_AFTER_SECONDS = 15

/** Brings the tree of categories up to Naumen's catalogue. What an admin changed here stays. */
export function createPullCategories(deps: Deps) {
  const { payload, queue, naumen, lane, log } = deps

  return async function pull(): Promise<Pulled | undefined> {
    if (await lane.secondsShut()) {
      await againSoon(false)
      return undefined
    }
    try {
      const mapping = await deps.readMapping()
      const readAt = await databaseTime(payload)
      const items = await naumen.listCatalogue(mapping)
      const gone = await missingOf(items, mapping)
      await lane.noteSuccess()
      const pulled = await inTransaction(payload, (tx) =>
        apply(tx, [...items, ...gone], mapping, readAt),
      )
      if (pulled.created || pulled.updated) log.info(pulled, 'Categories were pulled')
      await againSoon(false)
      return pulled
    } catch (error) {
      await lane.noteFailure(error)
      const isAway = error instanceof NaumenUnreachable
      await againSoon(isAway)
      if (!isAway) throw error
      log.warn({ reason: error.message }, 'The catalogue could not be read')
      return undefined
    }
  }

  /** Without a single topic nobody can file anything. */
  async function againSoon(isAway: boolean) {
    const [one] = await rows(payload, sql`SELECT 1 FROM categories LIMIT 1`)
    if (one && !isAway) return
    const soon = { key: 'pull-categories', startAfter: AGAIN_AFTER_SECONDS }
    await queue.send(null, 'pull-categories', {}, soon)
  }

  /** Naumen may leave archived items out of lists: whoever is missing is asked about. */
  async function missingOf(items: CatalogueItem[], mapping: Mapping): Promise<CatalogueItem[]> {
    const listed = new Set(items.map(({ uuid }) => uuid))
    const known = await rows<Omit<CatalogueItem, 'archived' | 'order'>>(
      payload,
      sql`SELECT naumen_uuid AS uuid, coalesce(naumen_title, '') AS title,
            coalesce(naumen_parent, '') AS parent
          FROM categories WHERE naumen_uuid IS NOT NULL AND coalesce(active, true)`,
    )
    const missing = known.filter(({ uuid }) => !listed.has(uuid))
    return Promise.all(
      missing.map(async (item) => {
        const found = await naumen.getCatalogueItem(mapping, item.uuid)
        return found ?? { ...item, archived: true, order: null }
      }),
    )
  }

  async function apply(
    tx: InTransaction,
    items: CatalogueItem[],
    mapping: Mapping,
    readAt: Date,
  ): Promise<Pulled> {
    // One change of the tree at a time, be it an admin's: each sees what the one before has written
    await tx.rows(sql`SELECT pg_advisory_xact_lock(hashtext('categories'))`)
    const tree = await readTree(tx, readAt)
    const mapped = Boolean(mapping.categoryOrder)
    const changes = mergeCategories(tree, items, { mapped })
    const carryOut = await createCategoryChanges(tx, { mapped })
    let conflicts = 0
    for (const change of changes) if (await carryOut(change)) conflicts++
    await wakeForgotten(tx)
    const created = changes.filter(({ kind }) => kind === 'create').length
    return { created, updated: changes.length - created, conflicts }
  }

  /** What waits for Naumen has a job that brings it there, whatever became of the first one. */
  async function wakeForgotten(tx: InTransaction) {
    const waiting = await tx.rows<{ id: string }>(sql`SELECT c.id FROM categories c
      WHERE c.sync_state = 'waiting' AND NOT EXISTS (SELECT FROM pgboss.job j
        WHERE j.name = 'hand-over-category' AND j.singleton_key = c.id::text
          AND j.state IN ('created', 'retry', 'active'))`)
    for (const { id } of waiting) await queueCategory(queue, tx, id)
  }
}

async function databaseTime(payload: Payload): Promise<Date> {
  const [row] = await rows<{ now: string }>(payload, sql`SELECT now()::text AS now`)
  return new Date(row?.now ?? 0)
}
