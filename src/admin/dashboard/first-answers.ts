import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { rows } from '../../database/transaction'
import { keptDays, type Span, type Spans, ticketsIn } from './spans'

/** Seconds from filing to the first public words of an engineer, where those came in the time. */
export type Answers = { count: number; median: number | null; p90: number | null }

type Placed = { share: number; count: number; seconds: number[] | null }

/**
 * Exact, without sorting them all: the counts by magnitude tell in which bucket a rank lies, and the
 * rank is then looked for among the requests of that bucket alone.
 */
export async function readAnswers(payload: Payload, spans: Spans, period: Span): Promise<Answers> {
  const found = await rows<Placed>(
    payload,
    sql`WITH buckets AS (
        SELECT bucket, sum(count)::int AS count FROM (
          SELECT bucket, count FROM ${keptDays(spans)},
            unnest(answer_buckets, answer_counts) AS one (bucket, count)
          UNION ALL
          SELECT answer_bucket(registered_at, first_answered_at), count(*)
          FROM ${ticketsIn(spans, sql`first_answered_at`)} GROUP BY 1
        ) AS counts GROUP BY bucket
      ),
      ranked AS (SELECT bucket, count, sum(count) OVER (ORDER BY bucket) - count AS before FROM buckets),
      places AS (
        SELECT share, count, floor((count - 1) * share) AS low, ceil((count - 1) * share) AS high
        FROM (SELECT sum(count)::int AS count FROM buckets) AS total,
          unnest(ARRAY[0.5, 0.9]) AS share
        WHERE count > 0
      )
      SELECT share::float8, places.count, (
          SELECT array_agg(seconds ORDER BY seconds) FROM (
            SELECT ${seconds} AS seconds FROM tickets
            WHERE answer_bucket(registered_at, first_answered_at) = ANY(ARRAY[first.bucket, last.bucket])
              AND first_answered_at >= ${period.from}::timestamptz
              AND first_answered_at < ${period.until}::timestamptz
            ORDER BY 1 OFFSET low - first.before LIMIT high - low + 1
          ) AS around
        ) AS seconds
      FROM places
        JOIN ranked AS first ON low >= first.before AND low < first.before + first.count
        JOIN ranked AS last ON high >= last.before AND high < last.before + last.count`,
  )
  const at = (share: number) => between(found.find((one) => one.share === share))
  return { count: found[0]?.count ?? 0, median: at(0.5), p90: at(0.9) }
}

// Two clocks may be apart: nobody answers before being asked
const seconds = sql`greatest(extract(epoch FROM first_answered_at - registered_at), 0)::float8`

/** As `percentile_cont` does it: between two ranks, by how near each of them is. */
function between(placed: Placed | undefined): number | null {
  const [low, high = low] = placed?.seconds ?? []
  if (!placed || low === undefined || high === undefined) return null
  return low + (high - low) * (((placed.count - 1) * placed.share) % 1)
}
