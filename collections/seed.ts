import { sql } from '@payloadcms/db-postgres'
import type { Payload, PayloadRequest } from 'payload'
import type { Config } from '../src/config'
import { type InTransaction, inTransaction } from '../src/database/transaction'
import { firstShelves } from './first-articles'
import { firstMenu, firstStatuses } from './first-records'

/**
 * The first records of a database: may be run at every start, and gives nothing back that an admin
 * deleted. The mapping needs none: it follows the environment until somebody saves it.
 */
export async function seed(payload: Payload, config: Config): Promise<void> {
  await inTransaction(payload, async (tx) => {
    // Two starts at once wait for each other here
    await tx.rows(sql`SELECT pg_advisory_xact_lock(hashtext('blago-support seed'))`)
    await ensureAdmin(tx.req, config)
    await once(tx, 'seeded menu', () => createMenu(tx.req, firstMenu, null))
    await once(tx, 'seeded ticket statuses', () => createStatuses(tx.req))
    await once(tx, 'seeded articles', () => createArticles(tx))
  })
}

async function once({ rows }: InTransaction, key: string, create: () => Promise<void>) {
  const stamped = await rows(
    sql`INSERT INTO installation (key, value) VALUES (${key}, now()::text)
        ON CONFLICT (key) DO NOTHING RETURNING key`,
  )
  if (stamped.length) await create()
}

async function ensureAdmin(req: PayloadRequest, config: Config) {
  if (!config.ADMIN_EMAIL || !config.ADMIN_PASSWORD) return
  const { totalDocs } = await req.payload.count({ collection: 'admins', overrideAccess: true, req })
  if (totalDocs) return
  await req.payload.create({
    collection: 'admins',
    data: {
      email: config.ADMIN_EMAIL,
      password: config.ADMIN_PASSWORD,
      name: 'Администратор',
      role: 'administrator',
      state: 'active',
      emergency: true,
    },
    overrideAccess: true,
    req,
  })
}

async function createMenu(req: PayloadRequest, sections: typeof firstMenu, parent: string | null) {
  for (const [index, { under, ...section }] of sections.entries()) {
    const created = await req.payload.create({
      collection: 'menu-sections',
      data: { ...section, parent, order: index + 1, active: true, visibility: 'everyone' },
      overrideAccess: true,
      req,
    })
    await createMenu(req, under ?? [], created.id)
  }
}

/** A knowledge base that admins began themselves gets nothing of ours beside it. */
async function createArticles({ req, rows }: InTransaction) {
  const begun = await rows(sql`SELECT FROM articles UNION ALL SELECT FROM article_sections LIMIT 1`)
  if (begun.length) return
  const common = { overrideAccess: true, req } as const
  for (const [index, { articles, ...shelf }] of firstShelves.entries()) {
    const section = await req.payload.create({
      collection: 'article-sections',
      data: { ...shelf, active: true, order: index + 1 },
      ...common,
    })
    for (const article of articles)
      await req.payload.create({
        collection: 'articles',
        data: { ...article, section: section.id },
        ...common,
      })
  }
}

async function createStatuses(req: PayloadRequest) {
  await req.payload.updateGlobal({
    slug: 'ticket-statuses',
    data: { statuses: firstStatuses },
    overrideAccess: true,
    req,
  })
}
