import { sql } from '@payloadcms/db-postgres'
import { rows } from '../../database/transaction'
import { linkedCell } from './linked-cell'

/** Whose ticket it is. */
export const PersonCell = linkedCell('users', async (payload, id) => {
  const [user] = await rows<{ name: string }>(payload, sql`SELECT name FROM users WHERE id = ${id}`)
  return user?.name
})
