'use client'
import { DndContext, DragOverlay } from '@dnd-kit/core'
import { useMemo, useState } from 'react'
import { useWords } from '../kit/use-words'
import { MoveDialog, pathOf } from './MoveDialog'
import { entriesFor } from './row-entries'
import { type MenuEntry, RowMenu } from './RowMenu'
import { pressKey } from './tree-keys'
import type { TreeProps } from './tree-props'
import {
  forestOf,
  type Place,
  placeAfterStep,
  type Row,
  rowsOf,
  type Step,
  type TreeNode,
} from './tree-rules'
import type { RowActs } from './TreeRow'
import { TreeRows } from './TreeRows'
import { treeWords } from './tree-words'
import { useDrag } from './use-drag'
import { useFocus } from './use-focus'
import { useOpen } from './use-open'
import { useSteady } from './use-steady'
import './tree.css'

/** A tree that is dragged, walked by keys, renamed and added to in place. */
export function Tree<N extends TreeNode>(props: TreeProps<N>) {
  const { nodes, maxDepth, accepts, only, query = '', readOnly = false, onAdd, onRename } = props
  const say = useWords(treeWords)
  const { open, change } = useOpen(props.name)
  const [renamed, setRenamed] = useState<string | null>(null)
  const [adding, setAdding] = useState<{ parent: string | null } | null>(null)
  const [menu, setMenu] = useState<{ row: Row<N>; button: HTMLElement } | null>(null)
  const [moving, setMoving] = useState<N | null>(null)
  const [told, setTold] = useState('')
  const forest = useMemo(() => forestOf(nodes), [nodes])
  const rows = useMemo(() => rowsOf(forest, open, query, only), [forest, open, query, only])
  const { focus, focusSoon, ...at } = useFocus(rows)
  const limits = { maxDepth, accepts }
  const isSearched = !!query.trim() || !!only

  function move(id: string, place: Place | null) {
    if (!place) return setTold(say.cannot)
    if (place.parent) change([place.parent], true)
    props.onMove(id, place)
    at.stopAt(id)
    const path = pathOf(forest, place.parent) || say.atTop
    setTold(say.moved.replace('{title}', forest.get(id)?.title ?? '').replace('{path}', path))
    focusSoon(id)
  }
  const drag = useDrag({ forest, limits, onMove: move, onRest: (id) => change([id], true) })
  const step = (id: string, to: Step) => move(id, placeAfterStep(forest, id, to, limits))
  const startAdding = (parent: string | null) => {
    if (parent) change([parent], true)
    setAdding({ parent })
  }
  const toggle = (row: Row<N>) => change([row.node.id], !row.isOpen)
  const mayAddIn = (row: Row<N>) =>
    !readOnly && !!onAdd && row.depth < maxDepth && (!accepts || accepts(row.node))
  const select = (node: N) => {
    at.stopAt(node.id)
    props.onSelect?.(node)
  }
  const keysDo = {
    focus,
    toggle,
    select,
    rename: setRenamed,
    openMenu: at.openMenu,
    step: readOnly ? null : step,
  }
  const acts: RowActs<N> = useSteady({
    say,
    select,
    toggle,
    key: (event, row) => pressKey(event, row, { rows, forest, mayClose: !isSearched }, keysDo),
    menu: (row, button) => setMenu({ row, button }),
    add: (row) => startAdding(row.node.id),
    rename: (id) => {
      if (id === null && renamed) focusSoon(renamed)
      setRenamed(id)
    },
    keepTitle: readOnly ? null : (onRename ?? null),
  })

  function entriesOf(row: Row<N>): MenuEntry[] {
    const { id } = row.node
    const own = props.menuOf?.(row.node) ?? []
    if (readOnly) return own
    const common = entriesFor(say, {
      rename: onRename ? () => setRenamed(id) : null,
      add: mayAddIn(row) ? () => startAdding(id) : null,
      mayStep: (to) => placeAfterStep(forest, id, to, limits) !== null,
      step: (to) => step(id, to),
      move: () => setMoving(row.node),
    })
    return [...common, ...own]
  }

  return (
    <DndContext
      sensors={drag.sensors}
      onDragStart={drag.onDragStart}
      onDragEnd={drag.onDragEnd}
      onDragCancel={drag.onDragCancel}
      accessibility={{ announcements: silent, screenReaderInstructions: { draggable: '' } }}
    >
      <TreeRows
        list={at.list}
        label={props.label}
        rows={rows}
        acts={acts}
        render={props.render}
        selected={props.selected}
        stop={at.stop}
        renamed={renamed}
        mayMove={!readOnly}
        mayAddIn={mayAddIn}
        dragged={drag.dragged}
        target={drag.target}
        adding={onAdd ? adding : null}
        newTitle={say.newTitle}
        onAdd={(title) => onAdd?.(adding?.parent ?? null, title) ?? Promise.resolve(false)}
        onAdded={() => setAdding(null)}
      />
      {isSearched && !rows.length && (
        <p className="tree-nothing" role="status">
          {say.nothingFits}
        </p>
      )}
      {!readOnly && onAdd && props.addLabel && !isSearched && (
        <button type="button" className="tree-add" onClick={() => startAdding(null)}>
          + {props.addLabel}
        </button>
      )}
      <DragOverlay dropAnimation={null}>
        {drag.dragged && <div className="tree-ghost">{forest.get(drag.dragged)?.title}</div>}
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
