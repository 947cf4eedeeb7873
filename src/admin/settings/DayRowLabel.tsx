'use client'
import { useRowLabel, useTranslation } from '@payloadcms/ui'
import { dayName } from '../../domain/settings-problems'

/** Понедельник, 09:00–18:00 */
export function DayRowLabel() {
  const { i18n } = useTranslation()
  const { data } = useRowLabel<{ day?: string; from?: string; to?: string }>()
  const { day, from, to } = data ?? {}
  if (!day) return <span>—</span>
  const name = dayName(Number(day), i18n.language === 'en' ? 'en' : 'ru')
  return <span>{from && to ? `${name}, ${from}–${to}` : name}</span>
}
