import type { KeyboardEvent } from 'react'
import type { Forest, Row, Step, TreeNode } from './tree-rules'

type Does<N extends TreeNode> = {
  focus: (id: string | undefined) => void
  toggle: (row: Row<N>) => void
  select: (node: N) => void
  rename: (id: string) => void
  openMenu: (id: string) => void
  /** Null where nothing may be moved. */
  step: ((id: string, to: Step) => void) | null
}

const steps: Record<string, Step> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowRight: 'in',
  ArrowLeft: 'out',
}

/** What a key does on a row of a tree, as every tree of the desktop has it. */
export function pressKey<N extends TreeNode>(
  event: KeyboardEvent,
  row: Row<N>,
  tree: { rows: Row<N>[]; forest: Forest<N>; mayClose: boolean },
  does: Does<N>,
) {
  const { id } = row.node
  const { rows, forest } = tree
  const at = rows.findIndex(({ node }) => node.id === id)
  const to = event.altKey ? steps[event.key] : undefined
  const keys: Record<string, () => void> = {
    ArrowDown: () => does.focus(rows[at + 1]?.node.id),
    ArrowUp: () => does.focus(rows[at - 1]?.node.id),
    Home: () => does.focus(rows[0]?.node.id),
    End: () => does.focus(rows.at(-1)?.node.id),
    ArrowRight: () =>
      row.children && !row.isOpen ? does.toggle(row) : does.focus(rows[at + 1]?.node.id),
    ArrowLeft: () =>
      row.isOpen && tree.mayClose ? does.toggle(row) : does.focus(forest.lineOf(id).at(-2)?.id),
    Enter: () => does.select(row.node),
    ' ': () => does.select(row.node),
    F2: () => does.rename(id),
    ContextMenu: () => does.openMenu(id),
  }
  const { step } = does
  const act = to && step ? () => step(id, to) : keys[event.key]
  if (!act) return
  event.preventDefault()
  act()
}
