'use client'
import { useTranslation } from '@payloadcms/ui'

/** A moment in the reader's own time, as their language writes it. */
export function Moment({ at }: { at: string }) {
  const { i18n } = useTranslation()
  const format = new Intl.DateTimeFormat(i18n.language === 'en' ? 'en-GB' : 'ru', {
    dateStyle: 'long',
    timeStyle: 'short',
  })
  return <time dateTime={at}>{format.format(new Date(at))}</time>
}
