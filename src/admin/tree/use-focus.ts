'use client'
import { useRef, useState } from 'react'
import type { Row, TreeNode } from './tree-rules'

/** The keyboard in a tree: one row at a time is a stop of Tab, arrows go on from there. */
export function useFocus<N extends TreeNode>(rows: Row<N>[]) {
  const list = useRef<HTMLUListElement>(null)
  const [chosen, stopAt] = useState<string | null>(null)
  const rowOf = (id: string) =>
    list.current?.querySelector<HTMLElement>(`[data-tree-node="${CSS.escape(id)}"]`)
  return {
    list,
    stop: rows.some(({ node }) => node.id === chosen) ? chosen : rows[0]?.node.id,
    stopAt,
    focus(id: string | undefined) {
      if (!id) return
      stopAt(id)
      rowOf(id)?.focus()
    },
    /** Once the row stands where it is going to. */
    focusSoon(id: string) {
      requestAnimationFrame(() => rowOf(id)?.focus())
    },
    openMenu: (id: string) =>
      rowOf(id)?.querySelector<HTMLElement>('[aria-haspopup=menu]')?.click(),
  }
}
