import { sql } from '@payloadcms/db-postgres'
import { askedWords, meantBy, spellingsOf } from './article-words'
import type { InTransaction } from './transaction'

/** Whatever runs SQL: a transaction, or `{ rows: (query) => rows(payload, query) }`. */
type Runner = Pick<InTransaction, 'rows'>

export type Found = {
  id: string
  title: string
  section: string | null
  /** A few plain words around what was found; not HTML. */
  snippet: string
  /** 0 to 1: how much of the question the article answers. */
  rank: number
}

/** Published articles that fit the words, best first; forgives endings, slips and the wrong keyboard. */
export const searchArticles = (
  runner: Runner,
  { words, limit }: { words: string; limit: number },
): Promise<Found[]> => find(runner, words, limit, 0.12, sql`rank >= 0.34`)

/**
 * What may spare a request: rather nothing than nonsense. A word no article knows speaks against all of
 * them; one word alone must be all that was said.
 * @param topic of the request: an article for it needs less in common
 */
export const suggestArticles = (
  runner: Runner,
  { words, limit = 3, topic }: { words: string; limit?: number; topic?: string | null },
): Promise<Found[]> =>
  find(
    runner,
    words,
    limit,
    0.3,
    sql`strong > 0 AND (rank >= 0.6 OR strong > 1.4 AND rank >= 0.3
      OR topic_id = ${topic ?? null}::uuid AND rank >= 0.2)`,
  )

/** @param unknown how much a word counts that stands in no article; one that does counts 1 at most */
async function find(
  { rows }: Runner,
  question: string,
  limit: number,
  unknown: number,
  fits: ReturnType<typeof sql>,
): Promise<Found[]> {
  const asked = askedWords(question)
  if (!asked.length) return []
  const meant = JSON.stringify(meantBy(asked, await wordsLike({ rows }, asked)))
  return rows<Found>(sql`
    WITH meant AS MATERIALIZED (
      -- One word is one lexeme, or none where it is a stop word
      SELECT asked, likeness, query, (query::text || ':AB')::tsquery AS about
      FROM (SELECT asked, likeness, plainto_tsquery('russian', word) AS query
        FROM jsonb_to_recordset(${meant}::jsonb) AS one (asked int, word text, likeness real)) AS read
      WHERE numnode(query) > 0
    ), hits AS (
      -- The title and the search words say what an article is about, its text only mentions
      SELECT asked, id, max(likeness * CASE WHEN search @@ about THEN 1 ELSE 0.4 END) AS hit
      FROM meant JOIN articles ON search @@ query
      WHERE _status = 'published'
        AND (section_id IS NULL OR section_id IN (SELECT id FROM article_sections WHERE active))
      GROUP BY asked, id
    ), weights AS (
      -- Rare words tell more than those half of the articles have
      SELECT asked, coalesce(1 / power(nullif(count(hits.id), 0), 0.3), ${unknown}::float8) AS weight
      FROM (SELECT DISTINCT asked FROM meant) AS counted
      LEFT JOIN hits USING (asked) GROUP BY asked
    ), ranked AS (
      SELECT id, sum(hit * weight) / (SELECT sum(weight) FROM weights) AS rank,
        coalesce(sum(hit) FILTER (WHERE hit > 0.5), 0) AS strong
      FROM hits JOIN weights USING (asked) GROUP BY id
    )
    SELECT articles.id, articles.title, article_sections.title AS section, rank::float8 AS rank,
      ts_headline('russian', coalesce(plain, ''), (SELECT string_agg(query::text, ' | ')::tsquery FROM meant),
        'StartSel="", StopSel="", MaxWords=16, MinWords=8') AS snippet
    FROM (SELECT ranked.*, topic_id FROM ranked JOIN articles USING (id)
      WHERE ${fits} ORDER BY rank DESC, title, id LIMIT ${limit}) AS best
    JOIN articles USING (id) LEFT JOIN article_sections ON article_sections.id = section_id
    ORDER BY rank DESC, articles.title, id`)
}

/** Words of the articles that look like those asked, by their trigrams: few, and quickly. */
async function wordsLike({ rows }: Runner, asked: string[]): Promise<string[]> {
  const spellings = JSON.stringify(asked.flatMap(spellingsOf))
  const found = await rows<{ word: string }>(sql`
    SELECT DISTINCT word FROM jsonb_array_elements_text(${spellings}::jsonb) AS asked (spelling)
    JOIN article_words ON word % spelling`)
  return found.map(({ word }) => word)
}

export type ArticleEvent = 'view' | 'helped' | 'notHelped' | 'suggested' | 'solved'

/** `solved`: it helped while a request was being written, which then was not sent. */
export async function noteArticle(
  { rows }: Runner,
  { kind, article, user }: { kind: ArticleEvent; article: string; user: string | null },
): Promise<void> {
  await rows(sql`INSERT INTO article_events (kind, article, user_id)
    VALUES (${kind}, ${article}::uuid, ${user}::uuid)`)
}

/** What was searched for, so that the panel can show what nobody has written about yet. */
export async function noteSearch(
  { rows }: Runner,
  { words, found, user }: { words: string; found: number; user: string | null },
): Promise<void> {
  const kept = words.replace(/\s+/g, ' ').trim().slice(0, 200).toWellFormed()
  await rows(sql`INSERT INTO article_searches (words, found, user_id)
    VALUES (${kept}, ${found}, ${user}::uuid)`)
}
