import type { StatusRow } from './ticket-status'
import type { Interval } from './working-hours'

/** Places (from 1) of rows that no request can ever reach, because rows above take all of theirs. */
export function unreachableRows(
  rows: Pick<StatusRow, 'naumenStates' | 'needsEmployee'>[],
): number[] {
  const taken = new Set<string>()
  return rows.flatMap(({ naumenStates, needsEmployee }, at) => {
    const people = needsEmployee === 'any' ? ['yes', 'no'] : [needsEmployee]
    const own = naumenStates.flatMap((state) => people.map((person) => `${state} ${person}`))
    const isDead = own.length > 0 && own.every((one) => taken.has(one))
    own.forEach((one) => taken.add(one))
    return isDead ? [at + 1] : []
  })
}

/** Why the working days can't be as they are written; null when they can. */
export function problemOfDays(days: Interval[], language: 'ru' | 'en' = 'ru'): string | null {
  const say = words[language]
  const spans = days.map((one) => spanOf(one))
  const empty = days.findIndex(({ from, to }) => from === to)
  if (empty >= 0) return say.empty(dayName(days[empty]!.day, language))
  for (const [at, one] of spans.entries())
    for (const other of spans.slice(at + 1))
      if (meet(one, other)) return say.overlap(dayName(days[at]!.day, language))
  return null
}

const day = 24 * 60
const week = 7 * day
type Span = { from: number; to: number }

/** Minutes from Monday's midnight; an evening that ends in the morning goes on into the next day. */
function spanOf({ day: weekday, from, to }: Interval): Span {
  const start = (weekday - 1) * day
  const [begins, ends] = [minutesOf(from), minutesOf(to)]
  return { from: start + begins, to: start + (ends > begins ? ends : ends + day) }
}

/** Sunday's night may reach into Monday. */
const meet = (one: Span, other: Span) =>
  [-week, 0, week].some((by) => one.from + by < other.to && other.from < one.to + by)

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

/** 1 is Monday. */
export function dayName(weekday: number, language: 'ru' | 'en'): string {
  const format = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' })
  const name = format.format(new Date(Date.UTC(2024, 0, weekday)))
  return name.charAt(0).toUpperCase() + name.slice(1)
}

const words = {
  ru: {
    empty: (name: string) =>
      `${name}: начало и конец совпадают. Для круглых суток напишите 00:00 и 23:59.`,
    overlap: (name: string) => `${name}: часы пересекаются с другой строкой. Объедините их.`,
  },
  en: {
    empty: (name: string) =>
      `${name}: begins and ends at the same time. For a whole day write 00:00 and 23:59.`,
    overlap: (name: string) => `${name}: the hours overlap with another row. Join them.`,
  },
}
