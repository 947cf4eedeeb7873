'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { Part } from './addresses'
import { control, wordsOf } from './control'

export type Change = { part: Part; type: string; [about: string]: unknown }
type Listener = (change: Change) => void

const NOTHING_NEW = new Set(['lost', 'call'])
const listeners = new Set<Listener>()
const parts: Part[] = ['telegram', 'naumen', 'mailbox']
// Outlives the components, so that a chat opened again is there at once.
const known = new Map<string, { raw: string; data: unknown }>()
let source: EventSource | null = null
let retry: ReturnType<typeof setTimeout> | undefined

const tell = (change: Change) => listeners.forEach((listener) => listener(change))

function connect() {
  source = new EventSource('/sandbox/control/events')
  for (const part of parts) {
    source.addEventListener(part, (event) => {
      tell({ ...(JSON.parse(String(event.data)) as { type: string }), part })
    })
  }
  // The browser reconnects by itself after a broken line, but not after an error status.
  source.onerror = () => {
    for (const part of parts) tell({ part, type: 'lost' })
    if (source?.readyState !== EventSource.CLOSED) return
    clearTimeout(retry)
    retry = setTimeout(connect, 2000)
  }
}

/** Calls `listener` for every change in the pretended world while the component is shown. */
export function useChanges(listener: Listener) {
  const latest = useRef(listener)
  useEffect(() => {
    latest.current = listener
  })
  useEffect(() => {
    const own: Listener = (change) => latest.current(change)
    listeners.add(own)
    if (!source) connect()
    return () => {
      listeners.delete(own)
      if (listeners.size > 0) return
      clearTimeout(retry)
      source?.close()
      source = null
    }
  }, [])
}

export type Resource<T> = { data: T | undefined; error: string | undefined; refetch(): void }

/** What `path` of a part answers, kept fresh: read again after every change there.
 *  `path` null = nothing to read. The last answer of each path stays until a newer one is here. */
export function useResource<T>(part: Part, path: string | null): Resource<T> {
  const [answers, setAnswers] = useState<Record<string, { raw: string; data: T }>>({})
  const [error, setError] = useState<string>()
  const reading = useRef({ path, busy: false, again: false })

  const refetch = useCallback(async () => {
    const state = reading.current
    if (state.path === null) return
    if (state.busy) {
      state.again = true
      return
    }
    state.busy = true
    do {
      state.again = false
      const asked: string = state.path
      try {
        const data = await control.get<T>(part, asked)
        const raw = JSON.stringify(data)
        known.set(part + asked, { raw, data })
        setAnswers((old) => (old[asked]?.raw === raw ? old : { ...old, [asked]: { raw, data } }))
        setError(undefined)
      } catch (failure) {
        setError(wordsOf(failure))
      }
    } while (state.again)
    state.busy = false
  }, [part])

  useEffect(() => {
    reading.current.path = path
    void refetch()
  }, [path, refetch])
  useChanges((change) => {
    if (change.part === part && !NOTHING_NEW.has(change.type)) void refetch()
  })
  const answer = path === null ? undefined : (answers[path] ?? known.get(part + path))
  const data = answer?.data as T | undefined
  return { data, error, refetch: () => void refetch() }
}
