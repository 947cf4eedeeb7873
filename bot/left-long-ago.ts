import { sql } from '@payloadcms/db-postgres'
import type { SignedIn } from './world'

/** A shift later nobody remembers what they were writing to whom. */
export async function isLeftLongAgo({ tx, chat }: SignedIn): Promise<boolean> {
  const [row] = await tx.rows<{ old: boolean }>(sql`
    SELECT updated_at < now() - interval '8 hours' AS old FROM bot_chats
    WHERE chat_id = ${chat.id}`)
  return row?.old ?? false
}
