import type { Bubble } from '../../world/phone'
import type { NaumenTicket, World } from '../../world/world'
import type { History } from '../history'

/** What phones, database, Naumen and mailbox hold when everything has settled. */
export type Facts = {
  tickets: TicketRow[]
  naumen: NaumenTicket[]
  phones: { person: number; bubbles: DatedBubble[] }[]
  /** Chats in which not the newest screen stands. */
  undrawn: { chat: number; behind: number }[]
  jobs: { name: string; state: string; count: number }[]
  setAside: { kind: string; reason: string }[]
  /** Updates that were sent and are not answered. */
  unanswered: number[]
  mails: { to: string; text: string }[]
}

export type DatedBubble = Bubble & { date: number; replyTo?: number }

export type TicketRow = {
  id: string
  number: string
  draft: string
  state: string
  telegram: number
  text: string
  naumenTitle: string | null
  error: string | null
}

export async function readFacts(world: World, history: History): Promise<Facts> {
  const { rows } = world
  const phones = history.people.map(async ({ id }) => {
    const path = `/people/${id}/messages`
    const { messages } = await world.telegram.get<{ messages: DatedBubble[] }>(path)
    return { person: id, bubbles: messages }
  })
  return {
    tickets: await rows<TicketRow>(`SELECT t.id, number, draft_key AS draft, text,
      hand_over_state AS state, receipt_chat::float8 AS telegram, naumen_title AS "naumenTitle",
      hand_over_error AS error FROM tickets t ORDER BY number`),
    naumen: await world.tickets(),
    phones: await Promise.all(phones),
    undrawn: await rows(`SELECT chat_id::float8 AS chat,
      (screen_revision - drawn_revision)::float8 AS behind FROM bot_chats
      WHERE drawn_revision < screen_revision`),
    jobs: await rows(
      `SELECT name, state::text, count(*)::int FROM pgboss.job
      WHERE state <> 'completed' AND name <> ALL($1) GROUP BY name, state`,
      [untried],
    ),
    setAside: await rows('SELECT kind, reason FROM updates_set_aside'),
    unanswered: await unanswered(world, history),
    mails: await world.mailbox.get('/mails'),
  }
}

/** Asked for anew by the timetable, so that a failed one is not tried again. */
export const untried = [
  'pull-categories',
  'recheck-users',
  'reconcile-tickets',
  'purge',
  'pull-changes',
  'publish-articles',
  'keep-day-figures',
  'remind',
]

async function unanswered(world: World, history: History): Promise<number[]> {
  const sent = history.people.flatMap(({ updates }) => updates)
  const done = await world.rows<{ id: number }>(
    'SELECT update_id::float8 AS id FROM inbox WHERE done_at IS NOT NULL',
  )
  const ids = new Set(done.map(({ id }) => id))
  return sent.filter((update) => !ids.has(update))
}
