import type { PostgresAdapter } from '@payloadcms/db-postgres'
import { sql } from '@payloadcms/db-postgres'
import { PgDialect } from 'drizzle-orm/pg-core'
import type { Payload } from 'payload'
import type { InTransaction } from './transaction'

type Count = PostgresAdapter['countDistinct']
type Asked = Pick<Parameters<Count>[0], 'column' | 'joins' | 'tableName' | 'where'>

/** Collections that grow with the company's years; triggers keep the count of their rows. */
const kept = ['tickets', 'messages', 'audit_log']

/**
 * Payload counts all that matches at every page of a list. Where that is a whole collection, or all
 * requests of some statuses, the answer stands in `kept_counts`; anything else is counted as ever.
 */
export function readKeptCounts(payload: Payload): void {
  const adapter = payload.db as unknown as { countDistinct: Count }
  const count = adapter.countDistinct.bind(adapter)
  adapter.countDistinct = async (asked) => {
    const kinds = kindsOf(asked)
    if (!kinds) return count(asked)
    const ofKinds = kinds.length ? sql`AND kind IN ${kinds}` : sql``
    const { rows } = await asked.db.execute<{ count: number }>(
      sql`SELECT coalesce(sum(rows), 0)::float8 AS count FROM kept_counts
          WHERE relation = ${asked.tableName} ${ofKinds}`,
    )
    return rows[0]?.count ?? 0
  }
}

/** What has gathered since the last time becomes one row each; readers see all of it or none. */
export const foldCounts = ({ rows }: InTransaction) =>
  rows(sql`
    WITH gathered AS (DELETE FROM kept_counts RETURNING *)
    INSERT INTO kept_counts
      SELECT relation, kind, sum(rows) FROM gathered
      GROUP BY relation, kind HAVING sum(rows) <> 0`)

const dialect = new PgDialect()
const byStatus = /^\(*"tickets"\."status" (= \$\d+|in \(\$\d+(, \$\d+)*\))\)*$/

/** @returns none for the whole collection, null where the count is not kept */
function kindsOf({ column, joins, tableName, where }: Asked): string[] | null {
  if (column || joins.length || !kept.includes(tableName)) return null
  if (!where) return []
  const { sql: condition, params } = dialect.sqlToQuery(where)
  return byStatus.test(condition) ? params.map(String) : null
}
