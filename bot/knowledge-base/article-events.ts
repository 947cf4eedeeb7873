import { sql } from '@payloadcms/db-postgres'
import { noteArticle } from '../../src/database/articles'
import type { SignedIn } from '../world'

/** Once an hour: turning its pages is one reading. */
export async function noteView({ tx, user }: SignedIn, article: string): Promise<void> {
  const [known] = await tx.rows(sql`SELECT FROM article_events
    WHERE user_id = ${user.id} AND article = ${article}::uuid AND kind = 'view'
      AND at > now() - interval '1 hour' LIMIT 1`)
  if (!known) await noteArticle(tx, { kind: 'view', article, user: user.id })
}

/** One vote a person and article: another one takes its place. */
export async function vote(
  { tx, user }: SignedIn,
  article: string,
  kind: 'helped' | 'notHelped',
): Promise<void> {
  const changed = await tx.rows(sql`UPDATE article_events SET kind = ${kind},
      at = CASE WHEN kind = ${kind} THEN at ELSE now() END
    WHERE user_id = ${user.id} AND article = ${article}::uuid AND kind IN ('helped', 'notHelped')
    RETURNING id`)
  if (!changed.length) await noteArticle(tx, { kind, article, user: user.id })
}
