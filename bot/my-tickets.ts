import { sql } from '@payloadcms/db-postgres'
import type { Button, Screen } from '../src/domain/screen'
import { cutHtml, cutText, escapeHtml } from '../src/domain/text'
import { dateInWords } from './dates'
import { pager } from './dialog'
import type { SignedIn } from './world'

const pageSize = 7

type Row = {
  id: string
  number: string
  topicPath: string | null
  text: string | null
  status: string
  filedAt: string
  naumenTitle: string | null
  handOver: string
}

/** The employee's own tickets, newest first. */
export async function ticketList(world: SignedIn, asked: number): Promise<Screen> {
  const { say, tx, user } = world
  const [total] = await tx.rows<{ count: number }>(
    sql`SELECT count(*)::int AS count FROM tickets WHERE user_id = ${user.id}`,
  )
  const pages = Math.max(1, Math.ceil((total?.count ?? 0) / pageSize))
  const page = Math.min(Math.max(0, asked), pages - 1)
  const rows = await tx.rows<Row>(sql`${columns} WHERE user_id = ${user.id}
    ORDER BY created_at DESC LIMIT ${pageSize} OFFSET ${page * pageSize}`)
  const buttons = rows.map((row): Button[] => [
    { label: labelOf(world, row), press: `/ticket:${row.id}` },
  ])
  return {
    text: rows.length ? say('myTickets') : say('noTickets'),
    rows: [...buttons, ...pager(page, pages, (to) => `/my:${to}`), ...ways(world)],
  }
}

/** One of the employee's own tickets; anybody else's is treated as not there. */
export async function ticketCard(world: SignedIn, id: string): Promise<Screen> {
  const { say, tx, user, settings } = world
  const [row] = await tx.rows<Row>(sql`${columns} WHERE user_id = ${user.id} AND id::text = ${id}`)
  if (!row) return ticketList(world, 0)
  const status = statusOf(world, row)
  const text = say('ticketCard', {
    number: row.number,
    topic: row.topicPath ?? '',
    icon: status.icon,
    status: status.title,
    filedAt: dateInWords(row.filedAt, settings.timeZone),
    handOver: handOverInWords(row),
    text: '{text}',
  })
  const said = row.text ? `<blockquote>${cutHtml(escapeHtml(row.text), 2500)}</blockquote>` : ''
  return {
    text: text.replace('{text}', () => said),
    rows: [
      [
        { label: say('refresh'), press: `/ticket:${row.id}` },
        { label: say('back'), press: '/my' },
      ],
      [{ label: say('home'), press: '/home' }],
    ],
  }
}

const columns = sql`SELECT id::text AS id, number, topic_path AS "topicPath", text, status,
  created_at AS "filedAt", naumen_title AS "naumenTitle", hand_over_state AS "handOver" FROM tickets`

function labelOf(world: SignedIn, row: Row): string {
  const topic = row.topicPath?.split(' → ').at(-1) ?? cutText(row.text ?? '', 40)
  return `${statusOf(world, row).icon} ${row.number} · ${topic}`
}

const statusOf = ({ content }: SignedIn, { status }: Row) =>
  content.statuses[status] ?? { title: status, icon: '•' }

function handOverInWords({ handOver, naumenTitle }: Row): string {
  if (naumenTitle) return `Номер в Naumen: ${naumenTitle}`
  return handOver === 'failed' ? '⚠️ Передаём вручную' : '⏳ Передаём инженерам'
}

const ways = ({ say }: SignedIn): Button[][] => [
  [{ label: say('newTicketButton'), press: '/new' }],
  [{ label: say('home'), press: '/home' }],
]
