import { sql } from '@payloadcms/db-postgres'
import type { InTransaction } from '../../src/database/transaction'
import { clashWords, type Face } from '../../src/domain/category-merge'
import type { CategoryChange } from './merge-categories'

type Update = Extract<CategoryChange, { kind: 'update' }>
type Link = Extract<CategoryChange, { kind: 'link' }>
type Create = Extract<CategoryChange, { kind: 'create' }>

const DEEPEST = 3

/** Writes what the comparison with Naumen's catalogue came to, one change after the other. */
export async function createCategoryChanges(tx: InTransaction, { mapped }: { mapped: boolean }) {
  const { payload } = tx.req
  const door = { collection: 'categories', req: tx.req, overrideAccess: true, depth: 0 } as const
  const tree = await tx.rows<{ id: string; uuid: string | null; parent: string | null }>(
    sql`SELECT id, naumen_uuid AS uuid, parent_id AS parent FROM categories`,
  )
  const idOf = new Map(tree.flatMap(({ id, uuid }) => (uuid ? [[uuid, id]] : [])))
  const parentOf = new Map(tree.map(({ id, parent }) => [id, parent]))
  const synced = { state: 'synced', error: null, theirs: null, startedAt: null } as const

  /** @returns whether a person has to decide */
  return async function carryOut(change: CategoryChange): Promise<boolean> {
    if (change.kind === 'update') return update(change)
    await (change.kind === 'create' ? create(change) : link(change))
    return false
  }

  async function create({ uuid, title, parent, order }: Create) {
    const above = idOf.get(parent) ?? null
    const made = await payload.create({
      ...door,
      data: {
        title,
        parent: above,
        active: true,
        ...(mapped && order !== null && { order }),
        naumen: { uuid, title, parent, order: mapped ? order : null },
        sync: synced,
      },
    })
    idOf.set(uuid, made.id)
    parentOf.set(made.id, above)
  }

  async function link({ id, item }: Link) {
    const { uuid, title, parent, order } = item
    const naumen = { uuid, title, parent, archived: false, order: mapped ? order : null }
    // Its job compares the two and writes what differs
    await payload.update({ ...door, id, data: { naumen, sync: { state: 'waiting', error: null } } })
    idOf.set(uuid, id)
  }

  async function update({ id, take, agreed, clash, waits }: Update): Promise<boolean> {
    const { parent, ...rest } = take
    const above = parent ? idOf.get(parent) : parent === '' ? null : undefined
    const fits = parent === undefined || (above !== undefined && mayStandIn(id, above))
    if (above !== undefined && fits) parentOf.set(id, above)
    const trouble = fits ? clash : { ...clash, parent: parent ?? '' }
    await payload.update({
      ...door,
      id,
      data: {
        ...(rest.title !== undefined && { title: rest.title }),
        ...(rest.archived !== undefined && { active: !rest.archived }),
        ...(typeof rest.order === 'number' && { order: rest.order }),
        ...(fits && above !== undefined && { parent: above }),
        naumen: fits ? agreed : { ...agreed, parent: undefined },
        sync: trouble
          ? { state: 'conflict', error: wordsOf(trouble, fits), theirs: trouble }
          : waits
            ? { state: 'waiting', error: null, theirs: null }
            : synced,
      },
    })
    return trouble !== null
  }

  /** Naumen's catalogue may be deeper than ours, and both sides together may bite their own tail. */
  function mayStandIn(id: string, parent: string | null): boolean {
    const above: string[] = []
    for (let at = parent; at && !above.includes(at); at = parentOf.get(at) ?? null) above.push(at)
    return !above.includes(id) && above.length + heightOf(id) <= DEEPEST
  }

  function heightOf(id: string, deep = 1): number {
    if (deep > DEEPEST) return deep
    const below = [...parentOf].filter(([, parent]) => parent === id)
    return Math.max(deep, ...below.map(([child]) => heightOf(child, deep + 1)))
  }
}

const wordsOf = (clash: Partial<Face>, fits: boolean) =>
  fits
    ? clashWords(clash)
    : 'В Naumen её перенесли туда, где она здесь не помещается: уровней три, и внутрь самой себя нельзя.'
