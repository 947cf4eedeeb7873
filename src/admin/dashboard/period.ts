export type PeriodName = 'today' | 'week' | 'month' | 'dates'

/** Calendar days of the company, both included, as «2026-11-23». */
export type Period = { name: PeriodName; from: string; to: string; days: number }

type Asked = { period?: unknown; from?: unknown; to?: unknown }

/** A chart with more columns than that says nothing. */
export const longestPeriod = 366

const lengths = { today: 1, week: 7, month: 30 } as const

/**
 * What the address of the page asks for. Whatever makes no sense in it is left out, so that every
 * address shows something: a day to come is today, the wrong way round is turned, too long is cut.
 */
export function periodOf(asked: Asked, today: string): Period {
  const name = nameOf(asked.period)
  if (name !== 'dates') return periodOfDays(name, shifted(today, 1 - lengths[name]), today)
  const from = dayIn(asked.from) ?? dayIn(asked.to)
  const to = dayIn(asked.to) ?? dayIn(asked.from)
  if (!from || !to) return periodOfDays('dates', today, today)
  const [first, last] = [from, to].map((day) => (day > today ? today : day)).sort() as [
    string,
    string,
  ]
  const earliest = shifted(last, 1 - longestPeriod)
  return periodOfDays('dates', first < earliest ? earliest : first, last)
}

const nameOf = (asked: unknown): PeriodName =>
  asked === 'today' || asked === 'month' || asked === 'dates' ? asked : 'week'

const periodOfDays = (name: PeriodName, from: string, to: string): Period => ({
  ...{ name, from, to },
  days: Math.round((Date.parse(to) - Date.parse(from)) / day) + 1,
})

const day = 86_400_000

function dayIn(asked: unknown): string | null {
  if (typeof asked !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(asked)) return null
  const at = new Date(`${asked}T00:00:00Z`)
  // 31 February is no day
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(asked) ? asked : null
}

/** A calendar day so many days later; calendars know no summer time. */
export const shifted = (from: string, days: number) =>
  new Date(Date.parse(from) + days * day).toISOString().slice(0, 10)

/** Which day it is in the company at this moment. */
export const calendarDay = (at: Date, timeZone: string) =>
  new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at)

/** The columns of a chart: the hours of a single day, else days. */
export function columnsOf({ from, days }: Pick<Period, 'from' | 'days'>): string[] {
  if (days === 1)
    return Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`)
  return Array.from({ length: days }, (_, place) => shifted(from, place))
}
