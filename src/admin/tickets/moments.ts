type When = string | Date | null | undefined

/** Moments as the company's clock shows them. */
export function momentsIn(timeZone: string, language: string) {
  const locale = language === 'en' ? 'en-GB' : 'ru-RU'
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone, ...options })
  const whole = format({ dateStyle: 'medium', timeStyle: 'short' })
  const time = format({ timeStyle: 'short' })
  const day = format({ day: 'numeric', month: 'long', year: 'numeric' })
  const said = (by: Intl.DateTimeFormat) => (at: When) => (at ? by.format(new Date(at)) : '')
  return { whole: said(whole), time: said(time), day: said(day) }
}

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
  if (language === 'en') return seconds < 0 ? 'just now' : 'in a moment'
  return seconds < 0 ? 'только что' : 'вот-вот'
}
