'use client'
import type { ReactNode, Ref } from 'react'
import { TitleInput } from './TitleInput'
import type { Row, TreeNode } from './tree-rules'
import { type RowActs, TreeRow } from './TreeRow'
import type { Target } from './use-drag'

type Props<N extends TreeNode> = {
  list: Ref<HTMLUListElement>
  label: string
  rows: Row<N>[]
  acts: RowActs<N>
  render: (node: N) => ReactNode
  selected?: string | null
  stop?: string | null
  renamed: string | null
  mayMove: boolean
  mayAddIn: (row: Row<N>) => boolean
  dragged: string | null
  target: Target | null
  /** A title is being typed for something new under this parent. */
  adding: { parent: string | null } | null
  newTitle: string
  onAdd: (title: string) => Promise<boolean>
  onAdded: () => void
}

/** What is to be seen of the tree, and the line where something new gets its title. */
export function TreeRows<N extends TreeNode>({ rows, acts, adding, ...more }: Props<N>) {
  const below = adding?.parent ? lastBelow(rows, adding.parent) : null
  const line = (depth: number) => (
    <li
      key="new"
      role="none"
      className="tree-row tree-row--new"
      style={{ '--depth': depth - 1 } as React.CSSProperties}
    >
      <TitleInput
        label={more.newTitle}
        title=""
        onKeep={(title) => more.onAdd(title)}
        onLeave={more.onAdded}
      />
    </li>
  )
  return (
    <ul className="tree" role="tree" ref={more.list} aria-label={more.label}>
      {rows.flatMap((row) => [
        <TreeRow
          key={row.node.id}
          row={row}
          acts={acts}
          render={more.render}
          isSelected={more.selected === row.node.id}
          isTabStop={more.stop === row.node.id}
          isRenamed={more.renamed === row.node.id}
          mayMove={more.mayMove}
          mayAdd={more.mayAddIn(row)}
          mark={markOf(row.node.id, more.dragged, more.target)}
        />,
        below?.node.id === row.node.id ? line(depthIn(rows, adding?.parent)) : null,
      ])}
      {adding && adding.parent === null && line(1)}
    </ul>
  )
}

function markOf(id: string, dragged: string | null, target: Target | null) {
  if (dragged === id) return 'dragged'
  if (target?.over !== id) return null
  return target.place ? target.part : 'refused'
}

/** The last row shown below a node, or the node itself. */
function lastBelow<N extends TreeNode>(rows: Row<N>[], id: string): Row<N> | undefined {
  const at = rows.findIndex(({ node }) => node.id === id)
  const row = rows[at]
  if (!row) return undefined
  const next = rows.findIndex(({ depth }, index) => index > at && depth <= row.depth)
  return rows.at(next < 0 ? -1 : next - 1)
}

const depthIn = <N extends TreeNode>(rows: Row<N>[], parent: string | null | undefined) =>
  (rows.find(({ node }) => node.id === parent)?.depth ?? 0) + 1
