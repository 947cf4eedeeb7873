'use client'

import { useCallback, useState } from 'react'

const drafts = new Map<number, string>()

/** What stands in the input, kept for each person while the page is open. */
export function useDraft(personId: number) {
  const [draft, setDraft] = useState(() => drafts.get(personId) ?? '')
  const change = useCallback(
    (text: string) => {
      drafts.set(personId, text)
      setDraft(text)
    },
    [personId],
  )
  return [draft, change] as const
}
