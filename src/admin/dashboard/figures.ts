import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { connectionOf, rows } from '../../database/transaction'
import { type Counts, countFiled, type Mark, readByDay, readTopics, type Topic } from './by-day'
import { type Answers, readAnswers } from './first-answers'
import { columnsOf, type Period, shifted } from './period'
import { readSpans, type Span, uncounted } from './spans'
import { type HandOver, type Open, readHandOver, readOpen } from './standing'

export type Column = { at: string; filed: number; closed: number }
export type Figures = {
  /** `before`: in as long a time before, cut at the same hour where the period still runs. */
  filed: { count: number; throughBot: number; before: number }
  closed: number
  columns: Column[]
  open: Open[]
  handOver: HandOver
  answers: Answers
  marks: Mark[]
  /** `since`: the first day anybody was counted on, if the period begins before it. */
  activePeople: { count: number; since: string | null }
  solvedByArticles: number
  topics: Topic[]
}

/**
 * Every figure of the overview. Days that are over are read as they were counted once, the others by
 * indexes alone: what a period costs grows with its days, not with the requests of the company.
 */
export async function readFigures(
  payload: Payload,
  period: Period,
  { now, timeZone }: { now: Date; timeZone: string },
): Promise<Figures> {
  const { from, until, before } = await boundsOf(payload, period, now, timeZone)
  const [days, daysBefore] = await Promise.all([
    readSpans(payload, timeZone, { ...period, until }),
    readSpans(payload, timeZone, before),
  ])
  const isDay = period.days === 1
  const spans = isDay ? uncounted(timeZone, { from, until }) : days
  const [byDay, filedBefore, answers, topics, open, handOver, active, solved] = await Promise.all([
    readByDay(payload, spans, isDay ? 'hour' : 'day'),
    countFiled(payload, daysBefore),
    readAnswers(payload, days, { from, until }),
    readTopics(payload, days),
    readOpen(payload),
    readHandOver(payload),
    readActive(payload, period),
    countSolved(payload, { from, until }),
  ])
  const sum = (of: 'filed' | 'byBot' | 'closed') =>
    byDay.counts.reduce((all, counts) => all + counts[of], 0)
  return {
    filed: { count: sum('filed'), throughBot: sum('byBot'), before: filedBefore },
    closed: sum('closed'),
    columns: merged(period, byDay.counts),
    ...{ open, handOver, answers, marks: byDay.marks, topics },
    activePeople: active,
    solvedByArticles: solved,
  }
}

function merged(period: Period, counts: Counts[]): Column[] {
  const columns = new Map(columnsOf(period).map((at) => [at, { at, filed: 0, closed: 0 }]))
  for (const { at, filed, closed } of counts) {
    const column = columns.get(at)
    if (!column) continue
    column.filed += filed
    column.closed += closed
  }
  return [...columns.values()]
}

type Bounds = { from: Date; until: Date; beforeUntil: Date }

/** Midnights of the company's zone, and what has passed of a period that still runs. */
async function boundsOf(payload: Payload, { from, to, days }: Period, now: Date, zone: string) {
  const midnight = (day: string) => sql`(${day}::date::timestamp AT TIME ZONE ${zone})`
  const until = sql`least(${midnight(shifted(to, 1))}, ${now.toISOString()}::timestamptz)`
  const earlier = sql`((${until} AT TIME ZONE ${zone} - make_interval(days => ${days}::int))
    AT TIME ZONE ${zone})`
  const [found] = await rows<Bounds>(
    payload,
    sql`SELECT ${midnight(from)} AS from, ${until} AS until, ${earlier} AS "beforeUntil"`,
  )
  if (!found) throw new Error('The bounds of a period could not be read')
  const iso = (at: Date) => new Date(at).toISOString()
  return {
    ...{ from: iso(found.from), until: iso(found.until) },
    before: {
      from: shifted(from, -days),
      to: shifted(to, -days),
      until: iso(found.beforeUntil),
    },
  }
}

/** Not prepared: a few days are best read by day, a year by person. */
async function readActive(payload: Payload, period: Period): Promise<Figures['activePeople']> {
  const found = await connectionOf(payload).execute(
    sql`SELECT count(*)::int AS count,
        (SELECT nullif(greatest(min(day), ${period.from}::date), ${period.from}::date)::text
          FROM active_days) AS since
      FROM users WHERE EXISTS (SELECT FROM active_days WHERE user_id = users.id
        AND day BETWEEN ${period.from}::date AND ${period.to}::date)`,
  )
  const [people] = (found as unknown as { rows: Figures['activePeople'][] }).rows
  return people ?? { count: 0, since: null }
}

async function countSolved(payload: Payload, { from, until }: Span): Promise<number> {
  const [found] = await rows<{ count: number }>(
    payload,
    sql`SELECT count(*)::int AS count FROM article_events
      WHERE kind = 'solved' AND at >= ${from}::timestamptz AND at < ${until}::timestamptz`,
  )
  return found?.count ?? 0
}
