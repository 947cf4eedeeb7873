import { sql } from '@payloadcms/db-postgres'
import { rows } from '../../database/transaction'
import { linkedCell } from './linked-cell'

/** The ticket a message belongs to: its page shows the whole conversation. */
export const NumberCell = linkedCell('tickets', async (payload, id) => {
  const [ticket] = await rows<{ number: string }>(
    payload,
    sql`SELECT number FROM tickets WHERE id = ${id}`,
  )
  return ticket?.number
})
