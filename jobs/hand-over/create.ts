import { sql } from '@payloadcms/db-postgres'

import { inTransaction } from '../../src/database/transaction'
import { descriptionOf, subjectOf } from '../../src/domain/hand-over'
import { failpoint } from '../../src/failpoint'
import { NaumenUnreachable } from '../../src/naumen/errors'
import type { Mapping } from '../../src/naumen/mapping'
import type { ServiceCall } from '../../src/naumen/words/service-call'
import { sendAlert } from '../reach/alert'
import { type Claimed, ClaimLost, type HandOverDeps, look, markCall, redraw } from './claim'
import type { TicketRecord } from './ticket-record'

const TRUST_ANSWER_MS = 10 * 60_000

/** Creates a service call for a ticket, and finds the one a lost answer told us nothing of. */
export function createServiceCallKeeper(deps: HandOverDeps) {
  const { naumen, payload, queue, log } = deps
  const correlate = rememberFor(TRUST_ANSWER_MS, (mapping: Mapping) => naumen.canCorrelate(mapping))

  /** Where Naumen has no attribute for our id, the description carries it. */
  async function mappingNow(): Promise<Mapping> {
    const mapping = await deps.readMapping()
    const { ticketType, attributes } = mapping
    if (await correlate(`${ticketType} ${attributes.correlation}`, mapping)) return mapping
    return { ...mapping, attributes: { ...attributes, correlation: '' } }
  }

  return {
    async create(held: Claimed) {
      const { ticket } = held
      const mapping = await mappingNow()
      await markCall(deps.settleSeconds, () =>
        held.write(
          sql`hand_over_state = 'creating', hand_over_create_started_at = now(),
            hand_over_lookups = 0, hand_over_looked_up_at = NULL`,
          undefined,
          sql`naumen_uuid IS NULL`,
        ),
      )
      failpoint('hand-over-before-create')
      const made = await naumen
        .createServiceCall(mapping, newServiceCall(ticket, mapping))
        .catch((error: unknown) => forget(held, error))
      failpoint('hand-over-created')
      await adopt(held, made)
    },

    async lookUp(held: Claimed) {
      const [found, second] = await look(async () => sameTicket(held.ticket, await mappingNow()))
      if (second) await tellDouble(held.ticket)
      if (found) return adopt(held, found)
      await held.write(sql`hand_over_lookups = coalesce(hand_over_lookups, 0) + 1,
        hand_over_looked_up_at = now()`)
    },
  }

  /** Nothing can have been created: the next try need not look first. */
  async function forget(held: Claimed, error: unknown): Promise<never> {
    const ambiguous = error instanceof NaumenUnreachable && error.ambiguous
    if (!ambiguous) await held.write(sql`hand_over_create_started_at = NULL`)
    throw error
  }

  async function sameTicket(ticket: TicketRecord, mapping: Mapping): Promise<ServiceCall[]> {
    if (mapping.attributes.correlation) return naumen.findServiceCalls(mapping, [ticket.id])
    const all = await naumen.findServiceCallsOf(mapping, ticket.user.employee)
    return all.filter(({ description }) => description.includes(ticket.id))
  }

  /** Also when the claim was lost meanwhile: that the service call exists must be known. */
  async function adopt({ ticket }: Claimed, made: ServiceCall) {
    const isOurs = await inTransaction(payload, async (tx) => {
      const adopted = await tx.rows(sql`UPDATE tickets SET naumen_uuid = ${made.uuid},
          naumen_number = ${made.number}, naumen_title = ${made.title},
          hand_over_state = 'created', hand_over_create_started_at = NULL, hand_over_error = NULL,
          registered_at = coalesce(registered_at, created_at), updated_at = now()
        WHERE id = ${ticket.id} AND (naumen_uuid IS NULL OR naumen_uuid = ${made.uuid})
        RETURNING id`)
      if (adopted.length) {
        await redraw(queue, tx, ticket)
        // What was said in it meanwhile has waited for this
        const said = { ticket: ticket.id, attempt: 0 }
        await queue.send(tx.db, 'hand-over-message', said, { key: ticket.id })
      }
      return adopted.length > 0
    })
    failpoint('hand-over-adopted')
    if (isOurs) return
    await tellDouble(ticket)
    throw new ClaimLost()
  }

  async function tellDouble({ id, number }: TicketRecord) {
    log.error({ ticket: id }, 'A ticket stands twice in Naumen')
    await sendAlert(deps, null, {
      subject: `Заявка ${number} попала в Naumen дважды`,
      text: `Найдите в Naumen обращения с меткой ${id} и закройте лишнее.`,
    })
  }
}

function newServiceCall(ticket: TicketRecord, mapping: Mapping) {
  const mark = mapping.attributes.correlation ? undefined : ticket.id
  return {
    correlation: ticket.id,
    clientEmployee: ticket.user.employee,
    subject: subjectOf(ticket.topic, ticket.text),
    description: descriptionOf({ ...ticket, mark }),
    category: ticket.category ?? undefined,
  }
}

function rememberFor<A>(milliseconds: number, ask: (argument: A) => Promise<boolean>) {
  const answers = new Map<string, { answer: boolean; until: number }>()
  return async (key: string, argument: A) => {
    const known = answers.get(key)
    if (known && known.until > performance.now()) return known.answer
    const answer = await ask(argument)
    answers.set(key, { answer, until: performance.now() + milliseconds })
    return answer
  }
}
