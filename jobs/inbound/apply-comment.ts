import { sql } from '@payloadcms/db-postgres'

import type { InTransaction } from '../../src/database/transaction'
import { type CommentChange, fingerprintOf, type KnownComment } from '../../src/domain/inbound'
import type { TicketEvent } from '../../src/domain/ticket-event'
import type { FileCard } from '../../src/naumen/words/file'
import type { LookedAtComment } from './look-at-tickets'

type Change = CommentChange<LookedAtComment>
type Kept = { key: string; event: TicketEvent }

/** What we have of a conversation, and what of it is on its way to Naumen. */
export async function readConversation(tx: InTransaction, ticket: string) {
  const known = await tx.rows<KnownComment>(sql`
    SELECT id, naumen_uuid AS uuid, direction = 'fromEngineer' AS "fromEngineer",
      naumen_fingerprint IS NULL OR telegram_chat IS NOT NULL AS "isOurs",
      deleted_at IS NOT NULL AS "isDeleted", naumen_fingerprint AS fingerprint,
      (SELECT coalesce(json_agg(file->>'naumen'), '[]')
        FROM jsonb_array_elements(coalesce(attachments, '[]')) AS file) AS files
    FROM messages WHERE ticket_id = ${ticket} AND naumen_uuid IS NOT NULL`)
  const saying = await tx.rows<{ text: string | null; state: string }>(sql`
    SELECT text, hand_over_state AS state FROM messages
    WHERE ticket_id = ${ticket} AND naumen_uuid IS NULL
      AND hand_over_state IN ('waiting', 'creating')`)
  const underWay = saying.flatMap(({ text, state }) => (text && state === 'creating' ? text : []))
  return { known, isSaying: saying.length > 0, underWay }
}

/**
 * Keeps one change of a conversation.
 * @returns what is to be told of it
 */
export async function applyComment(
  tx: InTransaction,
  ticket: string,
  change: Change,
): Promise<Kept | null> {
  if (change.kind === 'later') return null
  if (change.kind === 'new') return insert(tx, ticket, change)
  const { id } = change
  if (change.kind === 'deleted') {
    // What has become private is not ours to keep
    const words = change.isPrivate ? sql`, text = '', html = '', attachments = '[]'` : sql``
    await tx.rows(
      sql`UPDATE messages SET deleted_at = now(), updated_at = now()${words} WHERE id = ${id}`,
    )
    const event = { kind: 'comment-deleted', message: id } as const
    return change.tell ? { key: await onceMore(tx, `comment-deleted:${change.uuid}`), event } : null
  }
  const { comment } = change
  const isEdited = change.kind === 'edited'
  await tx.rows(sql`UPDATE messages SET text = ${comment.text}, html = ${comment.html},
      author = ${comment.authorName || null}, attachments = ${merged(comment.cards)},
      naumen_fingerprint = ${fingerprintOf(comment)}, deleted_at = NULL, updated_at = now(),
      edited_at = CASE WHEN ${isEdited} THEN now() ELSE edited_at END
    WHERE id = ${id}`)
  if (change.kind === 'touched' || !change.tell) return null
  const [key, event] = told(change)
  return { key: await onceMore(tx, key), event }
}

function told(change: Exclude<Change, { kind: 'new' | 'later' | 'touched' | 'deleted' }>) {
  const { id: message, comment } = change
  if (change.kind === 'files') {
    const event: TicketEvent = { kind: 'comment-files', message, files: change.added }
    return [`comment-files:${comment.uuid}`, event] as const
  }
  const kind = change.kind === 'edited' ? 'comment-edited' : 'comment'
  return [`${kind}:${comment.uuid}`, { kind, message } as TicketEvent] as const
}

async function insert(
  tx: InTransaction,
  ticket: string,
  { comment, fromEngineer, tell }: Extract<Change, { kind: 'new' }>,
): Promise<Kept | null> {
  const direction = fromEngineer ? 'fromEngineer' : 'fromEmployee'
  const state = fromEngineer ? 'notNeeded' : 'done'
  const [row] = await tx.rows<{ id: string; sentAt: string }>(sql`
    INSERT INTO messages (ticket_id, direction, act, author, text, html, attachments, naumen_uuid,
      naumen_fingerprint, sent_at, hand_over_state)
    VALUES (${ticket}, ${direction}::enum_messages_direction, 'comment',
      ${comment.authorName || null}, ${comment.text}, ${comment.html},
      ${attachmentsOf(comment.cards)}::jsonb, ${comment.uuid}, ${fingerprintOf(comment)},
      coalesce(${comment.created?.toISOString() ?? null}::timestamptz, now()),
      ${state}::enum_messages_hand_over_state)
    ON CONFLICT (naumen_uuid) DO NOTHING RETURNING id, sent_at::text AS "sentAt"`)
  if (row && fromEngineer) await noteFirstAnswer(tx, ticket, row.sentAt)
  if (!row || !tell) return null
  return { key: `comment:${comment.uuid}`, event: { kind: 'comment', message: row.id } }
}

/** An earlier one may be seen later; the moment never moves to a later one. */
const noteFirstAnswer = (tx: InTransaction, ticket: string, sentAt: string) =>
  tx.rows(sql`UPDATE tickets SET first_answered_at = ${sentAt}::timestamptz
    WHERE id = ${ticket} AND coalesce(first_answered_at > ${sentAt}::timestamptz, true)`)

/** What is seen a second time did change meanwhile: the ticket's lock lets nobody see it twice. */
async function onceMore(tx: InTransaction, key: string): Promise<string> {
  const [row] = await tx.rows<{ now: string }>(sql`SELECT clock_timestamp()::text AS now`)
  return `${key}:${row?.now ?? ''}`
}

/** What is known of a file stays known. */
const merged = (cards: FileCard[]) => sql`(
  SELECT coalesce(jsonb_agg(coalesce(old.file, fresh.file) ORDER BY place), '[]')
  FROM jsonb_array_elements(${attachmentsOf(cards)}::jsonb) WITH ORDINALITY AS fresh(file, place)
  LEFT JOIN LATERAL (
    SELECT file FROM jsonb_array_elements(coalesce(attachments, '[]')) AS o(file)
    WHERE o.file->>'naumen' = fresh.file->>'naumen' LIMIT 1
  ) AS old ON true)`

const kinds: [RegExp, string][] = [
  [/^image\/(jpe?g|png|webp)$/i, 'photo'],
  [/^video\/mp4$/i, 'video'],
  [/^audio\/(mpeg|mp4|x-m4a)$/i, 'audio'],
]

const attachmentsOf = (cards: FileCard[]) =>
  JSON.stringify(
    cards.map(({ uuid, name, mime, size }) => ({
      kind: kinds.find(([pattern]) => pattern.test(mime))?.[1] ?? 'document',
      ...{ name, mime: mime || 'application/octet-stream', size: size ?? 0, naumen: uuid },
      ...{ state: 'waiting', remoteId: '', uniqueId: '' },
    })),
  )
