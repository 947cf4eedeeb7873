import { sql } from '@payloadcms/db-postgres'
import { inTransaction } from '../../src/database/transaction'
import { readUpdate } from '../../src/telegram/read'
import { claimUpdate, type Waiting } from './table'
import type { InboxDeps } from '../world'

/**
 * A poison update blocks nobody: it is noted and marked as answered, so that the person's later ones
 * come through, and the person gets one apology. What it said is not kept.
 */
export async function setAside(deps: InboxDeps, update: Waiting, reason: string): Promise<void> {
  const { botId, id, body } = update
  const reading = readUpdate(body, { timeZone: deps.settings.timeZone })
  const incoming = reading.kind === 'incoming' && reading.incoming.private ? reading.incoming : null
  const kind = incoming ? incoming.answer.kind : reading.kind
  await inTransaction(deps.payload, async (tx) => {
    if (!(await claimUpdate(tx, update))) return
    await tx.rows(sql`
      INSERT INTO updates_set_aside (bot_id, update_id, chat_id, kind, reason)
      VALUES (${botId}, ${id}, ${incoming?.chat ?? null}, ${kind}, ${reason})`)
    if (!incoming) return
    const { chat } = incoming
    await deps.queue.send(tx.db, 'notify', { chat, text: 'apology' }, { key: String(chat) })
  })
}
