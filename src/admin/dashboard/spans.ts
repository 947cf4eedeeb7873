import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { rows } from '../../database/transaction'

export type Span = { from: string; until: string }

/** A time cut into days whose figures are kept (jobs/keep-day-figures.ts) and the rest of it. */
export type Spans = { zone: string; kept: string[]; rest: Span[] }

type Day = { day: string; lower: Date; upper: Date; kept: boolean }

/** @param asked calendar days, both included, and the moment the last of them is cut at */
export async function readSpans(
  payload: Payload,
  zone: string,
  asked: { from: string; to: string; until: string },
): Promise<Spans> {
  const days = await rows<Day>(
    payload,
    sql`WITH days AS (
        SELECT day::date, day AT TIME ZONE ${zone} AS lower,
          (day + interval '1 day') AT TIME ZONE ${zone} AS over
        FROM generate_series(${asked.from}::timestamp, ${asked.to}::timestamp, interval '1 day') AS day
      ),
      stale AS (
        SELECT DISTINCT (at AT TIME ZONE ${zone})::date AS day FROM day_figures_stale
        WHERE at >= (SELECT min(lower) FROM days) AND at < (SELECT max(over) FROM days)
      )
      SELECT day::text, lower, least(over, ${asked.until}::timestamptz) AS upper,
        kept.day IS NOT NULL AND stale.day IS NULL AND over <= ${asked.until}::timestamptz AS kept
      FROM days LEFT JOIN stale USING (day)
        LEFT JOIN (SELECT day FROM day_figures WHERE zone = ${zone}) AS kept USING (day)
      ORDER BY day`,
  )
  return {
    zone,
    kept: days.filter(({ kept }) => kept).map(({ day }) => day),
    rest: joined(days.filter(({ kept, lower, upper }) => !kept && lower < upper)),
  }
}

/** The same time, nothing of it kept: what the hours of a day are counted from. */
export const uncounted = (zone: string, span: Span): Spans => ({ zone, kept: [], rest: [span] })

function joined(days: Day[]): Span[] {
  const spans: Span[] = []
  for (const { lower, upper } of days) {
    const [from, until] = [lower, upper].map((at) => new Date(at).toISOString()) as [string, string]
    const last = spans.at(-1)
    if (last?.until === from) last.until = until
    else spans.push({ from, until })
  }
  return spans
}

/** Requests of the days that are not kept, by one of their moments: `FROM ${…} WHERE …`. */
export const ticketsIn = ({ rest }: Spans, moment: ReturnType<typeof sql>) =>
  sql`jsonb_to_recordset(${JSON.stringify(rest)}::jsonb) AS span ("from" timestamptz, "until" timestamptz)
    JOIN tickets ON ${moment} >= span."from" AND ${moment} < span."until"`

export const keptDays = ({ zone, kept }: Spans) =>
  sql`(SELECT * FROM day_figures WHERE zone = ${zone} AND day = ANY(${sql.param(kept)}::date[])) AS kept`
