import type { Payload } from 'payload'
import { dateFormat } from './date-format'

/** The zone the company's days are counted in (TIME_ZONE). */
export const companyZone = ({ config }: Pick<Payload, 'config'>): string =>
  (config.custom as { engine: { config: { TIME_ZONE: string } } }).engine.config.TIME_ZONE

type Reading = { language: string; timeZone: string; now?: Date }

/** «сегодня, 14:05», «вчера, 9:12», «22 ноября, 14:05»; of another year the day alone. */
export function momentInWords(at: Date | string, reading: Reading): string {
  const day = dayInWords(at, reading)
  const isFar = nearDay(at, reading) === undefined && !isThisYear(at, reading)
  return isFar ? day : `${day}, ${said(at, reading, { hour: '2-digit', minute: '2-digit' })}`
}

/** «вчера», «завтра», «22 ноября», «22 ноября 2025 г.» */
export function dayInWords(at: Date | string, reading: Reading): string {
  const near = nearDay(at, reading)
  if (near !== undefined)
    return new Intl.RelativeTimeFormat(reading.language, { numeric: 'auto' }).format(near, 'day')
  const day = { day: 'numeric', month: 'long' } as const
  return said(at, reading, isThisYear(at, reading) ? day : { ...day, year: 'numeric' })
}

/** Days from today, where they have a name of their own. */
function nearDay(at: Date | string, reading: Reading): number | undefined {
  const day = (moment: Date | string) => said(moment, reading, { dateStyle: 'short' })
  const present = (reading.now ?? new Date()).getTime()
  return [0, -1, 1].find((days) => day(at) === day(new Date(present + days * 86_400_000)))
}

function isThisYear(at: Date | string, reading: Reading): boolean {
  const year = (moment: Date | string) => said(moment, reading, { year: 'numeric' })
  return year(at) === year(reading.now ?? new Date())
}

const said = (at: Date | string, { language, timeZone }: Reading, as: Intl.DateTimeFormatOptions) =>
  dateFormat(language, { timeZone, ...as }).format(new Date(at))
