import type { Figures } from './figures'
import { columnsOf, periodOf, shifted } from './period'

/** A request as the tests of the figures make them up. */
export type Ticket = {
  number: string
  user: string
  origin: 'bot' | 'naumen'
  category: string | null
  status: string
  handOver: string
  mark: number | null
  filed: string
  answered: string | null
  closed: string | null
}

/** The clock on the wall, «2026-11-01 18:30:00». */
export const clock = (timeZone: string) => {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    ...{ dateStyle: 'short', timeStyle: 'medium' },
  })
  const known = new Map<string | Date, string>()
  return (at: string | Date) => {
    const text = known.get(at) ?? format.format(new Date(at))
    known.set(at, text)
    return text
  }
}

type Table = { tickets: Ticket[]; topics: { id: string; title: string }[]; noon: Date }

/** What a person with the whole table, a calendar and a pencil would find. */
export function counted(
  { tickets, topics, noon }: Table,
  asked: Parameters<typeof periodOf>[0],
  timeZone: string,
): Partial<Figures> {
  const wall = clock(timeZone)
  const period = periodOf(asked, wall(noon).slice(0, 10))
  const isIn = (at: string | null, from = period.from, to = period.to) =>
    at !== null &&
    new Date(at) < noon &&
    wall(at).slice(0, 10) >= from &&
    wall(at).slice(0, 10) <= to
  const filed = tickets.filter((ticket) => isIn(ticket.filed))
  const closed = tickets.filter((ticket) => isIn(ticket.closed))
  const runs = period.to === wall(noon).slice(0, 10)
  const earlierEnd = `${shifted(period.to, -period.days)} ${runs ? wall(noon).slice(11) : '24'}`
  const before = tickets.filter(
    (ticket) =>
      wall(ticket.filed).slice(0, 10) >= shifted(period.from, -period.days) &&
      wall(ticket.filed) < earlierEnd,
  )
  const columnOf = (at: string) =>
    period.days === 1 ? `${wall(at).slice(11, 13)}:00` : wall(at).slice(0, 10)
  const filedBy = numbers(filed.map((ticket) => columnOf(ticket.filed)))
  const closedBy = numbers(closed.map((ticket) => columnOf(ticket.closed!)))
  const waits = tickets.filter(({ answered }) => isIn(answered)).map(secondsToAnswer)
  return {
    filed: {
      count: filed.length,
      throughBot: filed.filter(({ origin }) => origin === 'bot').length,
      before: before.length,
    },
    closed: closed.length,
    columns: columnsOf(period).map((at) => ({
      at,
      filed: filedBy.get(at) ?? 0,
      closed: closedBy.get(at) ?? 0,
    })),
    marks: [1, 2, 3, 4, 5]
      .map((mark) => ({ mark, count: closed.filter((one) => one.mark === mark).length }))
      .filter(({ count }) => count),
    answers: { count: waits.length, median: quantile(waits, 0.5), p90: quantile(waits, 0.9) },
    topics: tenMost(filed, topics),
  }
}

const secondsToAnswer = ({ answered, filed }: Ticket) =>
  Math.max(0, (Date.parse(answered!) - Date.parse(filed)) / 1000)

function quantile(values: number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const place = (sorted.length - 1) * share
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]]
  return low === undefined || high === undefined ? null : low + (high - low) * (place % 1)
}

function numbers<T>(values: T[]): Map<T, number> {
  const found = new Map<T, number>()
  for (const value of values) found.set(value, (found.get(value) ?? 0) + 1)
  return found
}

const tenMost = (filed: Ticket[], topics: Table['topics']) =>
  [...numbers(filed.map(({ category }) => category))]
    .toSorted(([a, many], [b, more]) => more - many || ((a ?? 'z') < (b ?? 'z') ? -1 : 1))
    .slice(0, 10)
    .map(([id, count]) => ({ title: topics.find((one) => one.id === id)?.title ?? null, count }))
