import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'

import { type InTransaction, inTransaction, rows } from '../src/database/transaction'
import type { Log } from '../src/log'
import type { Naumen } from '../src/naumen/client'
import { NaumenUnreachable } from '../src/naumen/errors'
import type { CatalogueItem, Mapping } from '../src/naumen/mapping'
import type { Queue } from '../src/queue'
import { type CategoryChange, type LocalCategory, mergeCategories } from './merge-categories'
import type { NaumenLane } from './naumen-lane'

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
      const { categoryClass } = await deps.readMapping()
      const items = await naumen.listCatalogue(categoryClass)
      const gone = await missingOf(items)
      await lane.noteSuccess()
      const pulled = await inTransaction(payload, (tx) => apply(tx, [...items, ...gone]))
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

  /** Some installations leave archived items out of lists: whoever is missing is asked about. */
  async function missingOf(items: CatalogueItem[]): Promise<CatalogueItem[]> {
    const listed = new Set(items.map(({ uuid }) => uuid))
    const local = await inTransaction(payload, readLocal)
    const missing = local.filter(({ active, naumen }) => active && !listed.has(naumen.uuid))
    return Promise.all(
      missing.map(async ({ naumen: known }) => {
        const item = await naumen.getCatalogueItem(known.uuid)
        return item ?? { ...known, archived: true, order: null }
      }),
    )
  }
}

async function apply(tx: InTransaction, items: CatalogueItem[]): Promise<Pulled> {
  // One pull at a time: each reads what the one before it has written
  await tx.rows(sql`SELECT pg_advisory_xact_lock(hashtext('pull-categories'))`)
  const local = await readLocal(tx)
  const ids = new Map(local.map(({ id, naumen }) => [naumen.uuid, id]))
  const changes = mergeCategories(local, items)
  for (const change of changes) await carryOut(tx, change, ids)
  const updates = changes.filter((change) => change.kind === 'update')
  return {
    created: changes.length - updates.length,
    updated: updates.length,
    conflicts: updates.filter(({ conflict }) => conflict).length,
  }
}

async function carryOut({ req }: InTransaction, change: CategoryChange, ids: Map<string, string>) {
  const door = { collection: 'categories', req, overrideAccess: true, depth: 0 } as const
  if (change.kind === 'create') {
    const { uuid, title, parent } = change
    const made = await req.payload.create({
      ...door,
      data: {
        title: title.slice(0, 200),
        parent: ids.get(parent) ?? null,
        active: true,
        naumen: { uuid, title, parent },
        sync: { state: 'synced' },
      },
    })
    ids.set(uuid, made.id)
    return
  }
  const { id, title, parent, active, snapshot, conflict, synced } = change
  await req.payload.update({
    ...door,
    id,
    data: {
      ...(title !== undefined && { title: title.slice(0, 200) }),
      ...(parent !== undefined && { parent: ids.get(parent) ?? null }),
      ...(active !== undefined && { active }),
      naumen: snapshot,
      sync: conflict
        ? { state: 'conflict', error: conflict }
        : { state: synced ? 'synced' : 'waiting', error: null },
    },
  })
}

const readLocal = (tx: InTransaction): Promise<LocalCategory[]> =>
  tx
    .rows<Omit<LocalCategory, 'naumen'> & { uuid: string; theirs: string; above: string }>(
      sql`SELECT c.id, c.title, coalesce(p.naumen_uuid, '') AS parent, coalesce(c.active, true) AS active,
            c.naumen_uuid AS uuid, coalesce(c.naumen_title, '') AS theirs,
            coalesce(c.naumen_parent, '') AS above,
            CASE WHEN c.sync_state = 'conflict' THEN c.sync_error END AS conflict
          FROM categories c LEFT JOIN categories p ON p.id = c.parent_id
          WHERE c.naumen_uuid IS NOT NULL`,
    )
    .then((found) =>
      found.map(({ uuid, theirs, above, ...node }) => {
        return { ...node, naumen: { uuid, title: theirs, parent: above } }
      }),
    )
