import { sql } from '@payloadcms/db-postgres'
import { type InTransaction, inTransaction } from '../../src/database/transaction'
import { commentChanges, type KnownTicket, ticketChange } from '../../src/domain/inbound'
import type { StatusRow } from '../../src/domain/ticket-status'
import { failpoint } from '../../src/failpoint'
import { sendDailyAlert } from '../reach/alert'
import { applyComment, readConversation } from './apply-comment'
import { redrawReceipt } from '../draw-receipt'
import type { InboundDeps } from './deps'
import type { Look } from './look-at-tickets'
import { keepEvent } from '../tell/ticket-events'

type Ticket = KnownTicket & {
  id: string
  /** UUID of the employee whose it is. */
  client: string
  origin: 'bot' | 'naumen'
  modified: string | null
  isStale: boolean
  wasPulled: boolean
  readSince: Date | string | null
}

export type Applied =
  /** Nobody's here. */
  | { outcome: 'unknown' }
  /** Somebody has looked after us: what we saw may be older than what is kept. */
  | { outcome: 'stale' }
  | { outcome: 'same' | 'changed'; ticket: string }

/** Brings one ticket up to what a look has shown, with its events, in one transaction. */
export function createApply(deps: InboundDeps) {
  const { payload, queue, naumen } = deps

  return async function apply(look: Look, table?: StatusRow[]): Promise<Applied> {
    const statuses = table ?? (await deps.readStatuses())
    return inTransaction(payload, async (tx) => {
      const ticket = await lockTicket(tx, look)
      if (!ticket) return { outcome: 'unknown' }
      if (ticket.isStale) return { outcome: 'stale' }
      const isTheirs = await followClient(tx, ticket, look)
      const spoke = await talk(tx, ticket, look, isTheirs)
      const moved = await move(tx, ticket, look, statuses, isTheirs)
      if (moved) await redrawReceipt(tx, queue, ticket.id)
      const isSame = !spoke.changed && !moved && ticket.modified === look.card.modified
      await tx.rows(sql`UPDATE tickets SET naumen_settled = ${isSame && !spoke.isLater},
          naumen_pulled_at = clock_timestamp(), naumen_gone_at = NULL
        WHERE id = ${ticket.id}`)
      if (spoke.changed || moved) failpoint('pull-before-commit')
      return { outcome: spoke.changed || moved ? 'changed' : 'same', ticket: ticket.id }
    })
  }

  /** What was said, before what became of it: «resolved» comes after the words that say how. */
  async function talk(tx: InTransaction, ticket: Ticket, look: Look, isTheirs: boolean) {
    const { known, isSaying, underWay } = await readConversation(tx, ticket.id)
    const isBaseline = ticket.origin === 'naumen' && !ticket.wasPulled
    const changes = commentChanges(known, look.comments, {
      ...{ client: ticket.client, isSaying, underWay, gone: look.gone },
      toldSince: isBaseline ? new Date(ticket.readSince ?? Date.now()) : null,
    })
    const real = changes.filter(({ kind }) => kind !== 'later')
    for (const change of real) {
      const event = await applyComment(tx, ticket.id, change)
      if (event && isTheirs) await keepEvent(tx, queue, ticket.id, event.key, event.event)
    }
    if (look.comments.some(({ isPrivate }) => isPrivate === null)) await tellUnreadable(tx)
    const changed = real.some(({ kind }) => kind !== 'touched')
    return { changed, isLater: real.length < changes.length }
  }

  /** @returns whether something people see has changed */
  async function move(
    tx: InTransaction,
    ticket: Ticket,
    { card }: Look,
    table: StatusRow[],
    isTheirs: boolean,
  ) {
    const { status, statusTitle, told, isUnknown } = ticketChange(table, ticket, card)
    const at = momentOf(naumen.readDate(card.modified))
    const deadline = naumen.readDate(card.deadline)?.toISOString() ?? null
    const responsible = card.responsible?.name ?? null
    const [before] = await tx.rows<{ same: boolean }>(sql`
      SELECT deadline IS NOT DISTINCT FROM ${deadline}::timestamptz
        AND responsible IS NOT DISTINCT FROM ${responsible}
        AND status_title IS NOT DISTINCT FROM ${statusTitle} AS same
      FROM tickets WHERE id = ${ticket.id}`)
    await tx.rows(sql`UPDATE tickets SET naumen_state = ${card.state},
        naumen_responsible = ${card.responsible?.uuid ?? null}, responsible = ${responsible},
        naumen_since = nullif(${card.since}, ''), naumen_modified = ${card.modified}, status = ${status}::enum_tickets_status,
        status_title = ${statusTitle}, deadline = ${deadline}::timestamptz,
        naumen_title = coalesce(nullif(${card.title}, ''), naumen_title),
        naumen_number = coalesce(${card.number}::numeric, naumen_number),
        closed_at = CASE WHEN ${status} <> 'closed' THEN NULL ELSE coalesce(closed_at, now()) END,
        updated_at = now()
      WHERE id = ${ticket.id}`)
    if (isUnknown && ticket.state !== card.state) await tellUnknown(tx, card)
    if (told) {
      const line = await addHistory(tx, ticket, told, at)
      const key = `status:${ticket.id}:${line}`
      if (isTheirs) await keepEvent(tx, queue, ticket.id, key, { kind: 'status', ...told })
    }
    return told !== null || !before?.same || status !== ticket.status
  }

  async function tellUnknown(tx: InTransaction, { state, stateTitle }: Look['card']) {
    const name = stateTitle ? `${state} («${stateTitle}»)` : state
    await sendDailyAlert(deps, tx, `state ${state}`, {
      subject: 'В Naumen новое состояние запроса',
      text: `Состояния ${name} нет в таблице «Статусы заявок». Заявки в нём показываются с прежним статусом. Добавьте его в строку таблицы.`,
    })
  }

  async function tellUnreadable(tx: InTransaction) {
    await sendDailyAlert(deps, tx, 'comment.private', {
      subject: 'Не видно, какие комментарии в Naumen внутренние',
      text: 'Naumen не отдаёт признак private у комментариев. Такие комментарии сотрудникам не показываются. Дайте ключу доступа право читать этот атрибут.',
    })
  }
}

async function lockTicket(tx: InTransaction, { begun, card }: Look): Promise<Ticket | undefined> {
  const [ticket] = await tx.rows<Ticket>(sql`
    SELECT t.id, t.status, t.status_title AS "statusTitle", t.naumen_state AS state,
      t.naumen_responsible AS responsible, t.naumen_since AS since, t.naumen_modified AS modified, t.origin,
      t.naumen_pulled_at IS NOT NULL AS "wasPulled", u.tickets_read_at AS "readSince",
      coalesce(t.naumen_pulled_at >= ${begun}::timestamptz, false) AS "isStale",
      u.employee AS client
    FROM tickets t JOIN users u ON u.id = t.user_id
    WHERE t.naumen_uuid = ${card.uuid} FOR UPDATE OF t`)
  return ticket
}

/**
 * A request made over to somebody else is theirs from now on.
 * @returns whether its employee may hear of it
 */
async function followClient(tx: InTransaction, ticket: Ticket, { card }: Look): Promise<boolean> {
  if (!card.client || card.client === ticket.client) return true
  const moved = await tx.rows(sql`
    UPDATE tickets SET user_id = u.id FROM users u
    WHERE tickets.id = ${ticket.id} AND u.employee = ${card.client} AND u.state = 'active'
    RETURNING tickets.id`)
  ticket.client = card.client
  return moved.length > 0
}

/** @returns its place, which no other line of this ticket ever has */
async function addHistory(
  tx: InTransaction,
  { id }: Ticket,
  { status, title }: { status: string; title: string },
  at: string,
): Promise<number> {
  const [line] = await tx.rows<{ place: number }>(sql`
    INSERT INTO tickets_history (_order, _parent_id, id, status, title, at)
    SELECT coalesce(max(_order), 0) + 1, ${id}, left(md5(gen_random_uuid()::text), 24),
      ${status}::enum_tickets_history_status, ${title}, least(${at}::timestamptz, now())
    FROM tickets_history WHERE _parent_id = ${id}
    RETURNING _order AS place`)
  return line?.place ?? 0
}

const momentOf = (date: Date | null) => (date ?? new Date()).toISOString()
