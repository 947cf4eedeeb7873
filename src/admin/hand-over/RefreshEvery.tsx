'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useTransition } from 'react'

/** Draws the page anew while somebody looks at it; what is ticked stays ticked. */
export function RefreshEvery({ seconds }: { seconds: number }) {
  const router = useRouter()
  const [isDrawing, begin] = useTransition()
  useEffect(() => {
    // On a slow server the next look waits for the one before
    if (isDrawing) return undefined
    const timer = setInterval(() => {
      if (!document.hidden) begin(() => router.refresh())
    }, seconds * 1000)
    return () => clearInterval(timer)
  }, [isDrawing, router, seconds])
  return null
}
