'use client'
import { type DragStartEvent, PointerSensor, useSensor, useSensors } from '@dnd-kit/core'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type Forest, type Part, partAt, type Place, placeAt, type TreeNode } from './tree-rules'

/** The row under the pointer and which part of it; without a place nothing may be let go there. */
export type Target = { over: string; part: Part; place: Place | null }

type Options<N extends TreeNode> = {
  forest: Forest<N>
  limits: { maxDepth: number; accepts?: (parent: N) => boolean }
  onMove: (id: string, place: Place) => void
  /** The pointer rests on a closed node. */
  onRest: (id: string) => void
}

const restMs = 700

/** Dragging a node over the rows of the tree. Rows carry `data-tree-node`. */
export function useDrag<N extends TreeNode>({ forest, limits, onMove, onRest }: Options<N>) {
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 4 } }))
  const [dragged, setDragged] = useState<string | null>(null)
  const [target, setTarget] = useState<Target | null>(null)
  const latest = useRef({ forest, limits, onRest })
  useEffect(() => {
    latest.current = { forest, limits, onRest }
  })

  useEffect(() => {
    if (!dragged) return
    let rest: ReturnType<typeof setTimeout> | undefined
    let last = ''
    const look = ({ clientX, clientY }: PointerEvent) => {
      const known = latest.current
      const next = targetAt(known.forest, known.limits, dragged, clientX, clientY)
      const now = next ? `${next.over} ${next.part}` : ''
      if (now === last) return
      last = now
      setTarget(next)
      clearTimeout(rest)
      if (next?.part === 'inside') rest = setTimeout(() => known.onRest(next.over), restMs)
    }
    window.addEventListener('pointermove', look)
    return () => {
      clearTimeout(rest)
      window.removeEventListener('pointermove', look)
    }
  }, [dragged])

  const end = useCallback(() => {
    setDragged(null)
    setTarget(null)
  }, [])
  return {
    sensors,
    dragged,
    target,
    onDragStart: ({ active }: DragStartEvent) => setDragged(String(active.id)),
    onDragCancel: end,
    onDragEnd: () => {
      if (dragged && target?.place) onMove(dragged, target.place)
      end()
    },
  }
}

function targetAt<N extends TreeNode>(
  forest: Forest<N>,
  limits: Options<N>['limits'],
  id: string,
  x: number,
  y: number,
): Target | null {
  const row = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-tree-node]')
  const over = row?.dataset.treeNode
  if (!row || !over || over === id) return null
  const { top, height } = row.getBoundingClientRect()
  const mayHoldMore = forest.lineOf(over).length < limits.maxDepth
  const part = partAt((y - top) / height, mayHoldMore)
  return { over, part, place: placeAt(forest, id, { over, part }, limits) }
}
