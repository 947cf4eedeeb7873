import { sql } from '@payloadcms/db-postgres'
import type { Button, Screen } from '../src/domain/screen'
import { cutText } from '../src/domain/text'
import { ageInWords } from './dates'
import { pager } from './dialog'
import { lookingOf, statusOf, subjectOf } from './ticket-words'
import type { SignedIn } from './world'

const pageSize = 7
/** So much of a topic leaves room for the age on a narrow phone. */
const subjectLength = 30

export type TicketList = 'open' | 'closed'

/** A line of a list. */
export type ListedTicket = {
  id: string
  number: string
  topicPath: string | null
  text: string | null
  status: string
  statusTitle: string | null
  /** Seconds since it was filed. */
  age: number
}

type Totals = { open: number; closed: number; loading: boolean }

/** @param place «open», «closed», and after a colon a page or the ticket that stands on it */
export async function myTickets(world: SignedIn, place: string): Promise<Screen> {
  const { tx, user, say } = world
  const [name = '', at = ''] = place.split(':')
  const list: TicketList = name === 'closed' ? 'closed' : 'open'
  const totals = await totalsOf(world)
  if (totals.loading) await askForEarlier(world)
  const pages = Math.max(1, Math.ceil(totals[list] / pageSize))
  const page = Math.min(await pageOf(world, list, at), pages - 1)
  const tickets = await tx.rows<ListedTicket>(sql`SELECT ${listed} FROM tickets
    WHERE user_id = ${user.id} AND ${inList[list]} ORDER BY ${orderIn[list]}
    LIMIT ${pageSize} OFFSET ${page * pageSize}`)
  return {
    text: [say('myTickets'), ...remarks(world, list, totals)].join('\n\n'),
    rows: [
      ...tickets.map((ticket) => [ticketButton(world, ticket)]),
      ...pager(page, pages, (to) => `/my:${list}:${to}`),
      ...ways(world, list, totals),
    ],
  }
}

export function ticketButton(world: SignedIn, ticket: ListedTicket): Button {
  const { icon } = statusOf(lookingOf(world), ticket)
  const subject = cutText(subjectOf(ticket), subjectLength)
  const label = `${icon} ${ticket.number} · ${subject} · ${ageInWords(ticket.age)}`
  return { label, press: `/ticket:${ticket.id}` }
}

/** Columns of a `ListedTicket`. */
export const listed = sql`id::text AS id, number, topic_path AS "topicPath",
  left(text, 200) AS text, status::text AS status, status_title AS "statusTitle",
  extract(epoch FROM now() - created_at)::float8 AS age`

const inList = { open: sql`status <> 'closed'`, closed: sql`status = 'closed'` }

/** What awaits the employee first, then the newest. */
export const order = sql`status = 'awaitingAuthor' DESC, created_at DESC, id`

/** Nothing closed awaits anybody: so its pages come straight from the index. */
const orderIn = { open: order, closed: sql`created_at DESC, id` }

async function totalsOf({ tx, user }: SignedIn): Promise<Totals> {
  const [totals] = await tx.rows<Totals>(sql`
    SELECT (count(tickets.id) FILTER (WHERE ${inList.open}))::int AS open,
      (count(tickets.id) FILTER (WHERE ${inList.closed}))::int AS closed,
      users.tickets_read_at IS NULL AS loading
    FROM users LEFT JOIN tickets ON tickets.user_id = users.id
    WHERE users.id = ${user.id} GROUP BY users.id`)
  return totals ?? { open: 0, closed: 0, loading: false }
}

/** Asked for at sign-in; again for whoever signed in before that was done. */
async function askForEarlier({ tx, queue, user }: SignedIn): Promise<void> {
  const [queued] = await tx.rows(sql`SELECT id FROM pgboss.job
    WHERE name = 'adopt-tickets' AND singleton_key = ${user.id} AND state < 'completed'`)
  if (!queued) await queue.send(tx.db, 'adopt-tickets', { user: user.id }, { key: user.id })
}

/** Where «← Назад» leads from a ticket's card: to the page it stands on. */
async function pageOf({ tx, user }: SignedIn, list: TicketList, at: string): Promise<number> {
  if (!/^[0-9a-f-]{36}$/i.test(at)) return Math.max(0, Math.trunc(Number(at)) || 0)
  const [before] = await tx.rows<{ place: number }>(sql`
    SELECT place::int AS place FROM (
      SELECT id::text AS id, row_number() OVER (ORDER BY ${orderIn[list]}) - 1 AS place FROM tickets
      WHERE user_id = ${user.id} AND ${inList[list]}) AS placed
    WHERE id = ${at}`)
  return Math.floor((before?.place ?? 0) / pageSize)
}

function remarks({ say }: SignedIn, list: TicketList, { open, closed, loading }: Totals): string[] {
  if (loading) return [say('ticketsLoading')]
  if (!open && !closed) return [say('noTickets')]
  if (list === 'open' && !open) return [say('noOpenTickets')]
  return list === 'closed' && !closed ? [say('noClosedTickets')] : []
}

function ways({ say }: SignedIn, list: TicketList, totals: Totals): Button[][] {
  const label = (name: TicketList) =>
    say(name === 'open' ? 'openTickets' : 'closedTickets', { count: totals[name] })
  const toggle = (name: TicketList): Button => ({
    label: name === list ? `• ${label(name)}` : label(name),
    press: `/my:${name}:0`,
  })
  const any = totals.open + totals.closed > 0
  return [
    ...(any ? [[toggle('open'), toggle('closed')]] : []),
    ...(totals.loading ? [[{ label: say('refresh'), press: `/my:${list}:0` }]] : []),
    ...(any ? [[{ label: say('findTicketButton'), press: '/find' }]] : []),
    [{ label: say('newTicketButton'), press: '/new' }],
    [{ label: say('home'), press: '/home' }],
  ]
}
