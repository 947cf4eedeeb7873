/** When the support works, by the clock on the company's wall. */
export type WorkingHours = {
  enabled: boolean
  /** What is said outside of them; `{opens}` stands for the next opening. Empty: our words. */
  reply: string
  /** `day` 1 is Monday; `to` not after `from` means into the next day. */
  days: Interval[]
  /** Days on which nobody begins to work: «2026-11-04». */
  holidays: string[]
}

export type Interval = { day: number; from: string; to: string }

/** A moment on the wall's clock: «2026-11-24» and «09:00». */
export type Opening = { day: string; time: string }

const dayMinutes = 24 * 60
/** Longer than any row of holidays. */
const farthestDays = 400

/** Nothing said of working days means that there is always somebody. */
export function isOpen(hours: WorkingHours, now: Date, timeZone: string): boolean {
  if (!hours.enabled || !hours.days.length) return true
  const { day, minute } = wallClock(now, timeZone)
  const within = (one: string, at: number) =>
    startsOn(hours, one).some(({ from, to }) => from <= at && at < to)
  return within(day, minute) || within(addDays(day, -1), minute + dayMinutes)
}

/** The next beginning of work after `now`; null when none is in sight. Ask only while it is closed. */
export function nextOpening(hours: WorkingHours, now: Date, timeZone: string): Opening | null {
  const { day: today, minute } = wallClock(now, timeZone)
  for (let ahead = 0; ahead <= farthestDays; ahead++) {
    const day = addDays(today, ahead)
    const starts = startsOn(hours, day).map(({ from }) => from)
    const next = starts.filter((from) => ahead > 0 || from > minute)
    if (next.length) return { day, time: clockOf(Math.min(...next)) }
  }
  return null
}

/** «сегодня в 09:00», «завтра в 09:00», «в понедельник, 30 ноября, в 09:00». */
export function openingInWords(opening: Opening | null, now: Date, timeZone: string): string {
  if (!opening) return 'в ближайший рабочий день'
  const { day, time } = opening
  const today = wallClock(now, timeZone).day
  if (day === today) return `сегодня в ${time}`
  if (day === addDays(today, 1)) return `завтра в ${time}`
  const date = new Intl.DateTimeFormat('ru', { day: 'numeric', month: 'long', timeZone: 'UTC' })
  const year = day.slice(0, 4) === today.slice(0, 4) ? '' : ` ${day.slice(0, 4)} года`
  return `${onWeekday[weekdayOf(day) - 1]}, ${date.format(noon(day))}${year}, в ${time}`
}

/** What the bot says while the support is closed; null while it is open. */
export function closedReply(hours: WorkingHours, now: Date, timeZone: string) {
  if (isOpen(hours, now, timeZone)) return null
  const opening = nextOpening(hours, now, timeZone)
  const opens = openingInWords(opening, now, timeZone)
  const reply = (hours.reply.trim() || ourReply).replaceAll('{opens}', () => opens)
  return { reply, opening }
}

/** Said when an administrator has written nothing. */
export const ourReply =
  'Сейчас нерабочее время. Заявки принимаем круглосуточно, инженеры ответят {opens}.'

const onWeekday = [
  'в понедельник',
  'во вторник',
  'в среду',
  'в четверг',
  'в пятницу',
  'в субботу',
  'в воскресенье',
]

/** The intervals that begin on a day, in minutes from its midnight; none on a holiday. */
function startsOn({ days, holidays }: WorkingHours, day: string) {
  if (holidays.includes(day)) return []
  const own = days.filter((one) => one.day === weekdayOf(day))
  return own.map((one) => {
    const [from, to] = [minutesOf(one.from), minutesOf(one.to)]
    return { from, to: to > from ? to : to + dayMinutes }
  })
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

const clockOf = (minutes: number) =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':')

function wallClock(now: Date, timeZone: string): { day: string; minute: number } {
  // Sweden writes its dates as ISO 8601 does
  const format = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  const [day = '', time = ''] = format.format(now).split(' ')
  return { day, minute: minutesOf(time) }
}

/** Days alone know no zone: they are counted where none has a summer time. */
const noon = (day: string) => new Date(`${day}T12:00:00Z`)

const addDays = (day: string, count: number) =>
  new Date(noon(day).getTime() + count * 86_400_000).toISOString().slice(0, 10)

const weekdayOf = (day: string) => noon(day).getUTCDay() || 7
