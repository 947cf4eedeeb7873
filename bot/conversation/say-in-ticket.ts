import { sql } from '@payloadcms/db-postgres'
import type { Attachment } from '../../src/domain/screen'
import { failpoint } from '../../src/failpoint'
import type { SignedIn } from '../world'

/** What an employee does in a ticket, on its way to Naumen. */
export type Saying = {
  ticket: string
  /** Stars stand in the ticket: their turn only has them handed over. */
  act: 'comment' | 'correction' | 'close' | 'reopen' | 'rating'
  text?: string
  files?: Attachment[]
  /** The person's own message it stands in. */
  message?: number
  /** Pieces of one album become one turn as long as it has not left. */
  album?: string
  /** The turn a correction is of. */
  corrects?: string
}

/** Seconds within which the pieces of an album arrive; they go to Naumen together. */
const albumSeconds = 2

/**
 * Saves a turn of the conversation, that its message on the phone belongs to the ticket, and the job
 * that hands it over: all in the caller's transaction. The caller has made sure whose ticket it is.
 * @returns the id in `messages`
 */
export async function sayInTicket(world: SignedIn, saying: Saying): Promise<string> {
  const { tx, queue } = world
  const { ticket, message, album } = saying
  const joined = album ? await joinAlbum(world, saying) : null
  const id = joined ?? (await addTurn(world, saying))
  if (message !== undefined) await noteOnPhone(world, ticket, message, id)
  if (!joined) {
    const later = album ? { startAfter: albumSeconds } : {}
    await queue.send(tx.db, 'hand-over-message', { ticket, attempt: 0 }, { key: ticket, ...later })
    world.later.push({ kind: 'saved', turn: id, message })
  }
  failpoint('said-in-ticket')
  return id
}

async function addTurn({ tx, user, chat }: SignedIn, saying: Saying): Promise<string> {
  const { ticket, act, text = '', corrects = null, message = null } = saying
  const [row] = await tx.rows<{ id: string }>(sql`
    INSERT INTO messages (ticket_id, direction, act, author, text, attachments, corrects_id,
      telegram_chat, telegram_message, hand_over_state, sent_at)
    VALUES (${ticket}, 'fromEmployee', ${act}, ${user.name}, ${text},
      ${JSON.stringify(attached(saying))}::jsonb, ${corrects}, ${chat.id}, ${message},
      'waiting', now())
    RETURNING id::text AS id`)
  if (!row) throw new Error('A message was not saved')
  return row.id
}

/** @returns the turn of the album's earlier pieces, unless it has left already */
async function joinAlbum({ tx, chat }: SignedIn, saying: Saying): Promise<string | null> {
  const { ticket, album, text = '' } = saying
  const [row] = await tx.rows<{ id: string }>(sql`
    UPDATE messages SET attachments = attachments || ${JSON.stringify(attached(saying))}::jsonb,
      text = concat_ws(E'\n', nullif(text, ''), nullif(${text}::text, '')), updated_at = now()
    WHERE ticket_id = ${ticket} AND act = 'comment' AND hand_over_state = 'waiting'
      AND telegram_chat = ${chat.id} AND attachments->0->>'album' = ${album}
    RETURNING id::text AS id`)
  return row?.id ?? null
}

/** Which message a file came in, and its caption: an edit changes its own part. */
const attached = ({ files = [], message, album, text = '' }: Saying) =>
  files.map((file) => ({ ...file, state: 'waiting', message, album, caption: text }))

/** From now on a reply to this message belongs to the ticket. */
const noteOnPhone = ({ tx, chat }: SignedIn, ticket: string, message: number, turn: string) =>
  tx.rows(sql`INSERT INTO phone_messages (chat_id, message_id, ticket, message)
    VALUES (${chat.id}, ${message}, ${ticket}, ${turn})
    ON CONFLICT (chat_id, message_id) DO NOTHING`)
