import { saidIn } from '../../domain/said'
import { dayInWords, momentInWords } from './company-time'
import { dateFormat } from './date-format'

type When = string | Date | null | undefined

/** Moments as the company's clock shows them. */
export function momentsIn(timeZone: string, language: string) {
  const clock = dateFormat(language, { timeZone, timeStyle: 'short' })
  const said = (words: (at: string | Date) => string) => (at: When) => (at ? words(at) : '')
  return {
    whole: said((at) => momentInWords(at, { language, timeZone })),
    time: said((at) => clock.format(new Date(at))),
    day: said((at) => dayInWords(at, { language, timeZone })),
  }
}

const justNow = { ru: 'только что', en: 'just now' }
const soon = { ru: 'вот-вот', en: 'in a moment' }

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]

/** «2 часа назад», «через 5 минут». */
export function fromNow(at: string | Date, language: string, now = Date.now()): string {
  const seconds = (new Date(at).getTime() - now) / 1000
  const relative = new Intl.RelativeTimeFormat(language === 'en' ? 'en' : 'ru', {
    numeric: 'always',
  })
  for (const [unit, length] of units)
    if (Math.abs(seconds) >= length) return relative.format(Math.trunc(seconds / length), unit)
  return saidIn(language, seconds < 0 ? justNow : soon)
}
