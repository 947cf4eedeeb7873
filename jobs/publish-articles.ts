import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { type InTransaction, inTransaction, rows } from '../src/database/transaction'
import type { Log } from '../src/log'

// Of an article that is published the main row is what employees read; its draft is the latest version
const due = sql`latest AND version__status = 'draft' AND version_publish_at <= now()`

/** Publishes the drafts whose time has come, by the database's clock; after an outage all that is due. */
export function createPublishArticles({ payload, log }: { payload: Payload; log: Log }) {
  return async function publishArticles() {
    const found = await rows<{ id: string }>(
      payload,
      sql`SELECT parent_id AS id FROM _articles_v WHERE ${due} ORDER BY version_publish_at LIMIT 100`,
    )
    for (const { id } of found)
      // One that can't be published must not keep the others waiting
      await inTransaction(payload, (tx) => publish(tx, id)).catch((error: unknown) =>
        log.error({ err: error, article: id }, 'An article could not be published at its time'),
      )
  }
}

async function publish({ req, rows: ask }: InTransaction, id: string): Promise<void> {
  // Two at once: the second waits here and then finds nothing due
  const locked = await ask(sql`SELECT FROM articles WHERE id = ${id}::uuid FOR UPDATE`)
  const stillDue = await ask(sql`SELECT FROM _articles_v WHERE parent_id = ${id}::uuid AND ${due}`)
  if (!locked.length || !stillDue.length) return
  const common = { collection: 'articles', id, depth: 0, overrideAccess: true, req } as const
  const draft = await req.payload.findByID({ ...common, draft: true })
  await req.payload.update({ ...common, data: { ...draft, publishAt: null, _status: 'published' } })
  await req.payload.create({
    collection: 'audit-log',
    data: {
      at: new Date().toISOString(),
      admin: 'по расписанию',
      action: 'act',
      act: 'publish-article',
      collection: 'articles',
      document: id,
    },
    overrideAccess: true,
    req,
  })
}
