import { sql } from '@payloadcms/db-postgres'
import type { CollectionAfterChangeHook, CollectionBeforeChangeHook, PayloadRequest } from 'payload'
import { transactionOf } from '../src/database/transaction'
import type { Category } from '../src/payload-types'
import { cleanTitle, placeWordsOf, type PlaceProblem, problemOfPlace } from './category-place'
import { enqueue } from './engine'
import { refusedField } from './refusal'
import { idOf, nextOrder } from './tree'

type Doc = Partial<Category>

/**
 * Payload writes a document whole, as it was read before: what others have written since is put back,
 * and nobody writes until this one is done. Two moves at once could make a circle that neither is.
 */
export const rebase: CollectionBeforeChangeHook<Category> = async ({ data, originalDoc, req }) => {
  await lockTree(req)
  const byAdmin = isByAdmin(req)
  if (!originalDoc?.id) return byAdmin ? { ...data, naumen: {}, sync: { state: 'waiting' } } : data
  const db = await transactionOf(req)
  await db.execute(sql`SELECT FROM categories WHERE id = ${originalDoc.id} FOR UPDATE`)
  const fresh = await documentOf(req, originalDoc.id)
  return rebased(data, originalDoc, fresh)
}

/** Keeps the tree a tree of three levels, and gives a new node the last place among its siblings. */
export const placeInTree: CollectionBeforeChangeHook<Category> = async ({
  data,
  originalDoc,
  req,
}) => {
  const before = originalDoc?.id ? await documentOf(req, originalDoc.id) : undefined
  const parent = data.parent === undefined ? idOf(before?.parent) : idOf(data.parent)
  const isMoved = !before || parent !== idOf(before.parent)
  const above = await lineAbove(req, parent)
  const ids = above.map(({ id }) => id)
  const height = isMoved && before ? await heightOf(req, before.id) : 1
  const problem = problemOfPlace(ids, before?.id, height)
  if (problem) throw refused(req, 'parent', problem)
  const title = cleanTitle(data.title ?? before?.title ?? '')
  const isActive = (data.active ?? before?.active) !== false
  if (isByAdmin(req)) {
    if (!title) throw refused(req, 'title', 'empty')
    const isRestored = isActive && before?.active === false
    const isInArchive = above.some(({ active }) => active === false)
    if (isInArchive && isMoved) throw refused(req, 'parent', 'inArchive')
    if (isInArchive && isRestored) throw refused(req, 'active', 'underArchive')
    const isNews = isMoved || isRestored || title !== before?.title
    if (isActive && isNews && (await hasTwin(req, { id: before?.id, parent, title })))
      throw refused(req, 'title', 'twin', title)
  }
  const wished = data.order !== before?.order ? data.order : undefined
  const kept = isMoved ? undefined : before?.order
  const order = wished ?? kept ?? (await nextOrder(req, 'categories', parent))
  return { ...data, title, level: above.length + 1, order }
}

/** An admin's change is not Naumen's yet, and the panel says so until it is. */
export const waitForNaumen: CollectionBeforeChangeHook<Category> = async ({
  data,
  originalDoc,
  req,
}) => {
  if (!isByAdmin(req) || !originalDoc?.id) return data
  const before = await documentOf(req, originalDoc.id)
  const isNews =
    data.title !== before.title ||
    idOf(data.parent) !== idOf(before.parent) ||
    data.active !== before.active ||
    (data.order !== before.order && (await isOrderMapped(req)))
  if (!isNews) return data
  const news = { state: 'waiting', error: null, theirs: null, attempts: 0 } as const
  return { ...data, sync: { ...data.sync, ...news } }
}

/** Only queues: the tree is edited even while Naumen is down. The job shares the document's transaction. */
export const handOverCategory: CollectionAfterChangeHook<Category> = async ({ doc, req }) => {
  if (!isByAdmin(req) || doc.sync?.state !== 'waiting') return
  await enqueue(req, 'hand-over-category', { category: doc.id, attempt: 0 }, { key: doc.id })
}

/** What hangs below a moved node has moved with it. */
export const levelBelow: CollectionAfterChangeHook<Category> = async ({
  doc,
  operation,
  previousDoc,
  req,
}) => {
  if (operation === 'create' || doc.level === previousDoc.level) return
  const db = await transactionOf(req)
  await db.execute(sql`WITH RECURSIVE below AS (
      SELECT id, ${doc.level}::numeric AS level FROM categories WHERE id = ${doc.id}
      UNION ALL SELECT c.id, b.level + 1 FROM categories c JOIN below b ON c.parent_id = b.id
    ) UPDATE categories c SET level = b.level FROM below b WHERE c.id = b.id AND c.id <> ${doc.id}`)
}

/** One change of the tree at a time, in whatever process, until the transaction ends. */
export async function lockTree(req: PayloadRequest): Promise<void> {
  const db = await transactionOf(req)
  await db.execute(sql`SELECT pg_advisory_xact_lock(hashtext('categories'))`)
}

/** Whether Naumen keeps the order of categories. */
export async function isOrderMapped(req: PayloadRequest): Promise<boolean> {
  const global = { slug: 'naumen-mapping', overrideAccess: true, req } as const
  const { categoryOrder } = await req.payload.findGlobal(global)
  return Boolean(categoryOrder?.trim())
}

const isByAdmin = (req: PayloadRequest) => req.user?.collection === 'admins'

const refused = (req: PayloadRequest, path: string, problem: PlaceProblem, title = '') =>
  refusedField(req, path, placeWordsOf(problem, title))

const documentOf = (req: PayloadRequest, id: string) =>
  req.payload.findByID({ collection: 'categories', id, depth: 0, overrideAccess: true, req })

const written = ['title', 'parent', 'keywords', 'active', 'order', 'level'] as const

/** What this request has changed stays; all else is as it stands now. */
function rebased(data: Doc, original: Doc, fresh: Doc): Doc {
  const kept = written.filter((name) => same(data[name], original[name]))
  return {
    ...data,
    ...Object.fromEntries(kept.map((name) => [name, fresh[name]])),
    naumen: groupOf(data.naumen, original.naumen, fresh.naumen),
    sync: groupOf(data.sync, original.sync, fresh.sync),
  }
}

function groupOf<G extends object>(data?: G, original?: G, fresh?: G): G {
  const changed = Object.entries(data ?? {}).filter(
    ([name, value]) => !same(value, original?.[name as keyof G]),
  )
  return { ...fresh, ...Object.fromEntries(changed) } as G
}

const same = (a: unknown, b: unknown) => JSON.stringify(plain(a)) === JSON.stringify(plain(b))

/** A populated parent and its id are the same; so are nothing and null. */
const plain = (value: unknown) =>
  typeof value === 'object' && value && 'id' in value ? value.id : (value ?? null)

type Above = { id: string; active: boolean | null }

/** From the parent up to the root. */
async function lineAbove(req: PayloadRequest, parent: string | null): Promise<Above[]> {
  return select<Above>(
    req,
    sql`WITH RECURSIVE line AS (
        SELECT id, active, parent_id, 1 AS step FROM categories WHERE id = ${parent}
        UNION ALL SELECT c.id, c.active, c.parent_id, l.step + 1 FROM categories c
          JOIN line l ON c.id = l.parent_id WHERE l.step < 10
      ) SELECT id::text AS id, active FROM line ORDER BY step`,
  )
}

async function heightOf(req: PayloadRequest, id: string): Promise<number> {
  const [row] = await select<{ height: number }>(
    req,
    sql`WITH RECURSIVE below AS (
        SELECT id, 1 AS step FROM categories WHERE id = ${id}
        UNION ALL SELECT c.id, b.step + 1 FROM categories c JOIN below b ON c.parent_id = b.id
          WHERE b.step < 10
      ) SELECT max(step)::int AS height FROM below`,
  )
  return row?.height ?? 1
}

async function hasTwin(
  req: PayloadRequest,
  node: { id?: string; parent: string | null; title: string },
): Promise<boolean> {
  const found = await select(
    req,
    sql`SELECT 1 FROM categories WHERE parent_id IS NOT DISTINCT FROM ${node.parent}
        AND coalesce(active, true) AND id IS DISTINCT FROM ${node.id ?? null}
        AND lower(regexp_replace(trim(title), '\\s+', ' ', 'g')) = lower(${node.title}) LIMIT 1`,
  )
  return found.length > 0
}

async function select<T>(req: PayloadRequest, query: ReturnType<typeof sql>): Promise<T[]> {
  const db = await transactionOf(req)
  return ((await db.execute(query)) as unknown as { rows: T[] }).rows
}
