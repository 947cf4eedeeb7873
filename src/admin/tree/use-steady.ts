'use client'
import { useEffect, useRef, useState } from 'react'

/** One object for all rows at every drawing, so that only rows that changed are drawn anew. */
export function useSteady<A extends object>(acts: A): A {
  const latest = useRef(acts)
  useEffect(() => {
    latest.current = acts
  })
  const [steady] = useState(
    () => new Proxy(acts, { get: (_, name) => Reflect.get(latest.current, name) as unknown }) as A,
  )
  return steady
}
