import type { CatalogueItem } from '../../src/naumen/words/catalogue-item'
import { type Face, mergeFaces, type Merged } from '../../src/domain/category-merge'

/** A node of our tree beside what both sides agreed on last. Parents are UUIDs in Naumen. */
export type LocalCategory = {
  id: string
  uuid: string
  ours: Face
  agreed: Face
  /** The conflict an admin has already been shown. */
  clash: Partial<Face> | null
  /** Its hand-over is calling Naumen, or has since the catalogue was read: what was read is stale. */
  busy: boolean
}

/** A node that Naumen does not know yet. `busy`: its create may be on its way. */
export type NewCategory = { id: string; title: string; parent: string; busy: boolean }

export type CategoryChange =
  | { kind: 'create'; uuid: string; title: string; parent: string; order: number | null }
  /** The same was made on both sides: one thing it is. */
  | { kind: 'link'; id: string; item: CatalogueItem }
  | ({ kind: 'update'; id: string } & Pick<Merged, 'take' | 'agreed' | 'clash'> & {
        /** Something of ours is left to write to Naumen. */
        waits: boolean
      })

type Options = { mapped: boolean }

const DEEPEST = 3

/**
 * Three-way: what changed there since both agreed is taken over, what changed here stays for Naumen
 * to learn; what changed differently on both sides is a conflict for a person.
 * @returns changes in the order in which parents come before children
 */
export function mergeCategories(
  local: { known: LocalCategory[]; fresh: NewCategory[] },
  items: CatalogueItem[],
  options: Options,
): CategoryChange[] {
  const theirs = new Map(items.map((item) => [item.uuid, item]))
  const known = new Set(local.known.map(({ uuid }) => uuid))
  const twinOf = twinFinder(local.fresh)
  const made = items
    .filter((item) => !known.has(item.uuid) && isUsable(item, theirs))
    .toSorted(byDepthAndOrder(theirs))
    .flatMap((item): CategoryChange[] => {
      const twin = twinOf(item)
      if (twin) return twin.busy ? [] : [{ kind: 'link', id: twin.id, item }]
      const { uuid, title, parent, order } = item
      return [{ kind: 'create', uuid, title, parent, order }]
    })
  const changed = local.known.flatMap((node) => {
    const item = theirs.get(node.uuid)
    return item && !node.busy ? (changeOf(node, item, options) ?? []) : []
  })
  return [...made, ...changed]
}

function changeOf(node: LocalCategory, item: CatalogueItem, options: Options) {
  const { write, ...merged } = unstuck(node, mergeFaces(node.agreed, node.ours, item, options))
  const { take, clash, agreed } = merged
  const isNews =
    Object.keys(take).length > 0 ||
    !sameFace(agreed, node.agreed, options) ||
    !sameClash(clash, node.clash)
  if (!isNews) return undefined
  const { order: _, ...told } = write
  const waits = Object.keys(told).length > 0 || ('order' in write && node.agreed.order !== null)
  return { kind: 'update' as const, id: node.id, take, agreed, clash, waits }
}

/** What an admin was told does not fit into our tree is not tried again at every look. */
function unstuck(node: LocalCategory, merged: Merged): Merged {
  const { parent, ...take } = merged.take
  if (parent === undefined || node.clash?.parent !== parent) return merged
  const agreed = { ...merged.agreed, parent: node.agreed.parent }
  return { ...merged, take, agreed, clash: { ...merged.clash, parent } }
}

const sameClash = (a: Partial<Face> | null, b: Partial<Face> | null) =>
  a?.title === b?.title && a?.parent === b?.parent && a?.archived === b?.archived && !a === !b

const sameFace = (a: Face, b: Face, { mapped }: Options) =>
  a.title === b.title &&
  a.parent === b.parent &&
  a.archived === b.archived &&
  (!mapped || a.order === b.order)

function twinFinder(fresh: NewCategory[]) {
  const keyOf = ({ title, parent }: { title: string; parent: string }) =>
    `${parent} ${title.toLowerCase()}`
  const waiting = Map.groupBy(fresh, keyOf)
  return (item: CatalogueItem) => waiting.get(keyOf(item))?.shift()
}

type Items = Map<string, CatalogueItem>

/** In use itself and all above it, and not deeper than a topic. */
function isUsable(item: CatalogueItem, items: Items): boolean {
  const path = pathOf(item, items)
  return path.length <= DEEPEST && path.every(({ archived, title }) => !archived && title)
}

/** From the item up; ends where the catalogue bites its own tail. */
function pathOf(item: CatalogueItem, items: Items): CatalogueItem[] {
  const path: CatalogueItem[] = []
  for (
    let at: CatalogueItem | undefined = item;
    at && !path.includes(at);
    at = items.get(at.parent)
  )
    path.push(at)
  return path
}

function byDepthAndOrder(items: Items) {
  const place = (item: CatalogueItem) => item.order ?? Number.MAX_SAFE_INTEGER
  return (a: CatalogueItem, b: CatalogueItem) =>
    pathOf(a, items).length - pathOf(b, items).length || place(a) - place(b)
}
