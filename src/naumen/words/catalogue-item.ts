import type { Mapping } from '../mapping'
import { type NaumenObject, textOf, uuidOf } from './value'

export type CatalogueItem = {
  uuid: string
  title: string
  /** UUID of the item above it, or '' at the top. */
  parent: string
  archived: boolean
  /** Naumen's own order, where the catalogue keeps one. */
  order: number | null
}

/** What of a catalogue's item is written; only what is named. A parent of '' means the top. */
export type CatalogueChange = Partial<Omit<CatalogueItem, 'uuid'>>

type OrderOf = Pick<Mapping, 'categoryOrder'>

/** No title of ours is longer, so that a longer one of Naumen's is not taken for a change of ours. */
const LONGEST_TITLE = 200

export function readCatalogueItem(raw: NaumenObject, { categoryOrder }: OrderOf): CatalogueItem {
  const order = raw[categoryOrder ?? 'order']
  return {
    uuid: textOf(raw.UUID),
    title: textOf(raw.title).replace(/\s+/g, ' ').trim().slice(0, LONGEST_TITLE).trim(),
    parent: uuidOf(raw.parent),
    archived: raw.removed === true,
    order: typeof order === 'number' ? order : null,
  }
}

export function catalogueBody({ categoryOrder }: OrderOf, change: CatalogueChange): NaumenObject {
  const { title, parent, archived, order } = change
  return {
    ...(title !== undefined && { title }),
    ...(parent !== undefined && { parent: parent || null }),
    ...(archived !== undefined && { removed: archived }),
    ...(categoryOrder && typeof order === 'number' && { [categoryOrder]: Math.round(order) }),
  }
}
