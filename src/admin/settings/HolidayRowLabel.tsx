'use client'
import { useRowLabel, useTranslation } from '@payloadcms/ui'
import { dateFormat } from '../kit/date-format'

/** 4 ноября 2026, среда */
export function HolidayRowLabel() {
  const { i18n } = useTranslation()
  const { data } = useRowLabel<{ date?: string }>()
  if (!data?.date) return <span>—</span>
  // The day alone counts; it is kept as noon of it
  const format = dateFormat(i18n.language, { dateStyle: 'full', timeZone: 'UTC' })
  return <span>{format.format(new Date(data.date.slice(0, 10)))}</span>
}
