import type { CatalogueItem } from '../src/naumen/mapping'

/** A node of our tree with what both sides agreed on last. `parent` is the parent's UUID in Naumen. */
export type LocalCategory = {
  id: string
  title: string
  parent: string
  active: boolean
  naumen: { uuid: string; title: string; parent: string }
  /** The conflict an admin has already been shown. */
  conflict: string | null
}

export type CategoryChange =
  | { kind: 'create'; uuid: string; title: string; parent: string }
  | {
      kind: 'update'
      id: string
      title?: string
      parent?: string
      active?: false
      snapshot: { title: string; parent: string }
      conflict?: string
      /** Nothing of ours is left to write to Naumen. */
      synced: boolean
    }

const DEEPEST = 3

/**
 * Three-way: what changed there since both agreed is taken over, what changed here stays for Naumen
 * to learn; what changed differently on both sides is a conflict for a person.
 * @returns changes in the order in which parents come before children
 */
export function mergeCategories(local: LocalCategory[], items: CatalogueItem[]): CategoryChange[] {
  const theirs = new Map(items.map((item) => [item.uuid, item]))
  const known = new Set(local.map(({ naumen }) => naumen.uuid))
  const created = items
    .filter((item) => !known.has(item.uuid) && isUsable(item, theirs))
    .toSorted(byDepthAndOrder(theirs))
    .map(({ uuid, title, parent }) => ({ kind: 'create' as const, uuid, title, parent }))
  const changed = local.flatMap((node) => {
    const item = theirs.get(node.naumen.uuid)
    return item ? (changeOf(node, item) ?? []) : []
  })
  return [...created, ...changed]
}

function changeOf(node: LocalCategory, item: CatalogueItem): CategoryChange | undefined {
  const { title, parent } = item
  const titleMerge = merge(node.naumen.title, node.title, title)
  const parentMerge = merge(node.naumen.parent, node.parent, parent)
  const archived = item.archived && node.active
  const agreed = node.naumen.title === title && node.naumen.parent === parent
  if (agreed && !archived) return undefined
  const conflicts = [
    titleMerge === 'conflict' && `в Naumen название изменили на «${title}»`,
    parentMerge === 'conflict' && 'в Naumen её перенесли в другое место',
  ].filter(Boolean)
  const conflict = conflicts.length ? `Здесь изменено, и ${conflicts.join(' и ')}` : null
  const taken = [titleMerge, parentMerge].includes('theirs')
  if (conflict && conflict === node.conflict && !taken && !archived) return undefined
  return {
    kind: 'update',
    id: node.id,
    ...(titleMerge === 'theirs' && { title }),
    ...(parentMerge === 'theirs' && { parent }),
    ...(archived && { active: false as const }),
    // What is in conflict stays unsettled: the snapshot moves on only with the sides' agreement
    snapshot: {
      title: titleMerge === 'conflict' ? node.naumen.title : title,
      parent: parentMerge === 'conflict' ? node.naumen.parent : parent,
    },
    ...(conflict && { conflict }),
    synced: ![titleMerge, parentMerge].some((side) => side === 'ours' || side === 'conflict'),
  }
}

function merge(snapshot: string, ours: string, theirs: string) {
  if (ours === theirs) return 'same'
  if (ours === snapshot) return 'theirs'
  return theirs === snapshot ? 'ours' : 'conflict'
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
