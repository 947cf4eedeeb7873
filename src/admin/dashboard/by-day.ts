import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { rows } from '../../database/transaction'
import { keptDays, type Spans, ticketsIn } from './spans'

/** Requests of a day, «2026-11-23», or of an hour, «09:00». */
export type Counts = { at: string; filed: number; byBot: number; closed: number }
/** Of requests closed in the time, by mark. */
export type Mark = { mark: number; count: number }
/** `title`: null where a request has no topic of the catalogue. */
export type Topic = { title: string | null; count: number }

type Of = 'hour' | 'day'
type Bucket = { at: string; count: number; bot: number }
type Kept = Counts & { marks: number[] }

/** What was filed and closed, by days or hours, and the marks given. */
export async function readByDay(
  payload: Payload,
  spans: Spans,
  unit: Of,
): Promise<{ counts: Counts[]; marks: Mark[] }> {
  const [kept, filed, closed, marks] = await Promise.all([
    readKept(payload, spans),
    count(payload, spans, unit, sql`registered_at`),
    count(payload, spans, unit, sql`closed_at`),
    readMarks(payload, spans),
  ])
  const nothing = { filed: 0, byBot: 0, closed: 0 }
  return {
    counts: [
      ...kept,
      ...filed.map(({ at, count, bot }) => ({ ...nothing, at, filed: count, byBot: bot })),
      ...closed.map(({ at, count }) => ({ ...nothing, at, closed: count })),
    ],
    marks: summed([...marks, ...kept.flatMap((day) => marksOf(day.marks))]),
  }
}

const readKept = (payload: Payload, spans: Spans) =>
  rows<Kept>(
    payload,
    sql`SELECT day::text AS at, filed, filed_by_bot AS "byBot", closed, marks FROM ${keptDays(spans)}`,
  )

function count(payload: Payload, spans: Spans, unit: Of, moment: ReturnType<typeof sql>) {
  const format = unit === 'hour' ? 'HH24:00' : 'YYYY-MM-DD'
  return rows<Bucket>(
    payload,
    // Two hours of a night have the same name where clocks are set back
    sql`SELECT to_char(bucket, ${format}) AS at, sum(count)::int AS count, sum(bot)::int AS bot FROM (
        SELECT date_trunc(${unit}, ${moment} AT TIME ZONE ${spans.zone}) AS bucket,
          count(*) AS count, count(*) FILTER (WHERE origin = 'bot') AS bot
        FROM ${ticketsIn(spans, moment)} GROUP BY 1
      ) AS columns GROUP BY 1`,
  )
}

const readMarks = (payload: Payload, spans: Spans) =>
  rows<Mark>(
    payload,
    sql`SELECT mark::int AS mark, count(*)::int AS count FROM ${ticketsIn(spans, sql`closed_at`)}
      WHERE mark IS NOT NULL GROUP BY 1`,
  )

const marksOf = (counts: number[]): Mark[] =>
  counts.map((count, place) => ({ mark: place + 1, count }))

function summed(marks: Mark[]): Mark[] {
  const counts = new Map<number, number>()
  for (const { mark, count } of marks) counts.set(mark, (counts.get(mark) ?? 0) + count)
  return [...counts]
    .map(([mark, count]) => ({ mark, count }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => a.mark - b.mark)
}

export async function countFiled(payload: Payload, spans: Spans): Promise<number> {
  const [found] = await rows<{ count: number }>(
    payload,
    sql`SELECT ((SELECT count(*) FROM ${ticketsIn(spans, sql`registered_at`)})
      + (SELECT coalesce(sum(filed), 0) FROM ${keptDays(spans)}))::int AS count`,
  )
  return found?.count ?? 0
}

/** The ten that occur most. */
export const readTopics = (payload: Payload, spans: Spans) =>
  rows<Topic>(
    payload,
    sql`SELECT title, count FROM (
        SELECT category_id, sum(count)::int AS count FROM (
          SELECT category_id, count FROM ${keptDays(spans)},
            unnest(topics, topic_counts) AS one (category_id, count)
          UNION ALL
          SELECT category_id, count(*) FROM ${ticketsIn(spans, sql`registered_at`)} GROUP BY 1
        ) AS counts GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10
      ) AS topics LEFT JOIN categories ON categories.id = category_id
      ORDER BY count DESC, category_id`,
  )
