import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { cache } from 'react'
import { rows } from '../../database/transaction'

export type ArticleFigures = { views: number; helped: number; notHelped: number; solved: number }

const none: ArticleFigures = { views: 0, helped: 0, notHelped: 0, solved: 0 }

/** What came of one article; all articles of a list are asked about at once. */
export async function figuresOf(payload: Payload, article: string): Promise<ArticleFigures> {
  const batch = batchOf(payload)
  batch.ids.add(article)
  batch.asked ??= new Promise((resolve) => setImmediate(resolve)).then(() => {
    const ids = [...batch.ids]
    Object.assign(batch, { ids: new Set(), asked: null })
    return readFigures(payload, ids)
  })
  return (await batch.asked).get(article) ?? none
}

type Batch = { ids: Set<string>; asked: Promise<Map<string, ArticleFigures>> | null }

// `cache` keeps it for one page and no longer
const batchOf = cache((_: Payload): Batch => ({ ids: new Set(), asked: null }))

async function readFigures(payload: Payload, ids: string[]) {
  const found = await rows<{ article: string; kind: string; count: number }>(
    payload,
    sql`SELECT article, kind, count(*)::float8 AS count FROM article_events
      WHERE article IN (SELECT jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::uuid)
      GROUP BY article, kind`,
  )
  const figures = new Map(ids.map((id) => [id, { ...none }]))
  for (const { article, kind, count } of found) {
    const name = kind === 'view' ? 'views' : kind
    Object.assign(figures.get(article) ?? {}, { [name]: count })
  }
  return figures
}

/** How many of a hundred who said so were helped; null while nobody has. */
export const helpedShare = ({ helped, notHelped, solved }: ArticleFigures): number | null => {
  const said = helped + notHelped + solved
  return said ? Math.round(((helped + solved) / said) * 100) : null
}
