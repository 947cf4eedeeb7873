import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'

import { rows } from '../src/database/transaction'

/** Removes what protects nothing any more. */
export function createPurge({ payload }: { payload: Payload }) {
  return async function purge() {
    await rows(payload, sql`DELETE FROM sign_in_events WHERE at < now() - interval '2 days'`)
    await rows(
      payload,
      sql`DELETE FROM sign_in_challenges WHERE created_at < now() - interval '2 days'`,
    )
    await rows(payload, sql`DELETE FROM updates_set_aside WHERE at < now() - interval '90 days'`)
  }
}
