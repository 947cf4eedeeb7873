import { sql } from '@payloadcms/db-postgres'
import type { CollectionBeforeValidateHook } from 'payload'
import { transactionOf } from '../src/database/transaction'
import type { Ticket } from '../src/payload-types'

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
