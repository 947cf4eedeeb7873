import { sql } from '@payloadcms/db-postgres'
import type { InTransaction } from '../../src/database/transaction'
import type { Article } from '../../src/domain/article'
import { richTextToHtml } from '../../src/domain/text'

type Reading = Pick<InTransaction, 'rows'>

export type Shelf = { id: string; title: string; emoji: string | null; count: number }

export type ListedArticle = { id: string; title: string }

/** Articles that stand on no shelf. */
export const noShelf = 'other'

/** What employees may read: drafts, and whatever stands on a shelf put away, are not there. */
const isShown = sql`articles._status = 'published'
  AND (section_id IS NULL OR section_id IN (SELECT id FROM article_sections WHERE active))`

/** @returns null when it is not there to be read, or not any more */
export async function readArticle({ rows }: Reading, id: string): Promise<Article | null> {
  if (!uuid.test(id)) return null
  const [row] = await rows<Omit<Article, 'html'> & { text: unknown }>(sql`
    SELECT id::text AS id, title, text, picture_id::text AS picture, section_id::text AS section,
      topic_id::text AS topic, (SELECT count(*)::int FROM articles_rels
        WHERE parent_id = articles.id AND path = 'files' AND files_id IS NOT NULL) AS files
    FROM articles WHERE id = ${id}::uuid AND ${isShown}`)
  if (!row) return null
  const { text, ...article } = row
  return { ...article, html: richTextToHtml(text) }
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/** Shelves with something on them, in their order; last what stands on none. */
export async function readShelves({ rows }: Reading): Promise<Shelf[]> {
  const counts = await rows<Shelf & { id: string | null }>(sql`
    SELECT section_id::text AS id, article_sections.title, emoji, count(*)::int AS count
    FROM articles LEFT JOIN article_sections ON article_sections.id = section_id
    WHERE ${isShown} GROUP BY section_id, article_sections.id
    ORDER BY section_id IS NULL, article_sections."order", article_sections.title`)
  return counts.map((shelf) => ({ ...shelf, id: shelf.id ?? noShelf }))
}

/** One page of a shelf, by title. */
export async function readShelf(
  { rows }: Reading,
  id: string,
  { size, page }: { size: number; page: number },
): Promise<ListedArticle[]> {
  const on = id === noShelf ? sql`section_id IS NULL` : sql`section_id::text = ${id}`
  return rows<ListedArticle>(sql`SELECT id::text AS id, title FROM articles
    WHERE ${on} AND ${isShown} ORDER BY title, id LIMIT ${size} OFFSET ${page * size}`)
}
