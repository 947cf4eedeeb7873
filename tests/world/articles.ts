import { randomUUID } from 'node:crypto'
import type { World } from './world'

type Sql = Pick<World, 'rows'>

/** A shelf of the knowledge base. @returns its id */
export async function insertShelf({ rows }: Sql, title: string, emoji = '📘', active = true) {
  const [row] = await rows<{ id: string }>(
    `INSERT INTO article_sections (title, emoji, active, "order")
     VALUES ($1, $2, $3, (SELECT count(*) FROM article_sections)) RETURNING id::text AS id`,
    [title, emoji, active],
  )
  return row?.id ?? ''
}

export type ArticleFacts = {
  title: string
  paragraphs?: string[]
  section?: string | null
  topic?: string | null
  keywords?: string
  picture?: string | null
  status?: 'draft' | 'published'
}

/** An article as the panel would have saved it. @returns its id */
export async function insertArticle({ rows }: Sql, facts: ArticleFacts): Promise<string> {
  const { title, paragraphs = [], section = null, topic = null, picture = null } = facts
  const [row] = await rows<{ id: string }>(
    `INSERT INTO articles (title, text, plain, section_id, topic_id, picture_id, keywords, _status)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id::text AS id`,
    [
      ...[title, JSON.stringify(lexical(paragraphs)), paragraphs.join('\n')],
      ...[section, topic, picture, facts.keywords ?? null, facts.status ?? 'published'],
    ],
  )
  return row?.id ?? ''
}

const lexical = (paragraphs: string[]) => ({
  root: {
    type: 'root',
    children: paragraphs.map((text) => ({ type: 'paragraph', children: [{ type: 'text', text }] })),
  },
})

/** A file of the panel, lying with an article where one is named. @returns its id */
export async function insertFile(
  { rows }: Sql,
  file: { name: string; mime: string; bytes: Buffer },
  article?: string,
): Promise<string> {
  const key = randomUUID()
  const [row] = await rows<{ id: string }>(
    `INSERT INTO files (name, filename, mime_type, filesize, source)
     VALUES ($1, $2, $3, $4, 'admin') RETURNING id::text AS id`,
    [file.name, key, file.mime, file.bytes.length],
  )
  await rows('INSERT INTO file_chunks (file, position, bytes) VALUES ($1, 0, $2)', [
    key,
    file.bytes,
  ])
  if (article)
    await rows(
      `INSERT INTO articles_rels (parent_id, path, files_id, "order")
       VALUES ($1, 'files', $2, (SELECT count(*) + 1 FROM articles_rels WHERE parent_id = $1))`,
      [article, row?.id],
    )
  return row?.id ?? ''
}

export const eventsOf = async ({ rows }: Sql, article: string): Promise<string[]> =>
  (
    await rows<{ kind: string }>('SELECT kind FROM article_events WHERE article = $1 ORDER BY id', [
      article,
    ])
  ).map(({ kind }) => kind)
