import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'

import { rows } from '../src/database/transaction'

/** Removes what protects nothing any more, and people's words and files when their time is over. */
export function createPurge({ payload }: { payload: Payload }) {
  return async function purge() {
    const days = await payload.findGlobal({ slug: 'retention', overrideAccess: true, depth: 0 })
    await purgeSignIns(payload, Math.max(2, days.signInDays))
    // Longer than the 24 h in which Telegram may send an update again
    await rows(payload, sql`DELETE FROM inbox WHERE done_at < now() - interval '2 days'`)
    await rows(payload, sql`DELETE FROM updates_set_aside WHERE at < now() - interval '90 days'`)
    await purgeSearches(payload, days.signInDays)
    await purgeDrafts(payload, days.draftDays)
    await purgeAttachments(payload, days.attachmentDays)
    await purgeConversations(payload, days.conversationDays)
  }
}

/** Two days at least: the budgets count them. */
async function purgeSignIns(payload: Payload, days: number) {
  await rows(payload, sql`DELETE FROM sign_in_events WHERE ${older(sql`at`, days)}`)
  await rows(payload, sql`DELETE FROM sign_in_challenges WHERE ${older(sql`created_at`, days)}`)
}

/** Who searched is soon forgotten; what for tells for a year what nobody has written about. */
async function purgeSearches(payload: Payload, days: number) {
  await rows(
    payload,
    sql`UPDATE article_searches SET user_id = NULL
      WHERE user_id IS NOT NULL AND ${older(sql`at`, days)}`,
  )
  await rows(payload, sql`DELETE FROM article_searches WHERE ${older(sql`at`, 365)}`)
}

/** What was never sent; the chat itself goes on. */
const purgeDrafts = (payload: Payload, days: number) =>
  rows(
    payload,
    sql`UPDATE bot_chats SET saved_draft = NULL,
        dialog = CASE WHEN ${holdsWords} THEN NULL ELSE dialog END
      WHERE (saved_draft IS NOT NULL OR ${holdsWords})
        AND ${older(sql`updated_at`, days)}`,
  )

/** Dialogs in which something has been said that was not sent yet. */
const holdsWords = sql`coalesce(dialog->>'name' IN ('new-ticket', 'which-ticket'), false)`

/** Only the bytes: the list of files and their sums stay with the ticket, Naumen has the files. */
async function purgeAttachments(payload: Payload, days: number) {
  await rows(
    payload,
    sql`DELETE FROM file_chunks USING files, tickets
      WHERE file_chunks.file = files.filename AND files.source = 'employee'
        AND tickets.id = files.ticket_id AND tickets.hand_over_state IN ('done', 'givenUp')
        AND ${older(sql`coalesce(tickets.hand_over_done_at, tickets.updated_at)`, days)}
        AND NOT EXISTS (SELECT FROM messages_rels WHERE messages_rels.files_id = files.id)`,
  )
  // What was refused may be tried again as long as its files are kept
  await rows(
    payload,
    sql`DELETE FROM file_chunks USING files, messages_rels, messages
      WHERE file_chunks.file = files.filename AND files.source = 'employee'
        AND messages_rels.files_id = files.id AND messages.id = messages_rels.parent_id
        AND messages.hand_over_state IN ('done', 'failed', 'givenUp')
        AND ${older(sql`coalesce(messages.hand_over_done_at, messages.updated_at)`, days)}`,
  )
  // An engineer's were only on their way through
  await rows(
    payload,
    sql`DELETE FROM file_chunks USING files
      WHERE file_chunks.file = files.filename AND files.source = 'engineer'
        AND ${older(sql`files.created_at`, days)}`,
  )
}

async function purgeConversations(payload: Payload, days: number) {
  const closed = sql`SELECT id FROM tickets WHERE ${older(sql`closed_at`, days)}`
  await rows(payload, sql`DELETE FROM messages WHERE ticket_id IN (${closed})`)
  await rows(
    payload,
    sql`UPDATE tickets SET text = NULL, place = NULL, contact = NULL WHERE id IN (${closed})`,
  )
}

const older = (column: ReturnType<typeof sql>, days: number) =>
  sql`${column} < now() - make_interval(days => ${days})`
