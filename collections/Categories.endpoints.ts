import { sql } from '@payloadcms/db-postgres'
import type { Endpoint, PayloadRequest } from 'payload'
import { countOpenDrafts, countUses, readCategoryTree } from '../src/database/category-tree'
import type { InTransaction } from '../src/database/transaction'
import { auditAct } from './AuditLog.hooks'
import { isOrderMapped, lockTree } from './Categories.hooks'
import { orderBetween, placeWords, wholeOrders } from './category-place'
import { enqueue } from './engine'
import { forAdministrators, forContentManagers, inNameOf } from './panel-endpoint'
import { refusal } from './refusal'

type Body = Record<string, unknown>

/** What the tree of categories in the panel asks and does. */
export const categoryEndpoints: Endpoint[] = [
  forContentManagers({ path: '/tree', method: 'get' }, async ({ payload }) => ({
    nodes: await readCategoryTree(payload),
  })),
  forContentManagers({ path: '/uses', method: 'get' }, async (req) => ({ uses: await uses(req) })),
  forContentManagers({ path: '/:id/drafts', method: 'get' }, async (req) => ({
    people: await countOpenDrafts(req.payload, idIn(req)),
  })),
  forAdministrators({ path: '/:id/place' }, place),
  forAdministrators({ path: '/:id/retry' }, retry),
  forAdministrators({ path: '/:id/resolve' }, resolve),
]

const freshFor = 5 * 60_000
let counted: { at: number; uses: Promise<Record<string, number>> } | undefined

/** Counted once in a while: a figure of a year is not worth a scan at every look. */
async function uses({ payload }: PayloadRequest) {
  if (!counted || performance.now() - counted.at > freshFor)
    counted = { at: performance.now(), uses: countUses(payload) }
  return counted.uses.catch((error: unknown) => {
    counted = undefined
    throw error
  })
}

type Sibling = { id: string; order: number }

/** `{parent, after}`: under whom, and after which sibling (null: first). */
async function place(req: PayloadRequest, { parent, after }: Body) {
  const id = idIn(req)
  const above = typeof parent === 'string' ? parent : null
  await inNameOf(req, async (tx) => {
    await lockTree(tx.req)
    const siblings = await siblingsIn(tx, above, id)
    const at = typeof after === 'string' ? siblings.findIndex((node) => node.id === after) + 1 : 0
    if (typeof after === 'string' && !at) throw refusal(req, placeWords.unknownSibling, 409)
    const orders = ordersFor(siblings, at, await isOrderMapped(tx.req))
    const list = siblings.toSpliced(at, 0, { id, order: Number.NaN })
    for (const [index, node] of list.entries()) {
      const order = orders[index]
      if (order === undefined || node.order === order) continue
      const data = node.id === id ? { order, parent: above } : { order }
      await update(tx, node.id, data)
    }
  })
  return { ok: true }
}

async function siblingsIn(tx: InTransaction, parent: string | null, except: string) {
  const found = await tx.rows<{ id: string; order: string }>(
    sql`SELECT id, coalesce("order", 0) AS "order" FROM categories
        WHERE parent_id IS NOT DISTINCT FROM ${parent} AND id <> ${except} ORDER BY "order", title`,
  )
  return found.map(({ id, order }): Sibling => ({ id, order: Number(order) }))
}

/** Orders of all siblings with one put among them; most stay as they are. */
function ordersFor(siblings: Sibling[], at: number, isWhole: boolean): number[] {
  const orders = siblings.map(({ order }) => order)
  if (isWhole) return wholeOrders(orders.toSpliced(at, 0, Number.NaN).map(orNull))
  const between = orderBetween(orders[at - 1], orders[at])
  if (between !== null) return orders.toSpliced(at, 0, between)
  return Array.from({ length: siblings.length + 1 }, (_, index) => index + 1)
}

const orNull = (order: number) => (Number.isNaN(order) ? null : order)

async function retry(req: PayloadRequest) {
  const id = idIn(req)
  await inNameOf(req, async (tx) => {
    await tx.rows(sql`UPDATE categories SET sync_state = 'waiting', sync_error = NULL, sync_attempts = 0
      WHERE id = ${id} AND sync_state IN ('failed', 'waiting')`)
    await begin(tx, id)
    await auditAct(tx.req, { act: 'retry', collection: 'categories', document: id })
  })
  return { ok: true }
}

type Theirs = { title?: string; parent?: string; archived?: boolean }

/**
 * `{keep: 'ours' | 'theirs'}`. Either way both sides have now seen what Naumen says: it is what was
 * agreed on. Ours is then a change of ours, to be written; theirs is taken over.
 */
async function resolve(req: PayloadRequest, { keep }: Body) {
  const id = idIn(req)
  const takes = keep === 'theirs'
  await inNameOf(req, async (tx) => {
    await lockTree(tx.req)
    const [node] = await tx.rows<{ theirs: Theirs | null }>(
      sql`SELECT sync_theirs AS theirs FROM categories
          WHERE id = ${id} AND sync_state = 'conflict' FOR UPDATE`,
    )
    if (!node) return
    const { title, parent, archived } = node.theirs ?? {}
    await tx.rows(sql`UPDATE categories SET sync_state = 'waiting', sync_error = NULL,
        sync_theirs = NULL, sync_attempts = 0,
        naumen_title = coalesce(${title ?? null}, naumen_title),
        naumen_parent = coalesce(${parent ?? null}, naumen_parent),
        naumen_archived = coalesce(${archived ?? null}::boolean, naumen_archived)
      WHERE id = ${id}`)
    if (takes) await take(tx, id, node.theirs ?? {})
    else await begin(tx, id)
    const act = takes ? 'takeTheirs' : 'keepOurs'
    await auditAct(tx.req, { act, collection: 'categories', document: id })
  })
  return { ok: true }
}

async function take(tx: InTransaction, id: string, { title, parent, archived }: Theirs) {
  const above = parent === undefined ? undefined : await idOfItem(tx, parent)
  await update(tx, id, {
    ...(title !== undefined && { title }),
    ...(above !== undefined && { parent: above }),
    ...(archived !== undefined && { active: !archived }),
  })
}

async function idOfItem(tx: InTransaction, uuid: string): Promise<string | null> {
  if (!uuid) return null
  const [found] = await tx.rows<{ id: string }>(
    sql`SELECT id FROM categories WHERE naumen_uuid = ${uuid}`,
  )
  if (!found) throw refusal(tx.req, placeWords.unknownParent, 409)
  return found.id
}

/** Now, and not when an earlier try had meant to. */
async function begin(tx: InTransaction, id: string) {
  await tx.rows(sql`DELETE FROM pgboss.job WHERE name = 'hand-over-category' AND singleton_key = ${id}
    AND (state = 'failed' OR (state = 'created' AND start_after > now()))`)
  await enqueue(tx.req, 'hand-over-category', { category: id, attempt: 0 }, { key: id })
}

const update = (tx: InTransaction, id: string, data: object) =>
  tx.req.payload.update({
    collection: 'categories',
    id,
    data,
    depth: 0,
    overrideAccess: false,
    req: tx.req,
  })

const idIn = ({ routeParams }: PayloadRequest) => String(routeParams?.id ?? '')
