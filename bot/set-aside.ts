import { sql } from '@payloadcms/db-postgres'
import { inTransaction, type InTransaction } from '../src/database/transaction'
import { readUpdate } from '../src/telegram/read'
import type { InboxDeps, InboxJob } from './world'

/**
 * A poison update blocks nobody: it is noted, its job completed (a failed one would hold back all
 * that person's later updates), and the person gets one apology. What it said is not kept.
 */
export async function setAside(deps: InboxDeps, job: InboxJob, reason: string): Promise<void> {
  const reading = readUpdate(job.data.update, { timeZone: deps.settings.timeZone })
  const incoming = reading.kind === 'incoming' && reading.incoming.private ? reading.incoming : null
  const kind = incoming ? incoming.answer.kind : reading.kind
  await inTransaction(deps.payload, async (tx) => {
    const [first] = await tx.rows(sql`
      INSERT INTO updates_set_aside (id, chat_id, kind, reason)
      VALUES (${job.id}, ${incoming?.chat ?? null}, ${kind}, ${reason})
      ON CONFLICT (id) DO NOTHING RETURNING id`)
    if (first && incoming) {
      const { chat } = incoming
      await deps.queue.send(tx.db, 'notify', { chat, text: 'apology' }, { key: String(chat) })
    }
    await deps.queue.complete(tx.db, 'inbox', job.id)
    await forgetUpdate(tx, job.id)
  })
}

/** The inbox keeps its rows for two days; what must not be read there goes at once. */
export const forgetUpdate = (tx: InTransaction, job: string) =>
  tx.rows(sql`UPDATE pgboss.job SET data = '{}'::jsonb WHERE name = 'inbox' AND id = ${job}`)
