import type { StatusRow } from '../../../src/domain/ticket-status'
import type { NaumenTicket, World } from '../../world/world'

/** What became of requests after they were filed, when everything has settled. */
export type ConversationFacts = {
  /** The requests as Naumen's desk shows them. */
  desk: DeskTicket[]
  standings: Standing[]
  messages: MessageRow[]
  events: EventRow[]
  /** The table of statuses in force. */
  statuses: StatusRow[]
  /** Every row that is kept of conversations and screens, as text. */
  kept: { table: string; row: string }[]
}

export type DeskTicket = NaumenTicket & {
  responsible: { employee: Named | null; team: Named | null } | null
  comments: DeskNote[]
  /** The title of the catalogue's item. */
  mark: string | null
  markComment: string | null
}
export type DeskNote = {
  uuid: string
  author: Named | null
  text: string | null
  private: boolean
  files: { title: string; sha256: string }[]
}
type Named = { uuid: string; title: string }

/** A ticket of ours as it stands now. */
export type Standing = {
  id: string
  number: string
  /** The chat of whoever filed it, null while nobody is signed in there. */
  chat: number | null
  uuid: string | null
  status: string
  title: string | null
  stars: number | null
}

export type MessageRow = {
  id: string
  /** Of its comment in Naumen. */
  uuid: string | null
  ticket: string
  direction: string
  act: string
  text: string
  /** Of its files. */
  names: string[]
  state: string
  error: string | null
}

export type EventRow = {
  ticket: string
  key: string
  kind: string
  /** The turn it is about. */
  message: string | null
  title: string | null
  told: boolean
  outcome: string | null
}

export async function readConversation({ rows, naumen }: World): Promise<ConversationFacts> {
  const statuses = await rows<StatusRow>(`SELECT status::text, icon, title, text, notify::text,
    needs_employee::text AS "needsEmployee",
    ARRAY(SELECT states.text FROM ticket_statuses_texts states
      WHERE states.path = 'statuses.' || (rows._order - 1) || '.naumenStates') AS "naumenStates"
    FROM ticket_statuses_statuses rows ORDER BY _order`)
  return {
    desk: await naumen.get('/tickets'),
    standings: await rows(`SELECT tickets.id, number, users.chat_id::float8 AS chat,
      naumen_uuid AS uuid, tickets.status::text, status_title AS title, mark::int AS stars
      FROM tickets JOIN users ON users.id = user_id`),
    messages:
      await rows(`SELECT id, naumen_uuid AS uuid, ticket_id AS ticket, direction::text, act::text,
      coalesce(text, '') AS text, ARRAY(SELECT file->>'name'
        FROM jsonb_array_elements(coalesce(attachments, '[]')) AS file) AS names, hand_over_state::text AS state, hand_over_error AS error
      FROM messages ORDER BY position`),
    events: await rows(`SELECT ticket, key, kind, data->>'title' AS title,
      data->>'message' AS message, outcome,
      told_at IS NOT NULL AS told FROM ticket_events ORDER BY id`),
    statuses,
    kept: (await Promise.all(tables.map(keptIn(rows)))).flat(),
  }
}

const tables = ['messages', 'ticket_events', 'bot_chats', 'status_posts', 'tickets']

const keptIn = (rows: World['rows']) => (table: string) =>
  rows<{ table: string; row: string }>(
    `SELECT '${table}' AS table, whole::text AS row FROM ${table} AS whole`,
  )

export const noConversation = (): ConversationFacts => ({
  ...{ desk: [], standings: [], messages: [], events: [], statuses: [], kept: [] },
})
