import type { Payload } from 'payload'

/** The zone the company's days are counted in (TIME_ZONE). */
export const companyZone = ({ config }: Pick<Payload, 'config'>): string =>
  (config.custom as { engine: { config: { TIME_ZONE: string } } }).engine.config.TIME_ZONE

type Reading = { language: string; timeZone: string; now?: Date }

/** «сегодня, 14:05», «вчера, 9:12», «22 ноября, 14:05»; another year is named. */
export function momentInWords(at: Date | string, { language, timeZone, now }: Reading): string {
  const [moment, present] = [new Date(at), now ?? new Date()]
  const inZone = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'ru', { timeZone, ...options })
  const day = inZone({ dateStyle: 'short' })
  const time = inZone({ hour: '2-digit', minute: '2-digit' }).format(moment)
  const daysAgo = [0, 1].find(
    (days) => day.format(moment) === day.format(new Date(present.getTime() - days * 86_400_000)),
  )
  if (daysAgo !== undefined) {
    const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
    return `${relative.format(-daysAgo, 'day')}, ${time}`
  }
  const year = inZone({ year: 'numeric' })
  const isThisYear = year.format(moment) === year.format(present)
  return isThisYear
    ? `${inZone({ day: 'numeric', month: 'long' }).format(moment)}, ${time}`
    : inZone({ day: 'numeric', month: 'long', year: 'numeric' }).format(moment)
}
