import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { foldCounts } from '../src/database/kept-counts'
import { type InTransaction, inTransaction } from '../src/database/transaction'

const daysAtOnce = 31

/**
 * Counts the days of the company's calendar that are over: those nobody has counted yet, and those a
 * request of which has changed since. The overview reads every other day from the requests themselves.
 * What was counted row by row meanwhile (`kept_counts`) becomes one row each.
 */
export function createKeepDayFigures(options: { payload: Payload; timeZone: string }) {
  return async function keepDayFigures() {
    await inTransaction(options.payload, foldCounts)
    let counted
    do counted = await inTransaction(options.payload, (tx) => countDays(tx, options.timeZone))
    while (counted === daysAtOnce)
  }
}

/** @returns how many days were counted, the latest first */
async function countDays({ rows }: InTransaction, zone: string): Promise<number> {
  // A later statement sees all that an earlier one has counted: no old count is put over a newer one
  await rows(sql`SELECT pg_advisory_xact_lock(hashtext('keep-day-figures'))`)
  await rows(sql`DELETE FROM day_figures WHERE zone <> ${zone}`)
  const kept = await rows(sql`
    WITH wanted AS MATERIALIZED (${wantedDays(zone)}),
    taken AS (
      DELETE FROM day_figures_stale WHERE (at AT TIME ZONE ${zone})::date IN (SELECT day FROM wanted)
    )
    INSERT INTO day_figures (zone, day, filed, filed_by_bot, closed, marks,
      topics, topic_counts, answer_buckets, answer_counts)
    SELECT ${zone}, day, filed, filed_by_bot, closed, marks,
      topics, topic_counts, answer_buckets, answer_counts
    FROM (
      SELECT day, day::timestamp AT TIME ZONE ${zone} AS lower,
        (day + 1)::timestamp AT TIME ZONE ${zone} AS upper
      FROM wanted
    ) AS days, ${filedOf}, ${closedOf}, ${answeredOf}
    ON CONFLICT (zone, day) DO UPDATE SET filed = excluded.filed,
      filed_by_bot = excluded.filed_by_bot, closed = excluded.closed, marks = excluded.marks,
      topics = excluded.topics, topic_counts = excluded.topic_counts,
      answer_buckets = excluded.answer_buckets, answer_counts = excluded.answer_counts
    RETURNING day`)
  return kept.length
}

const wantedDays = (zone: string) => sql`
  SELECT day FROM (
    (
      SELECT day::date FROM generate_series(
        (SELECT (least(min(registered_at), min(first_answered_at), min(closed_at))
          AT TIME ZONE ${zone})::date FROM tickets)::timestamp,
        (now() AT TIME ZONE ${zone})::date - interval '1 day', interval '1 day') AS day
      EXCEPT SELECT day FROM day_figures WHERE zone = ${zone}
    )
    UNION SELECT (at AT TIME ZONE ${zone})::date FROM day_figures_stale
  ) AS days
  WHERE day < (now() AT TIME ZONE ${zone})::date
  ORDER BY day DESC LIMIT ${daysAtOnce}`

const filedOf = sql`LATERAL (
    SELECT coalesce(sum(count), 0) AS filed, coalesce(sum(by_bot), 0) AS filed_by_bot,
      coalesce(array_agg(category_id), '{}') AS topics,
      coalesce(array_agg(count), '{}') AS topic_counts
    FROM (
      SELECT category_id, count(*) AS count, count(*) FILTER (WHERE origin = 'bot') AS by_bot
      FROM tickets WHERE registered_at >= lower AND registered_at < upper GROUP BY category_id
    ) AS by_topic
  ) AS of_filed`

const closedOf = sql`LATERAL (
    SELECT count(*) AS closed, ARRAY[${sql.join(
      [1, 2, 3, 4, 5].map((mark) => sql`count(*) FILTER (WHERE mark = ${mark})`),
      sql`, `,
    )}] AS marks
    FROM tickets WHERE closed_at >= lower AND closed_at < upper
  ) AS of_closed`

const answeredOf = sql`LATERAL (
    SELECT coalesce(array_agg(bucket), '{}') AS answer_buckets,
      coalesce(array_agg(count), '{}') AS answer_counts
    FROM (
      SELECT answer_bucket(registered_at, first_answered_at) AS bucket, count(*) AS count
      FROM tickets WHERE first_answered_at >= lower AND first_answered_at < upper GROUP BY 1
    ) AS by_bucket
  ) AS of_answered`
