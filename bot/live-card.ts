import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { inTransaction, type InTransaction, rows } from '../src/database/transaction'
import type { Log } from '../src/log'
import { redraw, type Shown } from './chat'
import { createContent } from './content'
import { ticketCard } from './ticket-card'

type LiveCardsOptions = { payload: Payload; timeZone: string; log: Log }

/**
 * Ticket cards that stand open on phones follow what happens to the ticket: written anew where they
 * stand. Works from any process, for the screen is state and whoever draws it finds it newer.
 */
export function createLiveCards({ payload, timeZone, log }: LiveCardsOptions) {
  const contentAt = createContent(payload)

  /** @param chat a chat whose person had the ticket before them a moment ago */
  const refresh = (chat: number, ticket: string) =>
    inTransaction(payload, async (tx) => {
      const open = await lockOpenCard(tx, chat, ticket)
      if (!open) return
      const { user, screen, revision } = open
      const { say, statuses } = await contentAt(revision, tx.req)
      const card = await ticketCard({ tx, say, statuses, timeZone, user }, ticket)
      const newer = card && withCard(screen, card)
      if (newer) await redraw(tx, chat, newer)
    })

  /** Best effort, for «Обновить» shows the same: whoever calls has done something that counts. */
  return async function refreshCards(tickets: string[]): Promise<void> {
    try {
      for (const { chat, ticket } of await openCards(payload, tickets)) await refresh(chat, ticket)
    } catch (error) {
      log.warn({ err: error }, 'A card could not be brought up to date')
    }
  }
}

/** @returns null when the phone shows just that; what is said above and below the card stays */
export function withCard(screen: Shown, card: Shown): Shown | null {
  const { live = '' } = screen
  const text = screen.text.replace(live, () => card.text)
  const same = text === screen.text && JSON.stringify(card.rows) === JSON.stringify(screen.rows)
  return same ? null : { ...screen, text, rows: card.rows, live: card.text }
}

const openCards = (payload: Payload, tickets: string[]) =>
  rows<{ chat: number; ticket: string }>(
    payload,
    sql`SELECT bot_chats.chat_id::float8 AS chat, tickets.id::text AS ticket
      FROM tickets JOIN users ON users.id = tickets.user_id JOIN bot_chats USING (chat_id)
      WHERE tickets.id = ANY(${sql.param(tickets)}::uuid[]) AND ${isOpen}`,
  )

type OpenCard = { user: string; screen: Shown; revision: number }

async function lockOpenCard(tx: InTransaction, chat: number, ticket: string) {
  const [open] = await tx.rows<OpenCard>(sql`
    SELECT users.id::text AS user, screen, (SELECT revision::float8 FROM content_revision) AS revision
    FROM bot_chats JOIN users USING (chat_id) JOIN tickets ON tickets.user_id = users.id
    WHERE chat_id = ${chat} AND tickets.id = ${ticket}::uuid AND ${isOpen}
    FOR UPDATE OF bot_chats`)
  return open
}

/** Only while access holds: whoever is dismissed meanwhile is shown nothing more. */
const isOpen = sql`bot_chats.place = '/ticket:' || tickets.id AND dialog IS NULL AND screen ? 'live'
  AND screen->>'keepFor' IS NULL AND users.state = 'active' AND users.session_expires_at > now()`
