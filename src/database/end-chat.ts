import { sql } from '@payloadcms/db-postgres'
import type { Notice, Queue } from '../queue'
import type { InTransaction } from './transaction'

/**
 * Ends what a chat shows, in the transaction that ends its access: dialog and draft are dropped, the
 * screen goes, and one last word is said. What is being drawn at this moment finds itself overtaken,
 * because nothing counts as undrawn any more.
 */
export async function endChat(
  { rows, db }: InTransaction,
  queue: Queue,
  word: Notice,
): Promise<void> {
  const { chat } = word
  const key = String(chat)
  const [before] = await rows<{ message: number | null }>(sql`
    UPDATE bot_chats SET dialog = NULL, saved_draft = NULL, turn = turn + 1, place = '/home',
      screen = NULL, drawn_revision = screen_revision, message_id = NULL,
      message_has_picture = false, updated_at = now()
    FROM (SELECT message_id AS message FROM bot_chats WHERE chat_id = ${chat} FOR UPDATE) AS old
    WHERE chat_id = ${chat} RETURNING old.message::float8 AS message`)
  const replaces = before?.message ?? undefined
  await queue.send(db, 'notify', { ...word, replaces, farewell: true }, { key })
  await queue.send(db, 'draw-commands', { chat }, { key })
}

/**
 * The chat of a user before the user: every update takes them in this order, and the other way round
 * the two could wait for each other.
 */
export const lockChatOf = ({ rows }: InTransaction, user: { id: string } | { employee: string }) =>
  rows(sql`SELECT 1 FROM bot_chats WHERE chat_id = (SELECT chat_id FROM users
    WHERE ${'id' in user ? sql`id = ${user.id}` : sql`employee = ${user.employee}`}) FOR UPDATE`)
