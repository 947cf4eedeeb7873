'use client'
import { DndContext, DragOverlay } from '@dnd-kit/core'
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { useWords } from '../kit/use-words'
import { MoveDialog, pathOf } from './MoveDialog'
import { type MenuEntry, RowMenu } from './RowMenu'
import { TitleInput } from './TitleInput'
import {
  forestOf,
  type Place,
  placeAfterStep,
  type Row,
  rowsOf,
  type Step,
  type TreeNode,
} from './tree-rules'
import { type RowActs, TreeRow } from './TreeRow'
import { treeWords } from './tree-words'
import { useDrag } from './use-drag'
import { useOpen } from './use-open'
import './tree.css'

export type TreeProps<N extends TreeNode> = {
  /** Under which the browser remembers what stands open. */
  name: string
  /** What it is a tree of, for screen readers. */
  label: string
  nodes: N[]
  maxDepth: number
  /** Shows what fits by title and `words`, with all above it. */
  query?: string
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
  /** What stands behind the title: figures, states. */
  render: (node: N) => ReactNode
}

/** A tree that is dragged, walked by keys, renamed and added to in place. */
export function Tree<N extends TreeNode>(props: TreeProps<N>) {
  const { nodes, maxDepth, accepts, query = '', readOnly = false, onAdd, onRename } = props
  const say = useWords(treeWords)
  const list = useRef<HTMLUListElement>(null)
  const { open, change } = useOpen(props.name)
  const [tabStop, setTabStop] = useState<string | null>(null)
  const [renamed, setRenamed] = useState<string | null>(null)
  const [adding, setAdding] = useState<{ parent: string | null } | null>(null)
  const [menu, setMenu] = useState<{ row: Row<N>; button: HTMLElement } | null>(null)
  const [moving, setMoving] = useState<N | null>(null)
  const [told, setTold] = useState('')
  const forest = useMemo(() => forestOf(nodes), [nodes])
  const rows = useMemo(() => rowsOf(forest, open, query), [forest, open, query])
  const limits = { maxDepth, accepts }

  function move(id: string, place: Place | null) {
    if (!place) return setTold(say.cannot)
    if (place.parent) change([place.parent], true)
    props.onMove(id, place)
    setTabStop(id)
    const path = pathOf(forest, place.parent) || say.atTop
    setTold(say.moved.replace('{title}', forest.get(id)?.title ?? '').replace('{path}', path))
    // The row stands elsewhere now: the keys go on with it
    requestAnimationFrame(() => focusRow(list.current, id))
  }

  const drag = useDrag({ forest, limits, onMove: move, onRest: (id) => change([id], true) })
  const step = (id: string, to: Step) => move(id, placeAfterStep(forest, id, to, limits))
  const startAdding = (parent: string | null) => {
    if (parent) change([parent], true)
    setAdding({ parent })
  }
  const focus = (id: string | undefined) => {
    if (!id) return
    setTabStop(id)
    focusRow(list.current, id)
  }

  function onKey(event: KeyboardEvent, row: Row<N>) {
    const at = rows.findIndex(({ node }) => node.id === row.node.id)
    const { id } = row.node
    const arrows: Record<string, Step> = {
      ArrowUp: 'up',
      ArrowDown: 'down',
      ArrowRight: 'in',
      ArrowLeft: 'out',
    }
    const moved = event.altKey && !readOnly ? arrows[event.key] : undefined
    const parent = forest.lineOf(id).at(-2)?.id
    const keys: Record<string, () => void> = {
      ArrowDown: () => focus(rows[at + 1]?.node.id),
      ArrowUp: () => focus(rows[at - 1]?.node.id),
      Home: () => focus(rows[0]?.node.id),
      End: () => focus(rows.at(-1)?.node.id),
      ArrowRight: () =>
        row.children && !row.isOpen ? change([id], true) : focus(rows[at + 1]?.node.id),
      ArrowLeft: () => (row.isOpen && !query ? change([id], false) : focus(parent)),
      Enter: () => props.onSelect?.(row.node),
      ' ': () => props.onSelect?.(row.node),
      F2: () => setRenamed(id),
      ContextMenu: () => openMenu(list.current, id),
    }
    const act = moved ? () => step(id, moved) : keys[event.key]
    if (!act) return
    event.preventDefault()
    act()
  }

  const mayAddIn = (row: Row<N>) =>
    !readOnly && !!onAdd && row.depth < maxDepth && (!accepts || accepts(row.node))
  const acts: RowActs<N> = {
    say,
    render: props.render,
    select: (node) => {
      setTabStop(node.id)
      props.onSelect?.(node)
    },
    toggle: (row) => change([row.node.id], !row.isOpen),
    key: onKey,
    menu: (row, button) => setMenu({ row, button }),
    add: (row) => startAdding(row.node.id),
    rename: (id) => {
      if (id === null && renamed) requestAnimationFrame(() => focusRow(list.current, renamed))
      setRenamed(id)
    },
    keepTitle: readOnly ? null : (onRename ?? null),
  }
  const steady = useSteady(acts)

  function entriesOf(row: Row<N>): MenuEntry[] {
    const { id } = row.node
    const entry = (label: string, to: Step, keys: string): MenuEntry => ({
      label,
      keys,
      disabled: !placeAfterStep(forest, id, to, limits),
      onClick: () => step(id, to),
    })
    const own = props.menuOf?.(row.node) ?? []
    if (readOnly) return own
    return [
      ...(onRename ? [{ label: say.rename, keys: 'F2', onClick: () => setRenamed(id) }] : []),
      ...(mayAddIn(row) ? [{ label: say.add, onClick: () => startAdding(id) }] : []),
      entry(say.up, 'up', 'Alt ↑'),
      entry(say.down, 'down', 'Alt ↓'),
      { label: say.moveTo, onClick: () => setMoving(row.node) },
      entry(say.out, 'out', 'Alt ←'),
      ...own,
    ]
  }

  const adder = (parent: string | null, depth: number) =>
    adding && adding.parent === parent && onAdd ? (
      <li
        key="new"
        role="none"
        className="tree-row tree-row--new"
        style={{ '--depth': depth - 1 } as React.CSSProperties}
      >
        <TitleInput
          label={say.newTitle}
          title=""
          onKeep={(title) => onAdd(parent, title)}
          onLeave={() => setAdding(null)}
        />
      </li>
    ) : null

  const { dragged, target } = drag
  const stop = rows.some(({ node }) => node.id === tabStop) ? tabStop : rows[0]?.node.id
  const endOf = adding?.parent ? lastBelow(rows, adding.parent) : null
  return (
    <DndContext
      sensors={drag.sensors}
      onDragStart={drag.onDragStart}
      onDragEnd={drag.onDragEnd}
      onDragCancel={drag.onDragCancel}
      accessibility={{ announcements: silent, screenReaderInstructions: { draggable: '' } }}
    >
      <ul ref={list} className="tree" role="tree" aria-label={props.label}>
        {rows.flatMap((row) => [
          <TreeRow
            key={row.node.id}
            row={row}
            acts={steady as unknown as RowActs<TreeNode>}
            isSelected={props.selected === row.node.id}
            isTabStop={stop === row.node.id}
            isRenamed={renamed === row.node.id}
            mayMove={!readOnly}
            mayAdd={mayAddIn(row)}
            mark={
              dragged === row.node.id
                ? 'dragged'
                : target?.over !== row.node.id
                  ? null
                  : target.place
                    ? target.part
                    : 'refused'
            }
          />,
          endOf === row.node.id ? adder(adding?.parent ?? null, depthBelow(rows, adding)) : null,
        ])}
        {adder(null, 1)}
      </ul>
      {!readOnly && onAdd && props.addLabel && !query && (
        <button type="button" className="tree-add" onClick={() => startAdding(null)}>
          + {props.addLabel}
        </button>
      )}
      <DragOverlay dropAnimation={null}>
        {dragged && <div className="tree-ghost">{forest.get(dragged)?.title}</div>}
      </DragOverlay>
      <div className="tree-told" role="status" aria-live="polite">
        {told}
      </div>
      {menu && (
        <RowMenu
          button={menu.button}
          label={menu.row.node.title}
          entries={entriesOf(menu.row)}
          onClose={() => setMenu(null)}
        />
      )}
      {moving && (
        <MoveDialog
          forest={forest}
          node={moving}
          limits={limits}
          onMove={(place) => move(moving.id, place)}
          onClose={() => setMoving(null)}
        />
      )}
    </DndContext>
  )
}

const nothing = () => undefined
// What happened is said by the tree itself, with its words
const silent = {
  onDragStart: nothing,
  onDragOver: nothing,
  onDragEnd: nothing,
  onDragCancel: nothing,
}

const rowOf = (list: HTMLElement | null, id: string) =>
  list?.querySelector<HTMLElement>(`[data-tree-node="${CSS.escape(id)}"]`)
const focusRow = (list: HTMLElement | null, id: string) => rowOf(list, id)?.focus()
const openMenu = (list: HTMLElement | null, id: string) =>
  rowOf(list, id)?.querySelector<HTMLElement>('[aria-haspopup=menu]')?.click()

/** The last row shown below a node, or the node itself. */
function lastBelow<N extends TreeNode>(rows: Row<N>[], id: string): string | null {
  const at = rows.findIndex(({ node }) => node.id === id)
  const row = rows[at]
  if (!row) return null
  const next = rows.findIndex(({ depth }, index) => index > at && depth <= row.depth)
  return rows.at(next < 0 ? -1 : next - 1)?.node.id ?? null
}

const depthBelow = <N extends TreeNode>(rows: Row<N>[], adding: { parent: string | null } | null) =>
  (rows.find(({ node }) => node.id === adding?.parent)?.depth ?? 0) + 1

/** One object for all rows at every drawing, so that only rows that changed are drawn anew. */
function useSteady<A extends object>(acts: A): A {
  const latest = useRef(acts)
  useEffect(() => {
    latest.current = acts
  })
  const [steady] = useState(
    () => new Proxy(acts, { get: (_, name) => Reflect.get(latest.current, name) as unknown }) as A,
  )
  return steady
}
