import { sql } from '@payloadcms/db-postgres'
import type { SQL } from 'drizzle-orm'
import type { Payload } from 'payload'
import { inTransaction, type InTransaction, rows } from '../../src/database/transaction'
import type { Log } from '../../src/log'
import { redraw, type Shown } from '../chat'
import { createContent } from '../content'
import { ticketList } from '../my-tickets'
import { ticketCard } from './card'
import type { Looking } from './words'

type LiveScreensOptions = { payload: Payload; timeZone: string; log: Log }

/**
 * Screens that stand open on phones follow what happens to what they show: written anew where they
 * stand. Works from any process, for the screen is state and whoever draws it finds it newer.
 */
export function createLiveScreens({ payload, timeZone, log }: LiveScreensOptions) {
  const contentAt = createContent(payload)

  /** @param of the chat, if what `draw` shows is still before its person */
  const refresh = (of: Open, draw: (looking: Looking, place: string) => Promise<Shown | null>) =>
    inTransaction(payload, async (tx) => {
      const open = await lockOpen(tx, of)
      if (!open) return
      const { user, screen, place, revision } = open
      const { say, statuses } = await contentAt(revision, tx.req)
      const part = await draw({ tx, say, statuses, timeZone, user }, place)
      const newer = part && withPart(screen, part)
      if (newer) await redraw(tx, of.chat, newer)
    })

  /** Best effort, for «Обновить» shows the same: whoever calls has done something that counts. */
  const safely = async (work: () => Promise<void>) => {
    try {
      await work()
    } catch (error) {
      log.warn({ err: error }, 'An open screen could not be brought up to date')
    }
  }

  return {
    /** Cards of these tickets. */
    refreshCards: (tickets: string[]): Promise<void> =>
      safely(async () => {
        for (const { chat, ticket } of await openCards(payload, tickets))
          await refresh({ chat, shows: cardOf(ticket) }, (looking) => ticketCard(looking, ticket))
      }),
    /** The list of this user, if it still waits for their earlier tickets. */
    refreshList: (user: string): Promise<void> =>
      safely(async () => {
        for (const { chat } of await openLists(payload, user))
          await refresh({ chat, shows: aList }, (looking, place) =>
            ticketList(looking, place.replace(/^\/my:?/, '')),
          )
      }),
  }
}

/** @returns null when the phone shows just that; what is said above and below the card stays */
export function withPart(screen: Shown, part: Shown): Shown | null {
  const { live = '' } = screen
  const text = screen.text.replace(live, () => part.text)
  const same = text === screen.text && JSON.stringify(part.rows) === JSON.stringify(screen.rows)
  if (same) return null
  const { live: _, ...rest } = screen
  return { ...rest, text, rows: part.rows, ...(part.live !== undefined && { live: part.live }) }
}

const openCards = (payload: Payload, tickets: string[]) =>
  rows<{ chat: number; ticket: string }>(
    payload,
    sql`SELECT bot_chats.chat_id::float8 AS chat, tickets.id::text AS ticket
      FROM tickets JOIN users ON users.id = tickets.user_id JOIN bot_chats USING (chat_id)
      WHERE tickets.id = ANY(${sql.param(tickets)}::uuid[]) AND bot_chats.place = '/ticket:' || tickets.id
        AND ${isOpen}`,
  )

const openLists = (payload: Payload, user: string) =>
  rows<{ chat: number }>(
    payload,
    sql`SELECT chat_id::float8 AS chat FROM users JOIN bot_chats USING (chat_id)
      WHERE users.id = ${user}::uuid AND ${aList} AND ${isOpen}`,
  )

/** A chat, and whose place tells that it shows what is meant. */
type Open = { chat: number; shows: SQL }
const cardOf = (ticket: string) => sql`bot_chats.place = ${`/ticket:${ticket}`}`
/** By «Мои заявки» or a section of the menu: no other screen but a card is live. */
const aList = sql`bot_chats.place NOT LIKE '/ticket:%'`

type Opened = { user: string; screen: Shown; place: string; revision: number }

async function lockOpen(tx: InTransaction, { chat, shows }: Open) {
  const [open] = await tx.rows<Opened>(sql`
    SELECT users.id::text AS user, screen, bot_chats.place,
      (SELECT revision::float8 FROM content_revision) AS revision
    FROM bot_chats JOIN users USING (chat_id)
    WHERE chat_id = ${chat} AND ${shows} AND ${isOpen}
    FOR UPDATE OF bot_chats`)
  return open
}

/** Only while access holds: whoever is dismissed meanwhile is shown nothing more. */
const isOpen = sql`dialog IS NULL AND screen ? 'live' AND screen->>'keepFor' IS NULL
  AND users.state = 'active' AND users.session_expires_at > now()`
