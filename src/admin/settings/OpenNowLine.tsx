'use client'
import { useAllFormFields, useTranslation } from '@payloadcms/ui'
import { reduceFieldsToValues } from 'payload/shared'
import { useEffect, useState } from 'react'
import { isOpen, nextOpening, openingInWords, type WorkingHours } from '../../domain/working-hours'
import { useWords } from '../kit/use-words'
import './settings.css'

const words = {
  ru: {
    open: 'Сейчас открыто.',
    closed: 'Сейчас закрыто, откроется {opens}.',
    off: 'Предупреждение выключено: бот отвечает одинаково в любое время.',
    by: 'По времени компании ({zone}) и часам на этой странице.',
  },
  en: {
    open: 'Open now.',
    closed: 'Closed now, opens {opens}.',
    off: 'The warning is off: the bot answers alike at any time.',
    by: 'By the company’s time ({zone}) and the hours on this page.',
  },
}
type Row = {
  enabled?: boolean
  reply?: string
  days?: { day?: string; from?: string; to?: string }[]
  holidays?: { date?: string }[]
}
const MINUTE_MS = 60_000

/** What the bot would think now, by what stands on the page, saved or not. */
export function OpenNowLine({ timeZone }: { timeZone: string }) {
  const say = useWords(words)
  const { i18n } = useTranslation()
  const [fields] = useAllFormFields()
  const [now, setNow] = useState<Date | null>(null)
  useEffect(() => {
    setNow(new Date())
    const timer = setInterval(() => setNow(new Date()), MINUTE_MS)
    return () => clearInterval(timer)
  }, [])
  if (!now) return null
  const hours = hoursOf(reduceFieldsToValues(fields, true) as Row)
  const isNowOpen = isOpen(hours, now, timeZone)
  const opens = () => {
    const opening = nextOpening(hours, now, timeZone)
    if (i18n.language !== 'en') return openingInWords(opening, now, timeZone)
    return opening ? `${opening.day} at ${opening.time}` : 'on the next working day'
  }
  const level = !hours.enabled ? '' : isNowOpen ? ' settings-note--ok' : ' settings-note--warning'
  return (
    <p className={`settings-note${level}`} role="status">
      <b>
        {!hours.enabled ? say.off : isNowOpen ? say.open : say.closed.replace('{opens}', opens())}
      </b>{' '}
      {hours.enabled && say.by.replace('{zone}', timeZone)}
    </p>
  )
}

const clock = /^([01]\d|2[0-3]):[0-5]\d$/

/** An array without rows is its length in the state of Payload's form. */
const listOf = <T,>(rows: T[] | undefined): T[] => (Array.isArray(rows) ? rows : [])

function hoursOf({ enabled, reply, days, holidays }: Row): WorkingHours {
  return {
    enabled: !!enabled,
    reply: reply ?? '',
    days: listOf(days).flatMap(({ day, from = '', to = '' }) =>
      day && clock.test(from) && clock.test(to) ? [{ day: Number(day), from, to }] : [],
    ),
    holidays: listOf(holidays).flatMap(({ date }) => (date ? [date.slice(0, 10)] : [])),
  }
}
