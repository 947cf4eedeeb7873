import { sql } from '@payloadcms/db-postgres'

import { type InTransaction, inTransaction } from '../../src/database/transaction'
import { readCommentHtml } from '../../src/domain/comment-html'
import { ticketChange } from '../../src/domain/inbound'
import type { StatusRow } from '../../src/domain/ticket-status'
import type { ServiceCallCard } from '../../src/naumen/words/service-call-card'
import type { InboundDeps } from './deps'
import { listOf } from './look-at-tickets'

type Owner = { id: string; employee: string; readSince: Date | string | null; isFiling: boolean }

/** One transaction for so many. */
const BATCH = 200
const someId = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/gi

/**
 * Service calls that were not filed through the bot become tickets of the users whose they are. What
 * is old when the employee signs in is no news; what is filed later is, as if through the bot.
 */
export function createAdoption({ payload, naumen }: InboundDeps) {
  return {
    /**
     * @param isOld nothing of them is news, whenever they were filed
     * @returns UUIDs of those that are tickets now and were not before
     */
    async adopt(cards: ServiceCallCard[], table: StatusRow[], isOld = false): Promise<string[]> {
      const adopted: string[] = []
      for (let start = 0; start < cards.length; start += BATCH) {
        const batch = cards.slice(start, start + BATCH)
        adopted.push(...(await inTransaction(payload, (tx) => keep(tx, batch, table, isOld))))
      }
      return adopted
    },
  }

  async function keep(
    tx: InTransaction,
    cards: ServiceCallCard[],
    table: StatusRow[],
    isOld: boolean,
  ) {
    const owners = await ownersOf(tx, cards)
    const ours = await filedByUs(tx, cards)
    const fresh = cards.filter(({ uuid, client }) => {
      const owner = owners.get(client)
      // While a call of ours is under way, Naumen may show it before we know that it is ours
      return owner && !owner.isFiling && !ours.has(uuid)
    })
    if (!fresh.length) return []
    const lines = fresh.map((card) => ({
      ...lineOf(card, table, owners.get(card.client)!, isOld),
      number: numberOf(card, fresh),
    }))
    return insert(tx, JSON.stringify(lines))
  }

  function lineOf(card: ServiceCallCard, table: StatusRow[], owner: Owner, isOld: boolean) {
    const registered = naumen.readDate(card.registered)
    const modified = naumen.readDate(card.modified)
    const since = owner.readSince && new Date(owner.readSince)
    const isNews = !isOld && since !== null && registered !== null && registered > since
    const never = { status: 'registered', statusTitle: null, state: null, since: null } as const
    const { status, statusTitle } = isNews
      ? { status: 'registered', statusTitle: null }
      : ticketChange(table, { ...never, responsible: null }, card)
    const at = registered ?? modified ?? new Date()
    return {
      ...{ uuid: card.uuid, title: card.title, naumen_number: card.number, user_id: owner.id },
      ...{ status, status_title: statusTitle, category: card.category },
      topic_path: card.subject || card.title,
      text: readCommentHtml(card.description).text,
      // Never looked at: the next look tells what has become of it since it was filed
      state: isNews ? null : card.state,
      responsible: isNews ? null : (card.responsible?.uuid ?? null),
      name: isNews ? null : (card.responsible?.name ?? null),
      // Conversations of open ones are read at the next look, of others when somebody asks
      modified: status === 'closed' ? card.modified : null,
      registered_at: at,
      deadline: naumen.readDate(card.deadline),
      changed_at: modified ?? at,
      closed_at: status === 'closed' ? (modified ?? at) : null,
    }
  }
}

/** Their title in Naumen, by which they are quoted; a number that is taken gets a tail. */
function numberOf({ title, uuid }: ServiceCallCard, all: ServiceCallCard[]): string {
  const isAlone = all.filter((other) => other.title === title).length === 1
  return title && isAlone ? title : tailed(title, uuid)
}

const tailed = (title: string, uuid: string) => `${title || 'Без номера'} · ${uuid.split('$')[1]}`

async function ownersOf(tx: InTransaction, cards: ServiceCallCard[]) {
  const clients = [...new Set(cards.map(({ client }) => client).filter(Boolean))]
  const owners = await tx.rows<Owner>(sql`
    SELECT u.id, u.employee, u.tickets_read_at AS "readSince",
      EXISTS (SELECT FROM tickets t WHERE t.user_id = u.id AND t.naumen_uuid IS NULL
        AND t.hand_over_state NOT IN ('failed', 'givenUp')
        AND (t.hand_over_state = 'creating' OR t.hand_over_create_started_at IS NOT NULL)
      ) AS "isFiling"
    FROM users u WHERE u.state = 'active' AND u.employee IN ${listOf(clients)}`)
  return new Map(owners.map((owner) => [owner.employee, owner]))
}

/** By the attribute that holds our id, or by the last line of the description. */
async function filedByUs(tx: InTransaction, cards: ServiceCallCard[]): Promise<Set<string>> {
  const named = cards.map(({ uuid, correlation, description }) => ({
    uuid,
    ids: `${correlation} ${description}`.match(someId)?.map((id) => id.toLowerCase()) ?? [],
  }))
  const ids = named.flatMap((card) => card.ids)
  if (!ids.length) return new Set()
  const ours = await tx.rows<{ id: string }>(
    sql`SELECT id::text FROM tickets WHERE id::text IN ${listOf(ids)} AND origin = 'bot'`,
  )
  const known = new Set(ours.map(({ id }) => id))
  return new Set(
    named.filter((card) => card.ids.some((id) => known.has(id))).map(({ uuid }) => uuid),
  )
}

async function insert(tx: InTransaction, lines: string): Promise<string[]> {
  const made = await tx.rows<{ uuid: string }>(sql`
    WITH lines AS (
      SELECT * FROM jsonb_to_recordset(${lines}::jsonb) AS line(uuid text, number text, title text,
        naumen_number numeric, user_id uuid, status text, status_title text, category text,
        topic_path text, text text, state text, responsible text, name text, modified text,
        registered_at timestamptz, deadline timestamptz, changed_at timestamptz, closed_at timestamptz)
    ), made AS (
      INSERT INTO tickets (number, origin, user_id, topic_path, category_id, text, status,
        status_title, responsible, naumen_uuid, naumen_number, naumen_title, naumen_state,
        naumen_responsible, naumen_modified, naumen_settled, hand_over_state, registered_at,
        deadline, closed_at, created_at)
      SELECT CASE WHEN EXISTS (SELECT FROM tickets WHERE tickets.number = lines.number)
          THEN lines.number || ' · ' || split_part(uuid, '$', 2) ELSE lines.number END,
        'naumen', user_id, topic_path, (SELECT id FROM categories WHERE naumen_uuid = category),
        text, status::enum_tickets_status, status_title, name, uuid, naumen_number, title, state,
        responsible, modified, modified IS NOT NULL, 'done', registered_at, deadline, closed_at,
        registered_at
      FROM lines ORDER BY uuid
      ON CONFLICT DO NOTHING RETURNING id, naumen_uuid
    ), told AS (
      INSERT INTO tickets_history (_order, _parent_id, id, status, title, at)
      SELECT 1, made.id, left(md5(gen_random_uuid()::text), 24),
        lines.status::enum_tickets_history_status, lines.status_title, lines.changed_at
      FROM made JOIN lines ON lines.uuid = made.naumen_uuid
    )
    SELECT naumen_uuid AS uuid FROM made`)
  return made.map(({ uuid }) => uuid)
}
