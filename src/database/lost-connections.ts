import type { PostgresAdapter } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'

/**
 * A connection that breaks is an event, and one nobody listens to ends the process: a restart of the
 * database would take web, bot and jobs with it. The query under way still fails where it was asked.
 */
export function surviveLostConnections(payload: Payload): void {
  const { pool } = payload.db as unknown as PostgresAdapter
  const lost = (error: Error) => payload.logger.warn({ err: error }, 'A database connection broke')
  if (!pool.listenerCount('error')) pool.on('error', lost)
  pool.on('acquire', (client) => {
    if (!client.listeners('error').includes(lost)) client.on('error', lost)
  })
}
