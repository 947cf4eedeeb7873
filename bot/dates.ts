const plural = new Intl.PluralRules('ru')

/** «1 заявка», «2 заявки», «5 заявок». */
export function counted(count: number, one: string, few: string, many: string): string {
  const form = plural.select(count)
  return `${count} ${form === 'one' ? one : form === 'few' ? few : many}`
}

/** «45 секунд», «2 минуты»: how long to wait. */
export function inWords(seconds: number): string {
  return seconds < 90
    ? counted(seconds, 'секунду', 'секунды', 'секунд')
    : counted(Math.ceil(seconds / 60), 'минуту', 'минуты', 'минут')
}

/** «22 ноября, 14:05» in the company's zone; another year is named. */
export function dateInWords(date: Date | string, timeZone: string, now = new Date()): string {
  const at = new Date(date)
  const yearOf = (one: Date) =>
    new Intl.DateTimeFormat('ru', { year: 'numeric', timeZone }).format(one)
  const day = new Intl.DateTimeFormat('ru', { day: 'numeric', month: 'long', timeZone }).format(at)
  const time = new Intl.DateTimeFormat('ru', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  }).format(at)
  return yearOf(at) === yearOf(now) ? `${day}, ${time}` : `${day} ${yearOf(at)}, ${time}`
}

const minute = 60
const hour = 60 * minute
const day = 24 * hour
const year = 365 * day

/** «2 ч», «3 дн.»: how long ago, for a place as small as a button. */
export function ageInWords(seconds: number): string {
  if (seconds < minute) return 'сейчас'
  if (seconds < hour) return `${Math.floor(seconds / minute)} мин`
  if (seconds < day) return `${Math.floor(seconds / hour)} ч`
  if (seconds < 31 * day) return `${Math.floor(seconds / day)} дн.`
  if (seconds < year) return `${Math.floor(seconds / (30.5 * day))} мес.`
  const years = Math.floor(seconds / year)
  return `${years} ${plural.select(years) === 'many' ? 'л.' : 'г.'}`
}

/** «14:05:33», for what has just happened. */
export const timeInWords = (date: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('ru', { timeStyle: 'medium', timeZone }).format(date)
