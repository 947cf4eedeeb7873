'use client'
import { useRowLabel } from '@payloadcms/ui'

/** ★★★★★ · catalogs$5005 */
export function RatingRow() {
  const { data } = useRowLabel<{ mark?: number; uuid?: string }>()
  const stars = '★'.repeat(Math.min(5, Math.max(0, Math.round(data?.mark ?? 0))))
  return <span>{[stars, data?.uuid].filter(Boolean).join(' · ') || '—'}</span>
}
