/** Telegram counts seconds, the other parts send ISO or «дд.мм.гггг чч:мм:сс»; all become a Date. */
export function momentOf(value: number | string | null | undefined): Date | undefined {
  if (value === null || value === undefined || value === '') return undefined
  if (typeof value === 'number') return new Date(value < 1e11 ? value * 1000 : value)
  const russian = /^(\d{2})\.(\d{2})\.(\d{4})[ T](\d{2}:\d{2}(?::\d{2})?)/.exec(value)
  const naumen = /^(\d{4})\.(\d{2})\.(\d{2})[ T](\d{2}:\d{2}(?::\d{2})?)/.exec(value)
  const iso = russian
    ? `${russian[3]}-${russian[2]}-${russian[1]}T${russian[4]}`
    : naumen
      ? `${naumen[1]}-${naumen[2]}-${naumen[3]}T${naumen[4]}`
      : value
  const date = new Date(iso)
  return Number.isNaN(date.getTime()) ? undefined : date
}

const clock = new Intl.DateTimeFormat('ru', { hour: '2-digit', minute: '2-digit' })
const dayAndMonth = new Intl.DateTimeFormat('ru', { day: 'numeric', month: 'long' })
const shortDay = new Intl.DateTimeFormat('ru', {
  day: '2-digit',
  month: '2-digit',
  year: '2-digit',
})

export const timeOf = (date: Date | undefined) => (date ? clock.format(date) : '')

export function dayOf(date: Date, now: Date): string {
  if (date.toDateString() === now.toDateString()) return 'Сегодня'
  const yesterday = new Date(now)
  yesterday.setDate(now.getDate() - 1)
  return date.toDateString() === yesterday.toDateString() ? 'Вчера' : dayAndMonth.format(date)
}

/** Today only the time; earlier the day as well. */
export function whenOf(date: Date | undefined, now: Date): string {
  if (!date) return ''
  const isToday = date.toDateString() === now.toDateString()
  return isToday ? clock.format(date) : `${shortDay.format(date)} ${clock.format(date)}`
}
