'use client'

import { useCallback, useEffect, useState } from 'react'
import { wordsOf } from './control'

const SHOWN_MS = 3500

/** A short message over a panel that goes away by itself. */
export function useNotice() {
  const [notice, setNotice] = useState<{ text: string; n: number }>()
  const show = useCallback(
    (text: string) => setNotice((old) => ({ text, n: (old?.n ?? 0) + 1 })),
    [],
  )
  useEffect(() => {
    if (!notice) return
    const timer = setTimeout(() => setNotice(undefined), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [notice])
  /** Does something and says it in words when it fails. */
  const attempt = useCallback(
    async (action: () => Promise<unknown>) => {
      try {
        await action()
        return true
      } catch (error) {
        show(wordsOf(error))
        return false
      }
    },
    [show],
  )
  const place = (
    <div className="notice-place" role="status" aria-live="polite">
      {notice && (
        <div className="notice" key={notice.n} data-testid="notice">
          {notice.text}
        </div>
      )}
    </div>
  )
  return { show, attempt, place }
}
