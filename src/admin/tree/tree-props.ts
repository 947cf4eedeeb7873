import type { ReactNode } from 'react'
import type { MenuEntry } from './RowMenu'
import type { Place, TreeNode } from './tree-rules'

export type TreeProps<N extends TreeNode> = {
  /** Under which the browser remembers what stands open. */
  name: string
  /** What it is a tree of, for screen readers. */
  label: string
  nodes: N[]
  maxDepth: number
  /** Shows what fits by title and `words`, with all above it. */
  query?: string
  /** Shows these alone, with all above them. */
  only?: ((node: N) => boolean) | null
  selected?: string | null
  readOnly?: boolean
  /** A parent that takes nothing new says no. */
  accepts?: (parent: N) => boolean
  onSelect?: (node: N) => void
  /** Move at once in what you give as `nodes` (`movedTo` of tree-rules), then save. */
  onMove: (id: string, place: Place) => void
  /** @returns false when refused (said by a toast): the field stays open */
  onRename?: (id: string, title: string) => Promise<boolean>
  onAdd?: (parent: string | null, title: string) => Promise<boolean>
  /** The words of the button below the tree that adds at the top. */
  addLabel?: string
  /** Further commands of a row's menu. */
  menuOf?: (node: N) => MenuEntry[]
  /** What stands behind the title: figures, states. Keep it: a new function draws all rows anew. */
  render: (node: N) => ReactNode
}
