import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { rows } from '../../database/transaction'

/** Where the name of a document stands: read when the log is looked at, never kept in it. */
const named: Record<string, [table: string, column: string]> = {
  tickets: ['tickets', 'number'],
  users: ['users', 'name'],
  admins: ['admins', 'email'],
  categories: ['categories', 'title'],
  'menu-sections': ['menu_sections', 'title'],
  articles: ['articles', 'title'],
  'article-sections': ['article_sections', 'title'],
  files: ['files', 'name'],
}
const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

export type Titles = (collection: string, id: unknown) => string | undefined

/** Names of documents, one statement a collection. */
export async function readTitles(
  payload: Payload,
  wanted: { collection: string; id: string | null }[],
): Promise<Titles> {
  const known = new Map<string, string>()
  for (const [collection, [table, column]] of Object.entries(named)) {
    const ids = wanted.filter((one) => one.collection === collection && uuid.test(one.id ?? ''))
    if (!ids.length) continue
    const list = sql.join(
      ids.map(({ id }) => sql`${id}`),
      sql`, `,
    )
    const found = await rows<{ id: string; title: string | null }>(
      payload,
      sql`SELECT id::text, ${sql.identifier(column)} AS title FROM ${sql.identifier(table)}
          WHERE id IN (${list})`,
    )
    for (const { id, title } of found) known.set(`${collection} ${id}`, title || '—')
  }
  return (collection, id) => known.get(`${collection} ${String(id)}`)
}
