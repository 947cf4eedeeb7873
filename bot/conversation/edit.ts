import { sql } from '@payloadcms/db-postgres'
import type { Attachment } from '../../src/domain/screen'
import { type Said, saidIn } from './said'
import { sayInTicket } from './say-in-ticket'
import type { SignedIn } from '../world'

type Kept = Attachment & { message?: number; caption?: string; state: string }

export type Turn = { id: string; ticket: string; text: string; attachments: Kept[]; waits: boolean }

/**
 * A message of a conversation was changed on the phone: what still waits is written anew, what has
 * left is followed by a correction.
 * @returns false when it stands in no ticket of this person's
 */
export async function correctInTicket(world: SignedIn): Promise<boolean> {
  const { incoming } = world
  const { answer, message } = incoming
  if (!incoming.edited || message === undefined) return false
  const turn = await turnOf(world, message)
  if (!turn) return false
  // A place that moves is edited again and again by the phone itself
  if (answer.kind !== 'text' && answer.kind !== 'files') return true
  const { said } = saidIn(answer, message)
  if (said) await correct(world, turn, said)
  return true
}

async function correct(world: SignedIn, turn: Turn, said: Said): Promise<void> {
  const [latest] = await corrections(world, turn.id)
  const { text, attachments, fresh } = changed(turn, said)
  const known = new Set((latest?.attachments ?? []).map(({ uniqueId }) => uniqueId))
  const files = fresh.filter(({ uniqueId }) => !known.has(uniqueId))
  if (text === (latest ?? turn).text && !files.length) return
  if (!latest && turn.waits) return rewrite(world, turn.id, text, attachments)
  if (latest?.waits) return rewrite(world, latest.id, text, [...latest.attachments, ...files])
  const { message } = said
  await sayInTicket(world, {
    ticket: turn.ticket,
    act: 'correction',
    text,
    files,
    message,
    corrects: turn.id,
  })
}

/** Pure: the whole of a turn after one of its messages was changed; `fresh` are files not in it before. */
export function changed(turn: Turn, { message, text, files }: Said) {
  const fresh: Kept[] = files
    .filter(({ uniqueId }) => !turn.attachments.some((file) => file.uniqueId === uniqueId))
    .map((file) => ({ ...file, message, caption: text, state: 'waiting' }))
  const others = turn.attachments.filter((file) => file.message !== message)
  const own = turn.attachments.filter((file) => file.message === message)
  const place = turn.attachments.findIndex((file) => file.message === message)
  const kept = fresh.length ? fresh : own.map((file) => ({ ...file, caption: text }))
  const attachments = others.toSpliced(place < 0 ? others.length : place, 0, ...kept)
  const captions = attachments.map(({ caption }) => caption).filter(Boolean)
  // Of an album each picture may have had its own words
  return { text: others.length ? captions.join('\n') : text, attachments, fresh }
}

const columns = sql`messages.id::text AS id, ticket_id::text AS ticket,
  coalesce(messages.text, '') AS text, messages.attachments,
  messages.hand_over_state = 'waiting' AS waits`

/** Locked, so that it is either rewritten before it leaves or known to have left. */
async function turnOf({ tx, chat, user }: SignedIn, message: number): Promise<Turn | undefined> {
  const [turn] = await tx.rows<Turn>(sql`SELECT ${columns}
    FROM phone_messages JOIN messages ON messages.id = phone_messages.message
      JOIN tickets ON tickets.id = messages.ticket_id
    WHERE chat_id = ${chat.id} AND message_id = ${message} AND user_id = ${user.id}
      AND direction = 'fromEmployee' AND act = 'comment' FOR UPDATE OF messages`)
  return turn
}

const corrections = ({ tx }: SignedIn, turn: string) =>
  tx.rows<Turn>(sql`SELECT ${columns} FROM messages WHERE corrects_id = ${turn}
    ORDER BY position DESC LIMIT 1 FOR UPDATE`)

const rewrite = ({ tx }: SignedIn, id: string, text: string, attachments: Kept[]) =>
  tx
    .rows(
      sql`UPDATE messages SET text = ${text}, attachments = ${JSON.stringify(attachments)}::jsonb,
    edited_at = now(), updated_at = now() WHERE id = ${id}`,
    )
    .then(() => undefined)
