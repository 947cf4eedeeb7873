import { sql } from '@payloadcms/db-postgres'
import type { SQL } from 'drizzle-orm'
import type { Payload } from 'payload'
import { connectionOf } from '../src/database/transaction'

/** Where words are looked for: what is found of a row, and the column by which it is new or old. */
export type Place = { table: SQL; id: SQL; at: SQL }

const bounds = {
  /** So many are found, the newest: nobody reads further, and more would take longer. */
  atMost: 1000,
  /** What one row in twenty holds is found among so many of the newest. */
  newest: 20_000,
  /** So many times further back a rarer one is looked for; what is rarer still has few rows at all. */
  furthest: 20,
  /** Words come unevenly: a little further than to where enough of them should be. */
  spare: 1.5,
  /** A word that so many of so few rows hold is no help: reading its entries in the index takes longest. */
  common: { of: 2000, hold: 200 },
}
export const { atMost } = bounds

/**
 * The newest rows that hold every word. Reading a row to learn when it was written is what takes time,
 * so no more are read than needed: what is common is found among the newest, of what is rare all rows
 * are read, and between the two how often the newest hold it tells how far back to look.
 */
export async function byWords(
  payload: Payload,
  words: string[],
  place: Place,
  within = bounds,
): Promise<string[]> {
  if (!words.length) return []
  const all = words.join(' & ')
  const near = await amongNewest(payload, all, place, within)
  if (near.length === within.atMost) return near
  const rare = (words.length > 1 && (await rareOf(payload, words, place, within))) || all
  const find = (when: SQL) => ids(payload, byIndex({ all, rare }, place, when, within.atMost))
  const reach = (within.spare * within.atMost) / near.length
  const from = reach <= within.furthest && (await moment(payload, place, within.newest, reach))
  if (from) {
    const found = await find(sql`${place.at} >= ${from}::timestamptz`)
    if (found.length === within.atMost) return found
  }
  return find(sql`true`)
}

/** Stops as soon as there are enough; by index the planner would sort all that hold a common word. */
const amongNewest = (payload: Payload, query: string, { table, id, at }: Place, within: Bounds) =>
  ids(
    payload,
    sql`SELECT id FROM (SELECT ${id} AS id, ${at} AS at, words FROM ${table}
        ORDER BY ${at} DESC LIMIT ${within.newest}) AS newest
      WHERE words @@ to_tsquery('russian', ${query}) ORDER BY at DESC LIMIT ${within.atMost}`,
  )

type Bounds = typeof bounds
/** The words that are not common, as a query; «не» is no word at all, nothing holds it. */
async function rareOf(payload: Payload, words: string[], { table, at }: Place, { common }: Bounds) {
  const [told] = await answers<{ rare: string | null }>(
    payload,
    sql`WITH sample AS MATERIALIZED (
        SELECT words FROM ${table} ORDER BY ${at} DESC LIMIT ${common.of})
      SELECT string_agg(word, ' & ') AS rare
      FROM jsonb_array_elements_text(${JSON.stringify(words)}::jsonb) AS word
      WHERE numnode(to_tsquery('russian', word)) > 0 AND ${common.hold} >=
        (SELECT count(*) FROM sample WHERE words @@ to_tsquery('russian', word))`,
  )
  return told?.rare
}

/** The moment so many times further back than the newest rows reach; null where none has a time. */
async function moment(payload: Payload, { table, at }: Place, newest: number, times: number) {
  const [told] = await answers<{ since: string | null }>(
    payload,
    sql`SELECT (max(at) - ${times}::float8 * (max(at) - min(at)))::text AS since
      FROM (SELECT ${at} AS at FROM ${table} ORDER BY ${at} DESC LIMIT ${newest}) AS newest`,
  )
  return told?.since
}

/** IS TRUE keeps common words from the index; materialized, or the planner would walk by time. */
const byIndex = (
  { all, rare }: { all: string; rare: string },
  { table, id, at }: Place,
  when: SQL,
  most: number,
) => sql`
  WITH hits AS MATERIALIZED (
    SELECT ${id} AS id, ${at} AS at FROM ${table}
    WHERE words @@ to_tsquery('russian', ${rare}) AND ${when}
      AND (words @@ to_tsquery('russian', ${all})) IS TRUE)
  SELECT id FROM hits ORDER BY at DESC LIMIT ${most}`

export const ids = async (payload: Payload, query: SQL): Promise<string[]> =>
  (await answers<{ id: string }>(payload, query)).map(({ id }) => id)

/** Not prepared: how it is best answered depends on how common the words are. */
async function answers<Row>(payload: Payload, query: SQL): Promise<Row[]> {
  return ((await connectionOf(payload).execute(query)) as unknown as { rows: Row[] }).rows
}
