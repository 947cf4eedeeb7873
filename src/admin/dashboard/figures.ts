import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { rows } from '../../database/transaction'
import { columnsOf, type Period, shifted } from './period'

export type Column = { at: string; filed: number; closed: number }
export type Figures = {
  /** `before`: in as long a time before, cut at the same hour where the period still runs. */
  filed: { count: number; throughBot: number; before: number }
  closed: number
  columns: Column[]
  /** As things stand now, whatever the period. */
  open: { status: string; count: number }[]
  handOver: { waiting: number; failed: number; oldest: string | null }
  /** Seconds from filing to the first public words of an engineer, where those came in the period. */
  answers: { count: number; median: number | null; p90: number | null }
  /** Of tickets closed in the period, by mark. */
  marks: { mark: number; count: number }[]
  /** `since`: the first day anybody was counted on, if the period begins before it. */
  activePeople: { count: number; since: string | null }
  solvedByArticles: number
  /** The ten that occur most; the title is null where a ticket has no topic of the catalogue. */
  topics: { title: string | null; count: number }[]
}

type Bounds = { from: Date; until: Date; beforeFrom: Date; beforeUntil: Date }
type Asking = {
  payload: Payload
  period: Period
  timeZone: string
  from: string
  until: string
  before: { from: string; until: string }
}

/** Every figure of the overview. Each question reads an index only, whatever lies in the table. */
export async function readFigures(
  payload: Payload,
  period: Period,
  { now, timeZone }: { now: Date; timeZone: string },
): Promise<Figures> {
  const asking = { payload, period, timeZone, ...(await boundsOf(payload, period, now, timeZone)) }
  const [filed, before, closed, marks, open, handOver, answers, active, solved, topics] =
    await Promise.all([
      readFiled(asking),
      countFiled(payload, asking.before),
      readClosed(asking),
      readMarks(asking),
      readOpen(payload),
      readHandOver(payload),
      readAnswers(asking),
      readActive(asking),
      countSolved(asking),
      readTopics(asking),
    ])
  return {
    filed: {
      count: sumOf(filed),
      throughBot: filed.reduce((sum, row) => sum + row.bot, 0),
      before,
    },
    closed: sumOf(closed),
    columns: merged(period, filed, closed),
    ...{ marks, open, handOver, answers, topics },
    activePeople: active,
    solvedByArticles: solved,
  }
}

type Bucket = { at: string; count: number }

const sumOf = (buckets: Bucket[]) => buckets.reduce((sum, { count }) => sum + count, 0)

function merged(period: Period, filed: Bucket[], closed: Bucket[]): Column[] {
  const countIn = (buckets: Bucket[]) => new Map(buckets.map(({ at, count }) => [at, count]))
  const [filedAt, closedAt] = [countIn(filed), countIn(closed)]
  return columnsOf(period).map((at) => ({
    at,
    filed: filedAt.get(at) ?? 0,
    closed: closedAt.get(at) ?? 0,
  }))
}

/** Midnights of the company's zone, and what has passed of a period that still runs. */
async function boundsOf(payload: Payload, { from, to, days }: Period, now: Date, zone: string) {
  const midnight = (day: string) => sql`(${day}::date::timestamp AT TIME ZONE ${zone})`
  const until = sql`least(${midnight(shifted(to, 1))}, ${now.toISOString()}::timestamptz)`
  const earlier = sql`((${until} AT TIME ZONE ${zone} - make_interval(days => ${days}::int))
    AT TIME ZONE ${zone})`
  const [found] = await rows<Bounds>(
    payload,
    sql`SELECT ${midnight(from)} AS from, ${until} AS until,
      ${midnight(shifted(from, -days))} AS "beforeFrom", ${earlier} AS "beforeUntil"`,
  )
  if (!found) throw new Error('The bounds of a period could not be read')
  const iso = (at: Date) => new Date(at).toISOString()
  return {
    ...{ from: iso(found.from), until: iso(found.until) },
    before: { from: iso(found.beforeFrom), until: iso(found.beforeUntil) },
  }
}

const within = (column: ReturnType<typeof sql>, { from, until }: { from: string; until: string }) =>
  sql`${column} >= ${from}::timestamptz AND ${column} < ${until}::timestamptz`

/** Rows of a chart. */
function bucketed({ period, timeZone }: Asking, column: ReturnType<typeof sql>) {
  const unit = period.days === 1 ? 'hour' : 'day'
  return {
    bucket: sql`date_trunc(${unit}, ${column} AT TIME ZONE ${timeZone})`,
    named: sql`to_char(bucket, ${period.days === 1 ? 'HH24:00' : 'YYYY-MM-DD'})`,
  }
}

function readFiled(asking: Asking) {
  const { bucket, named } = bucketed(asking, sql`registered_at`)
  return rows<Bucket & { bot: number }>(
    asking.payload,
    sql`SELECT ${named} AS at, sum(count)::int AS count, sum(bot)::int AS bot FROM (
        SELECT ${bucket} AS bucket, count(*) AS count,
          count(*) FILTER (WHERE origin = 'bot') AS bot
        FROM tickets WHERE ${within(sql`registered_at`, asking)} GROUP BY 1
      ) AS columns GROUP BY 1`,
  )
}

function readClosed(asking: Asking) {
  const { bucket, named } = bucketed(asking, sql`closed_at`)
  return rows<Bucket>(
    asking.payload,
    sql`SELECT ${named} AS at, sum(count)::int AS count FROM (
        SELECT ${bucket} AS bucket, count(*) AS count
        FROM tickets WHERE ${within(sql`closed_at`, asking)} GROUP BY 1
      ) AS columns GROUP BY 1`,
  )
}

const countFiled = (payload: Payload, bounds: { from: string; until: string }) =>
  countOf(
    payload,
    sql`SELECT count(*)::int AS count FROM tickets
    WHERE ${within(sql`registered_at`, bounds)}`,
  )

const readMarks = (asking: Asking) =>
  rows<{ mark: number; count: number }>(
    asking.payload,
    sql`SELECT mark::int AS mark, count(*)::int AS count FROM tickets
      WHERE ${within(sql`closed_at`, asking)} AND mark IS NOT NULL GROUP BY 1 ORDER BY 1`,
  )

const readOpen = (payload: Payload) =>
  rows<{ status: string; count: number }>(
    payload,
    sql`SELECT status::text AS status, count(*)::int AS count FROM tickets
      WHERE status <> 'closed' GROUP BY tickets.status ORDER BY tickets.status`,
  )

async function readHandOver(payload: Payload): Promise<Figures['handOver']> {
  const waiting = sql`('waiting', 'creating')`
  const [found] = await rows<{ waiting: number; failed: number; oldest: Date | null }>(
    payload,
    sql`SELECT sum(count) FILTER (WHERE is_waiting)::int AS waiting,
        coalesce(sum(count) FILTER (WHERE NOT is_waiting), 0)::int AS failed, min(oldest) AS oldest
      FROM (
        SELECT true AS is_waiting, count(*) AS count, min(created_at) AS oldest FROM tickets
          WHERE hand_over_state IN ('waiting', 'creating', 'created')
        UNION ALL SELECT true, count(*), min(sent_at) FROM messages
          WHERE hand_over_state IN ${waiting}
        UNION ALL SELECT false, count(*), NULL FROM tickets WHERE hand_over_state = 'failed'
        UNION ALL SELECT false, count(*), NULL FROM messages WHERE hand_over_state = 'failed'
      ) AS parts`,
  )
  const { waiting: count = 0, failed = 0, oldest = null } = found ?? {}
  return { waiting: count, failed, oldest: oldest && new Date(oldest).toISOString() }
}

async function readAnswers(asking: Asking): Promise<Figures['answers']> {
  const [found] = await rows<Figures['answers']>(
    asking.payload,
    sql`SELECT count(*)::int AS count,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS median,
        percentile_cont(0.9) WITHIN GROUP (ORDER BY seconds) AS p90
      FROM (
        -- Two clocks may be apart: nobody answers before being asked
        SELECT greatest(extract(epoch FROM first_answered_at - registered_at), 0)::float8 AS seconds
        FROM tickets WHERE ${within(sql`first_answered_at`, asking)}
      ) AS answered`,
  )
  return found ?? { count: 0, median: null, p90: null }
}

async function readActive({ payload, period }: Asking): Promise<Figures['activePeople']> {
  const [found] = await rows<Figures['activePeople']>(
    payload,
    sql`SELECT count(*)::int AS count,
        (SELECT nullif(greatest(min(day), ${period.from}::date), ${period.from}::date)::text
          FROM active_days) AS since
      FROM (SELECT DISTINCT user_id FROM active_days
        WHERE day BETWEEN ${period.from}::date AND ${period.to}::date) AS people`,
  )
  return found ?? { count: 0, since: null }
}

const countSolved = (asking: Asking) =>
  countOf(
    asking.payload,
    sql`SELECT count(*)::int AS count FROM article_events
    WHERE kind = 'solved' AND ${within(sql`at`, asking)}`,
  )

const readTopics = (asking: Asking) =>
  rows<Figures['topics'][number]>(
    asking.payload,
    sql`SELECT title, count FROM (
        SELECT category_id, count(*)::int AS count FROM tickets
        WHERE ${within(sql`registered_at`, asking)}
        GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10
      ) AS topics LEFT JOIN categories ON categories.id = category_id
      ORDER BY count DESC, category_id`,
  )

async function countOf(payload: Payload, query: ReturnType<typeof sql>): Promise<number> {
  const [found] = await rows<{ count: number }>(payload, query)
  return found?.count ?? 0
}
