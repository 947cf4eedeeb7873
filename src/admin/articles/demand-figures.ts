import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { rows } from '../../database/transaction'

export type Demand = {
  views: number
  helped: number
  notHelped: number
  solved: number
  searches: number
  inVain: number
  articles: ArticleDemand[]
  /** What was searched for and not found, alike words together. */
  missing: { words: string; count: number }[]
  /** Topics requests were filed in, and neither they nor what stands above them has an article. */
  bareTopics: { id: string; title: string; path: string | null; count: number }[]
}

export type ArticleDemand = {
  id: string
  title: string
  views: number
  helped: number
  notHelped: number
  solved: number
}

/** Days of the company, both included, as «2026-11-23». */
type Days = { from: string; to: string; timeZone: string }
type Span = { from: string; until: string }

const most = 10

/** How the knowledge base did in these days, and what it lacks. No people in it. */
export async function readDemand(payload: Payload, days: Days): Promise<Demand> {
  const span = await spanOf(payload, days)
  const [events, searches, articles, missing, bareTopics] = await Promise.all([
    readEvents(payload, span),
    readSearches(payload, span),
    readArticles(payload, span),
    readMissing(payload, span),
    readBareTopics(payload, span),
  ])
  return { ...events, ...searches, articles, missing, bareTopics }
}

async function spanOf(payload: Payload, { from, to, timeZone }: Days): Promise<Span> {
  const [found] = await rows<{ from: Date; until: Date }>(
    payload,
    sql`SELECT ${from}::date::timestamp AT TIME ZONE ${timeZone} AS from,
      (${to}::date + 1)::timestamp AT TIME ZONE ${timeZone} AS until`,
  )
  const iso = (at: Date | undefined) => new Date(at ?? 0).toISOString()
  return { from: iso(found?.from), until: iso(found?.until) }
}

const within = (column: ReturnType<typeof sql>, { from, until }: Span) =>
  sql`${column} >= ${from}::timestamptz AND ${column} < ${until}::timestamptz`

const kinds = sql`
  count(*) FILTER (WHERE kind = 'view')::float8 AS views,
  count(*) FILTER (WHERE kind = 'helped')::float8 AS helped,
  count(*) FILTER (WHERE kind = 'notHelped')::float8 AS "notHelped",
  count(*) FILTER (WHERE kind = 'solved')::float8 AS solved`

async function readEvents(payload: Payload, span: Span) {
  type Row = Pick<Demand, 'views' | 'helped' | 'notHelped' | 'solved'>
  const [row] = await rows<Row>(
    payload,
    sql`SELECT ${kinds} FROM article_events
      WHERE kind IN ('view', 'helped', 'notHelped', 'solved') AND ${within(sql`at`, span)}`,
  )
  return row ?? { views: 0, helped: 0, notHelped: 0, solved: 0 }
}

async function readSearches(payload: Payload, span: Span) {
  const [row] = await rows<Pick<Demand, 'searches' | 'inVain'>>(
    payload,
    sql`SELECT count(*)::float8 AS searches,
        count(*) FILTER (WHERE found = 0)::float8 AS "inVain"
      FROM article_searches WHERE ${within(sql`at`, span)}`,
  )
  return row ?? { searches: 0, inVain: 0 }
}

const readArticles = (payload: Payload, span: Span) =>
  rows<ArticleDemand>(
    payload,
    sql`SELECT articles.id, articles.title, figures.views, helped, "notHelped", solved
      FROM (SELECT article, ${kinds} FROM article_events
        WHERE kind IN ('view', 'helped', 'notHelped', 'solved') AND ${within(sql`at`, span)}
        GROUP BY article) AS figures
      JOIN articles ON articles.id = figures.article
      ORDER BY figures.views DESC, articles.title LIMIT 500`,
  )

const readMissing = (payload: Payload, span: Span) =>
  rows<Demand['missing'][number]>(
    payload,
    sql`SELECT translate(lower(words), 'ё', 'е') AS words, count(*)::float8 AS count
      FROM article_searches WHERE found = 0 AND ${within(sql`at`, span)}
      GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${2 * most}`,
  )

const readBareTopics = (payload: Payload, span: Span) =>
  rows<Demand['bareTopics'][number]>(
    payload,
    sql`SELECT topic.id, topic.title, count::float8 AS count,
        nullif(concat_ws(' → ', root.title, parent.title), '') AS path
      FROM (SELECT category_id, count(*) AS count FROM tickets
        WHERE ${within(sql`registered_at`, span)} AND category_id IS NOT NULL
        GROUP BY category_id) AS filed
      JOIN categories AS topic ON topic.id = filed.category_id AND topic.active
      LEFT JOIN categories AS parent ON parent.id = topic.parent_id
      LEFT JOIN categories AS root ON root.id = parent.parent_id
      WHERE NOT EXISTS (SELECT FROM articles WHERE _status = 'published'
        AND topic_id IN (topic.id, parent.id, root.id))
      ORDER BY count DESC, topic.title LIMIT ${most}`,
  )

/** Where most of those who said so were helped, by how many; one voice alone says little. */
export const best = (articles: ArticleDemand[]) =>
  articles
    .filter((one) => helpedBy(one) > one.notHelped)
    .toSorted((a, b) => helpedBy(b) - helpedBy(a) || a.notHelped - b.notHelped)
    .slice(0, most)

/** Where it did not help, the most disappointed first. */
export const worst = (articles: ArticleDemand[]) =>
  articles
    .filter((one) => one.notHelped > 0 && one.notHelped >= helpedBy(one))
    .toSorted((a, b) => b.notHelped - a.notHelped || helpedBy(a) - helpedBy(b))
    .slice(0, most)

export const helpedBy = ({ helped, solved }: Pick<ArticleDemand, 'helped' | 'solved'>) =>
  helped + solved
