'use client'
import { useTranslation } from '@payloadcms/ui'
import { dateFormat } from './date-format'

/** A moment in the reader's own time, as their language writes it. */
export function Moment({ at }: { at: string }) {
  const { i18n } = useTranslation()
  return <time dateTime={at}>{ownMoment(i18n.language, at)}</time>
}

export const ownMoment = (language: string, at: string) =>
  dateFormat(language, { dateStyle: 'long', timeStyle: 'short' }).format(new Date(at))
