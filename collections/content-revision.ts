import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import { transactionOf } from '../src/database/transaction'

/** Every process compares this number: what an admin saved shows in the bot at the next press. */
export async function bumpContentRevision({ req }: { req: PayloadRequest }): Promise<void> {
  const db = await transactionOf(req)
  await db.execute(sql`UPDATE content_revision SET revision = revision + 1`)
}
