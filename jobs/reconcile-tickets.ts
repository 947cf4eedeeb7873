import { sql } from '@payloadcms/db-postgres'
import type { SQL } from 'drizzle-orm'
import type { Payload } from 'payload'

import { inTransaction, rows } from '../src/database/transaction'
import type { Log } from '../src/log'
import type { Naumen } from '../src/naumen/client'
import type { Mapping } from '../src/naumen/mapping'
import type { ServiceCall } from '../src/naumen/words/service-call'
import type { Queue } from '../src/queue'
import { sendAlert } from './reach/alert'
import { requeueConversations } from './hand-over/message-again'
import type { NaumenLane } from './reach/naumen-lane'

type Deps = {
  payload: Payload
  queue: Queue
  naumen: Naumen
  lane: NaumenLane
  log: Log
  alertEmail?: string
  readMapping: () => Promise<Mapping>
}
type Ticket = { id: string; number: string; serviceCall: string; error: string | null }

const BATCH = 100
/** More than this many gone at once is a lost right or a wrong filter, not lost tickets. */
const MISSING_AT_MOST = 3

/**
 * Looks over the last 48 hours: what never reached Naumen is queued again, what stands there twice
 * is told of. Catches what a worker that slept through its lease may have done.
 */
export function createReconcile(deps: Deps) {
  const { payload, queue, naumen, lane, log } = deps

  return async function reconcile() {
    await requeueStuck()
    await requeueConversations(deps)
    if (await lane.secondsShut()) return
    try {
      await compare()
      await lane.noteSuccess()
    } catch (error) {
      await lane.noteFailure(error)
      throw error
    }
  }

  /** On their way, but with no job that would take them further. */
  async function requeueStuck() {
    const stuck = await rows<{ id: string }>(
      payload,
      sql`SELECT t.id FROM tickets t
          WHERE t.hand_over_state IN ('waiting', 'creating', 'created')
            AND t.created_at < now() - interval '1 minute'
            AND NOT EXISTS (SELECT FROM pgboss.job j WHERE j.name = 'hand-over-ticket'
              AND j.singleton_key = t.id::text AND j.state IN ('created', 'retry', 'active'))`,
    )
    for (const { id } of stuck) await queueAgain(id)
  }

  async function compare() {
    const mapping = await deps.readMapping()
    if (!(await naumen.canCorrelate(mapping))) return
    const tickets = await handedOver(payload)
    const missing: Ticket[] = []
    for (let start = 0; start < tickets.length; start += BATCH) {
      const batch = tickets.slice(start, start + BATCH)
      const there = await naumen.findServiceCalls(
        mapping,
        batch.map(({ id }) => id),
      )
      for (const ticket of batch) {
        const same = there.filter(({ correlation }) => correlation === ticket.id)
        if (same.length > 1) await tellDouble(ticket, same)
        if (!same.length && !(await naumen.hasServiceCall(ticket.serviceCall))) missing.push(ticket)
      }
    }
    if (missing.length) await bringBack(missing)
  }

  async function bringBack(missing: Ticket[]) {
    const numbers = missing.map(({ number }) => number).join(', ')
    const few = missing.length <= MISSING_AT_MOST
    log.error({ tickets: missing.map(({ id }) => id), few }, 'Tickets are missing from Naumen')
    await sendAlert(deps, null, {
      subject: 'В Naumen нет переданных заявок',
      text: `Не найдены: ${numbers}. ${few ? 'Передаём их ещё раз.' : 'Их слишком много, ещё раз не передаём: проверьте права ключа доступа.'}`,
    })
    if (few) for (const { id } of missing) await queueAgain(id, forgetServiceCall)
  }

  async function queueAgain(id: string, columns: SQL = sql`hand_over_claim = NULL`) {
    await inTransaction(payload, async (tx) => {
      await tx.rows(sql`UPDATE tickets SET ${columns}, updated_at = now() WHERE id = ${id}`)
      // A failed job would hold back its successors of the same ticket for ever
      await tx.rows(sql`DELETE FROM pgboss.job WHERE name = 'hand-over-ticket'
        AND singleton_key = ${id} AND state = 'failed'`)
      await queue.send(tx.db, 'hand-over-ticket', { ticket: id, attempt: 0 }, { key: id })
    })
    log.warn({ ticket: id }, 'A hand-over was queued again')
  }

  async function tellDouble(ticket: Ticket, same: ServiceCall[]) {
    const titles = same.map(({ title }) => title).join(', ')
    const words = `В Naumen заявка стоит дважды: ${titles}`
    if (ticket.error === words) return
    log.error({ ticket: ticket.id, titles }, 'A ticket stands twice in Naumen')
    await inTransaction(payload, async (tx) => {
      await tx.rows(sql`UPDATE tickets SET hand_over_error = ${words} WHERE id = ${ticket.id}`)
      await sendAlert(deps, tx.db, {
        subject: `Заявка ${ticket.number} попала в Naumen дважды`,
        text: `${words}. Закройте лишнюю.`,
      })
    })
  }
}

const handedOver = (payload: Payload) =>
  rows<Ticket>(
    payload,
    sql`SELECT id, number, naumen_uuid AS "serviceCall", hand_over_error AS error FROM tickets
        WHERE naumen_uuid IS NOT NULL AND origin = 'bot'
          AND created_at > now() - interval '48 hours'`,
  )

/** As if it had never been there: it is created anew with all its files. */
const forgetServiceCall = sql`naumen_uuid = NULL, naumen_number = NULL, naumen_title = NULL,
  hand_over_state = 'waiting', hand_over_claim = NULL, hand_over_create_started_at = NULL,
  attachments = (SELECT coalesce(jsonb_agg(CASE WHEN item->>'state' = 'handedOver'
      THEN jsonb_set(item, '{state}', '"fetched"') ELSE item END ORDER BY place), '[]')
    FROM jsonb_array_elements(coalesce(attachments, '[]')) WITH ORDINALITY AS a(item, place))`
