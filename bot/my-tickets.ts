import { sql } from '@payloadcms/db-postgres'
import type { Button } from '../src/domain/screen'
import { cutText } from '../src/domain/text'
import type { Shown } from './chat'
import { ageInWords } from './dates'
import { pager } from './dialog'
import { type Looking, lookingOf, statusOf, subjectOf } from './my-tickets/words'
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

/** Has Naumen asked for what was filed before the bot, and shows what is there. */
export async function myTickets(world: SignedIn, place: string): Promise<Shown> {
  const list = await ticketList(lookingOf(world), place)
  if (list.live !== undefined) await askForEarlier(world)
  return list
}

/**
 * @param place «open», «closed», and after a colon a page or the ticket that stands on it
 * @returns `live` while earlier tickets are on their way: it is drawn again when they are there
 */
export async function ticketList(looking: Looking, place: string): Promise<Shown> {
  const { tx, user, say } = looking
  const [name = '', at = ''] = place.split(':')
  const list: TicketList = name === 'closed' ? 'closed' : 'open'
  const totals = await totalsOf(looking)
  const pages = Math.max(1, Math.ceil(totals[list] / pageSize))
  const page = Math.min(await pageOf(looking, list, at), pages - 1)
  const tickets = await tx.rows<ListedTicket>(sql`SELECT ${listed} FROM tickets
    WHERE user_id = ${user} AND ${inList[list]} ORDER BY ${orderIn[list]}
    LIMIT ${pageSize} OFFSET ${page * pageSize}`)
  const text = [say('myTickets'), ...remarks(looking, list, totals)].join('\n\n')
  return {
    text,
    rows: [
      ...tickets.map((ticket) => [ticketButton(looking, ticket)]),
      ...pager(page, pages, (to) => `/my:${list}:${to}`),
      ...ways(looking, list, totals),
    ],
    ...(totals.loading && { live: text }),
  }
}

export function ticketButton(looking: Looking, ticket: ListedTicket): Button {
  const { icon } = statusOf(looking, ticket)
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

async function totalsOf({ tx, user }: Looking): Promise<Totals> {
  const [totals] = await tx.rows<Totals>(sql`
    SELECT (count(tickets.id) FILTER (WHERE ${inList.open}))::int AS open,
      (count(tickets.id) FILTER (WHERE ${inList.closed}))::int AS closed,
      users.tickets_read_at IS NULL AS loading
    FROM users LEFT JOIN tickets ON tickets.user_id = users.id
    WHERE users.id = ${user} GROUP BY users.id`)
  return totals ?? { open: 0, closed: 0, loading: false }
}

/** Asked for at sign-in; again for whoever signed in before that was done. */
async function askForEarlier({ tx, queue, user }: SignedIn): Promise<void> {
  const [queued] = await tx.rows(sql`SELECT id FROM pgboss.job
    WHERE name = 'adopt-tickets' AND singleton_key = ${user.id} AND state < 'completed'`)
  if (!queued) await queue.send(tx.db, 'adopt-tickets', { user: user.id }, { key: user.id })
}

/** Where «← Назад» leads from a ticket's card: to the page it stands on. */
async function pageOf({ tx, user }: Looking, list: TicketList, at: string): Promise<number> {
  if (!/^[0-9a-f-]{36}$/i.test(at)) return Math.max(0, Math.trunc(Number(at)) || 0)
  const [before] = await tx.rows<{ place: number }>(sql`
    SELECT place::int AS place FROM (
      SELECT id::text AS id, row_number() OVER (ORDER BY ${orderIn[list]}) - 1 AS place FROM tickets
      WHERE user_id = ${user} AND ${inList[list]}) AS placed
    WHERE id = ${at}`)
  return Math.floor((before?.place ?? 0) / pageSize)
}

function remarks({ say }: Looking, list: TicketList, { open, closed, loading }: Totals): string[] {
  if (loading) return [say('ticketsLoading')]
  if (!open && !closed) return [say('noTickets')]
  if (list === 'open' && !open) return [say('noOpenTickets')]
  return list === 'closed' && !closed ? [say('noClosedTickets')] : []
}

function ways({ say }: Looking, list: TicketList, totals: Totals): Button[][] {
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
