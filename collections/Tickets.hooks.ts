import { sql } from '@payloadcms/db-postgres'
import type { CollectionAfterChangeHook, CollectionBeforeValidateHook } from 'payload'
import { transactionOf } from '../src/database/transaction'
import type { Ticket } from '../src/payload-types'
import { enqueue } from './engine'

/** Our own number, which the employee sees at once, whether Naumen answers or not. */
export const numberTicket: CollectionBeforeValidateHook<Ticket> = async ({
  data,
  operation,
  req,
}) => {
  if (operation !== 'create' || data?.number) return data
  const db = await transactionOf(req)
  const found = await db.execute(sql`SELECT nextval('ticket_numbers') AS next`)
  const [row] = (found as unknown as { rows: { next: string }[] }).rows
  return { ...data, number: `Б-${row?.next}` }
}

/**
 * Only queues: a ticket must be saved even while Naumen is down. `req` puts the job into the ticket's
 * own transaction, so that neither can exist without the other.
 */
export const handOverNewTicket: CollectionAfterChangeHook<Ticket> = async ({
  doc,
  operation,
  req,
}) => {
  if (operation === 'create' && doc.origin === 'bot')
    await enqueue(req, 'hand-over-ticket', { ticket: doc.id, attempt: 0 }, { key: doc.id })
  return doc
}
