'use client'
import { useConfig } from '@payloadcms/ui'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { CategoryNode } from '../../database/category-tree'

const lookEvery = 2500

/** The tree as the server has it; looked at again and again while something is on its way to Naumen. */
export function useCategories(first: CategoryNode[]) {
  const { config } = useConfig()
  const { api } = config.routes
  const [nodes, setNodes] = useState(first)
  const asked = useRef(0)

  const refresh = useCallback(async () => {
    const turn = ++asked.current
    const answer = await read<{ nodes: CategoryNode[] }>(`${api}/categories/tree`)
    // A change made meanwhile is newer than this answer
    if (answer && turn === asked.current) setNodes((before) => withoutTwins(before, answer.nodes))
  }, [api])
  const change = useCallback((next: (before: CategoryNode[]) => CategoryNode[]) => {
    asked.current++
    setNodes(next)
  }, [])

  const isWaiting = nodes.some(({ state }) => state === 'waiting')
  useEffect(() => {
    if (!isWaiting) return
    const timer = setInterval(() => !document.hidden && void refresh(), lookEvery)
    return () => clearInterval(timer)
  }, [isWaiting, refresh])

  return { nodes, change, refresh }
}

/** What has not changed stays the very same object, so that its row is not drawn anew. */
function withoutTwins(before: CategoryNode[], after: CategoryNode[]): CategoryNode[] {
  const known = new Map(before.map((node) => [node.id, node]))
  return after.map((node) => {
    const twin = known.get(node.id)
    return twin && JSON.stringify(twin) === JSON.stringify(node) ? twin : node
  })
}

/** The object of before for as long as it says the same. */
export function useSame<A>(value: A): A {
  const kept = useRef(value)
  if (JSON.stringify(kept.current) !== JSON.stringify(value)) kept.current = value
  return kept.current
}

/** How often each was used; nothing until the figures have come. */
export function useUses(): Record<string, number> | null {
  const { config } = useConfig()
  const [uses, setUses] = useState<Record<string, number> | null>(null)
  useEffect(() => {
    let left = false
    void read<{ uses: Record<string, number> }>(`${config.routes.api}/categories/uses`).then(
      (answer) => !left && answer && setUses(answer.uses),
    )
    return () => {
      left = true
    }
  }, [config.routes.api])
  return uses
}

export async function read<Answer>(path: string): Promise<Answer | null> {
  try {
    const response = await fetch(path, { credentials: 'include' })
    return response.ok ? ((await response.json()) as Answer) : null
  } catch {
    return null
  }
}
