import type { Category } from '../../domain/category'
import type { Section } from '../../domain/menu'
import type { PictureFacts, Planned } from '../../domain/menu-flaws'
import { fill } from '../../domain/text'
import type { Say, TextName } from '../../domain/texts'

/** A section as it is, and as it would be with what is not published yet. */
export type Node = {
  id: string
  parent: string | null
  order: number
  active: boolean
  /** Words and kind as an employee has them; null while nothing is published. */
  now: Words | null
  latest: Words
}

export type Words = Omit<Section, 'id' | 'parent' | 'order'>

/** All the phone in the panel needs to know. */
export type MenuData = {
  nodes: Node[]
  texts: Partial<Record<TextName, string>>
  categories: Category[]
  shelves: Shelf[]
  pictures: Record<string, PictureFacts>
}

/** Articles that lie together. */
export type Shelf = { title: string; count: number }

export type Mode = 'now' | 'latest'
export type State = 'published' | 'changed' | 'draft'

export function stateOf({ now, latest }: Pick<Node, 'now' | 'latest'>): State {
  if (!now) return 'draft'
  return now === latest ? 'published' : 'changed'
}

/** The sections as employees have them, or as they will once all drafts are published. */
export const plannedIn = (nodes: Node[], mode: Mode): Planned[] =>
  nodes.flatMap(({ now, latest, ...place }) => {
    const words = mode === 'now' ? now : latest
    return words ? [{ ...words, ...place, isPublished: mode === 'latest' || now !== null }] : []
  })

export const shownIn = (nodes: Node[], mode: Mode): Section[] =>
  plannedIn(nodes, mode).filter(({ active }) => active)

/** What admins have written, ready to be said. */
export const sayWith =
  (texts: MenuData['texts']): Say =>
  (name, values = {}) =>
    fill(texts[name] ?? '', values)
