import { sql } from '@payloadcms/db-postgres'
import type { TicketStatus } from '../../src/domain/ticket-status'
import type { SignedIn } from '../world'

/** A ticket as far as talking about it needs. */
export type OwnTicket = {
  id: string
  number: string
  /** Its last word: «Не печатает». */
  topic: string
  status: TicketStatus
  mark: number | null
  isInNaumen: boolean
}

const columns = sql`id::text AS id, number, status::text AS status, mark::float8 AS mark,
  coalesce(regexp_replace(topic_path, '^.* → ', ''), '') AS topic,
  naumen_uuid IS NOT NULL AS "isInNaumen"`

/** One of the person's own tickets; anybody else's is not there for them. */
export async function ownTicket({ tx, user }: SignedIn, id: string): Promise<OwnTicket | null> {
  if (!uuid.test(id)) return null
  const [row] = await tx.rows<OwnTicket>(
    sql`SELECT ${columns} FROM tickets WHERE id = ${id} AND user_id = ${user.id}`,
  )
  return row ?? null
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

/** As many as one can choose from at a glance. */
const most = 8

/** Tickets in which an engineer waits for a word of the person. */
export const awaitingTickets = ({ tx, user }: SignedIn): Promise<OwnTicket[]> =>
  tx.rows<OwnTicket>(sql`SELECT ${columns} FROM tickets
    WHERE user_id = ${user.id} AND status = 'awaitingAuthor'
    ORDER BY created_at DESC LIMIT ${most}`)

/** The ticket a message on the phone speaks of. */
export async function ticketOfMessage(world: SignedIn, message: number): Promise<OwnTicket | null> {
  const { tx, chat, user } = world
  const [row] = await tx.rows<{ ticket: string }>(sql`
    SELECT ticket::text AS ticket FROM phone_messages JOIN tickets ON tickets.id = ticket
    WHERE chat_id = ${chat.id} AND message_id = ${message} AND user_id = ${user.id}`)
  if (row) return ownTicket(world, row.ticket)
  // The open card speaks of its ticket, too
  const isCard = message === chat.message && chat.place.startsWith('/ticket:')
  if (isCard) return ownTicket(world, chat.place.slice('/ticket:'.length))
  return ticketNamedIn(world, world.incoming.repliedText ?? '')
}

/** Sent right before a worker died, a message is known to nobody: its head names its ticket. */
async function ticketNamedIn(world: SignedIn, text: string): Promise<OwnTicket | null> {
  const [head = ''] = text.split('\n')
  const words = JSON.stringify(head.split(/[\s·]+/))
  const [row] = await world.tx.rows<{ id: string }>(sql`SELECT id::text AS id FROM tickets
    WHERE user_id = ${world.user.id}
      AND number IN (SELECT jsonb_array_elements_text(${words}::jsonb)) LIMIT 1`)
  return row ? ownTicket(world, row.id) : null
}

/**
 * The ticket to which an earlier piece of an album went: be it long ago, where the bot was away
 * between two of them. Telegram keeps an update for a day.
 */
export async function ticketOfAlbum(world: SignedIn, album: string): Promise<OwnTicket | null> {
  const { tx, chat, user } = world
  const [row] = await tx.rows<{ ticket: string }>(sql`
    SELECT ticket_id::text AS ticket FROM messages JOIN tickets ON tickets.id = ticket_id
    WHERE telegram_chat = ${chat.id} AND messages.created_at > now() - interval '1 day'
      AND messages.attachments->0->>'album' = ${album} AND user_id = ${user.id} LIMIT 1`)
  return row ? ownTicket(world, row.ticket) : null
}
