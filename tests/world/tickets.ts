import type { World } from './world'

export type TicketFacts = {
  number: string
  status: string
  statusTitle: string | null
  responsible: string | null
  topicPath: string | null
  text: string
  origin: 'bot' | 'naumen'
  naumenTitle: string | null
  naumenNumber: number | null
  handOver: string
  mark: number | null
  /** Hours ago. */
  filed: number
  closed: number | null
}

const usual: Omit<TicketFacts, 'number'> = {
  status: 'inProgress',
  statusTitle: null,
  responsible: null,
  topicPath: 'Компьютер и оргтехника → Принтеры → Не печатает',
  text: 'Не печатает',
  origin: 'bot',
  naumenTitle: null,
  naumenNumber: null,
  handOver: 'done',
  mark: null,
  filed: 2,
  closed: null,
}

/** A ticket of whoever has this address, as if it had been living for a while. @returns its id */
export async function insertTicket(
  { rows }: Pick<World, 'rows'>,
  address: string,
  facts: Pick<TicketFacts, 'number'> & Partial<TicketFacts>,
): Promise<string> {
  const all = { ...usual, ...facts }
  const [row] = await rows<{ id: string }>(
    `INSERT INTO tickets (user_id, number, status, status_title, responsible, topic_path, text, origin,
       naumen_title, naumen_number, hand_over_state, mark, created_at, closed_at, attachments)
     SELECT id, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, now() - make_interval(hours => $13),
       now() - make_interval(hours => $14), '[]' FROM users WHERE email = $1
     RETURNING id::text AS id`,
    [
      address,
      ...[all.number, all.status, all.statusTitle, all.responsible, all.topicPath, all.text],
      ...[all.origin, all.naumenTitle, all.naumenNumber, all.handOver, all.mark],
      ...[all.filed, all.closed],
    ],
  )
  if (!row) throw new Error(`Nobody has the address ${address}`)
  return row.id
}

/** Closed tickets of somebody who has been here for years. */
export const insertManyTickets = ({ rows }: Pick<World, 'rows'>, address: string, count: number) =>
  rows(
    `INSERT INTO tickets (user_id, number, status, topic_path, text, hand_over_state, created_at,
       closed_at)
     SELECT users.id, 'RP' || (900000 + n), 'closed', 'Связь → VPN → Не подключается',
       repeat('слово ', 300), 'done', now() - make_interval(days => n), now() - make_interval(days => n)
     FROM users, generate_series(1, $2) AS n WHERE email = $1`,
    [address, count],
  )

/** Turns of a long conversation, the engineer and the employee by turns. */
export const insertManyMessages = ({ rows }: Pick<World, 'rows'>, ticket: string, count: number) =>
  rows(
    `INSERT INTO messages (ticket_id, direction, author, text, html, hand_over_state, sent_at)
     SELECT $1, (CASE WHEN n % 2 = 0 THEN 'fromEmployee' ELSE 'fromEngineer' END)::enum_messages_direction,
       'Анна Кравцова', n || ' ' || repeat('слово ', 200), n || ' ' || repeat('<b>слово</b> ', 2000),
       (CASE WHEN n % 2 = 0 THEN 'done' ELSE 'notNeeded' END)::enum_messages_hand_over_state,
       now() - make_interval(mins => $2 - n)
     FROM generate_series(1, $2) AS n`,
    [ticket, count],
  )
