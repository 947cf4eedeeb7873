'use client'
import { useDraggable } from '@dnd-kit/core'
import { type KeyboardEvent, memo, type ReactNode } from 'react'
import type { Part, Row, TreeNode } from './tree-rules'
import { TitleInput } from './TitleInput'

export type RowActs<N extends TreeNode> = {
  say: { drag: string; open: string; close: string; more: string; rename: string; add: string }
  select: (node: N) => void
  toggle: (row: Row<N>) => void
  key: (event: KeyboardEvent, row: Row<N>) => void
  menu: (row: Row<N>, button: HTMLElement) => void
  /** Null where this node takes nothing below it. */
  add: ((row: Row<N>) => void) | null
  rename: (id: string | null) => void
  keepTitle: ((id: string, title: string) => Promise<boolean>) | null
}

type Props<N extends TreeNode> = {
  row: Row<N>
  acts: RowActs<N>
  /** A new function where it would show something new. */
  render: (node: N) => ReactNode
  isSelected: boolean
  isTabStop: boolean
  isRenamed: boolean
  mayMove: boolean
  mayAdd: boolean
  mark: Part | 'refused' | 'dragged' | null
}

function PlainRow<N extends TreeNode>({ row, acts, isSelected, isTabStop, ...more }: Props<N>) {
  const { node, depth, children, isOpen, position, siblings } = row
  const { say } = acts
  const marks = [
    'tree-row',
    more.mark && `tree-row--${more.mark}`,
    isSelected && 'tree-row--chosen',
  ]
  return (
    <li
      className={marks.filter(Boolean).join(' ')}
      data-tree-node={node.id}
      role="treeitem"
      aria-level={depth}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-expanded={children ? isOpen : undefined}
      aria-selected={isSelected}
      aria-label={node.title}
      tabIndex={isTabStop ? 0 : -1}
      style={{ '--depth': depth - 1 } as React.CSSProperties}
      onKeyDown={(event) => event.target === event.currentTarget && acts.key(event, row)}
    >
      {more.mayMove ? <Handle id={node.id} title={say.drag} /> : <span className="tree-row__gap" />}
      {children ? (
        <button
          type="button"
          tabIndex={-1}
          className="tree-row__toggle"
          aria-label={`${isOpen ? say.close : say.open}: ${node.title}`}
          onClick={() => acts.toggle(row)}
        >
          <Chevron />
        </button>
      ) : (
        <span className="tree-row__toggle" />
      )}
      {node.icon && <span aria-hidden>{node.icon}</span>}
      {more.isRenamed && acts.keepTitle ? (
        <TitleInput
          label={say.rename}
          title={node.title}
          onKeep={(title) => acts.keepTitle?.(node.id, title) ?? Promise.resolve(true)}
          onLeave={() => acts.rename(null)}
        />
      ) : (
        <button
          type="button"
          tabIndex={-1}
          className="tree-row__title"
          translate="no"
          onClick={() => acts.select(node)}
          onDoubleClick={() => acts.keepTitle && acts.rename(node.id)}
        >
          {node.title}
        </button>
      )}
      <span className="tree-row__slot">{more.render(node)}</span>
      <span className="tree-row__acts">
        {more.mayAdd && (
          <button
            type="button"
            tabIndex={-1}
            title={say.add}
            aria-label={`${say.add}: ${node.title}`}
            onClick={() => acts.add?.(row)}
          >
            +
          </button>
        )}
        <button
          type="button"
          tabIndex={-1}
          title={say.more}
          aria-haspopup="menu"
          aria-label={`${say.more}: ${node.title}`}
          onClick={(event) => acts.menu(row, event.currentTarget)}
        >
          ⋯
        </button>
      </span>
    </li>
  )
}

/** Thousands of rows may stand open: only one that shows something else is drawn anew. */
export const TreeRow = memo(PlainRow, looksSame) as typeof PlainRow

function looksSame(
  { row: was, ...before }: Props<TreeNode>,
  { row: is, ...after }: Props<TreeNode>,
) {
  return isShallowlyEqual(was, is) && isShallowlyEqual(before, after)
}

const isShallowlyEqual = <A extends object>(one: A, other: A) =>
  (Object.keys(one) as (keyof A)[]).every((key) => Object.is(one[key], other[key]))

/** For the pointer alone: keys and the menu move a node too, and are what a screen reader is told of. */
function Handle({ id, title }: { id: string; title: string }) {
  const { setNodeRef, listeners } = useDraggable({ id })
  return (
    <span ref={setNodeRef} className="tree-row__handle" title={title} aria-hidden {...listeners}>
      <svg width="10" height="16" viewBox="0 0 10 16" fill="currentColor">
        {[2, 8, 14].flatMap((y) =>
          [2, 8].map((x) => <circle key={`${x}${y}`} cx={x} cy={y} r="1.4" />),
        )}
      </svg>
    </span>
  )
}

const Chevron = () => (
  <svg width="10" height="10" viewBox="0 0 10 10" fill="none" stroke="currentColor" aria-hidden>
    <path d="M3 1l4 4-4 4" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round" />
  </svg>
)
