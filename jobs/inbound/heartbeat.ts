import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'

import { rows } from '../../src/database/transaction'

/** Says that Naumen was read, or why not, for those who watch over the bot. */
export async function beatOfNaumen(payload: Payload, error: unknown): Promise<void> {
  const trouble = error instanceof Error ? error.message.slice(0, 500) : null
  await rows(
    payload,
    sql`INSERT INTO heartbeats (name, at, trouble) VALUES ('naumen', now(), ${trouble})
        ON CONFLICT (name) DO UPDATE SET at = now(), trouble = excluded.trouble`,
  )
}
