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

/** «22 ноября, 14:05» in the company's zone. */
export function dateInWords(date: Date | string, timeZone: string): string {
  const at = new Date(date)
  const day = new Intl.DateTimeFormat('ru', { day: 'numeric', month: 'long', timeZone }).format(at)
  const time = new Intl.DateTimeFormat('ru', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  }).format(at)
  return `${day}, ${time}`
}
