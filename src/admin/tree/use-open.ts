'use client'
import { useCallback, useEffect, useState } from 'react'

/** Which nodes stand open, as this browser remembers it. */
export function useOpen(name: string) {
  const key = `tree-open-${name}`
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => setOpen(remembered(key)), [key])

  const change = useCallback(
    (ids: string[], isOpen: boolean) =>
      setOpen((before) => {
        const after = new Set(before)
        for (const id of ids) {
          if (isOpen) after.add(id)
          else after.delete(id)
        }
        remember(key, after)
        return after
      }),
    [key],
  )
  return { open, change }
}

// A browser may refuse to keep anything: then nothing is remembered, and no more
function remembered(key: string): Set<string> {
  try {
    const ids: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return new Set(Array.isArray(ids) ? ids.map(String) : [])
  } catch {
    return new Set()
  }
}

function remember(key: string, open: ReadonlySet<string>) {
  try {
    localStorage.setItem(key, JSON.stringify([...open]))
  } catch {
    return
  }
}
