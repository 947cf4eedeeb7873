import { sql } from '@payloadcms/db-postgres'
import type { SQL } from 'drizzle-orm'
import type { Payload } from 'payload'
import { Gauge, Registry } from 'prom-client'
import { rows } from '../../../../database/transaction'

type Figure = { name: string; help: string; labels?: string[]; query: SQL }
type Row = { value: number } & Record<string, string | number>

// A ticket that never reached Naumen keeps its messages too; it is counted by itself
const onItsWay = sql`WHERE hand_over_state IN ('waiting', 'creating') AND EXISTS
  (SELECT FROM tickets WHERE tickets.id = ticket_id AND naumen_uuid IS NOT NULL)`
const untold = sql`WHERE told_at IS NULL AND EXISTS (SELECT FROM tickets JOIN users
  ON users.id = user_id WHERE tickets.id = ticket AND chat_id IS NOT NULL AND NOT bot_blocked)`

/** Read from the database at each scrape, so that any web process tells the same. */
const figures: Figure[] = [
  {
    name: 'tickets',
    help: 'Tickets by the state of their hand-over to Naumen',
    labels: ['hand_over'],
    query: sql`SELECT hand_over_state::text AS hand_over, count(*)::float8 AS value FROM tickets GROUP BY 1`,
  },
  {
    name: 'hand_over_oldest_seconds',
    help: 'How long the oldest ticket has been waiting for its hand-over',
    query: sql`SELECT coalesce(extract(epoch FROM now() - min(created_at)), 0)::float8 AS value
               FROM tickets WHERE hand_over_state IN ('waiting', 'creating', 'created')`,
  },
  {
    name: 'messages_waiting',
    help: 'What employees said that Naumen does not have yet',
    query: sql`SELECT count(*)::float8 AS value FROM messages ${onItsWay}`,
  },
  {
    name: 'messages_oldest_seconds',
    help: 'How long the oldest of them has been waiting',
    query: sql`SELECT coalesce(extract(epoch FROM now() - min(sent_at)), 0)::float8 AS value
               FROM messages ${onItsWay}`,
  },
  {
    name: 'ticket_events_untold',
    help: 'What happened to tickets and was not told yet to somebody who is signed in',
    query: sql`SELECT count(*)::float8 AS value FROM ticket_events ${untold}`,
  },
  {
    name: 'ticket_events_oldest_seconds',
    help: 'How long the oldest of them has been waiting',
    query: sql`SELECT coalesce(extract(epoch FROM now() - min(at)), 0)::float8 AS value
               FROM ticket_events ${untold}`,
  },
  {
    name: 'users',
    help: 'Employees by state',
    labels: ['state'],
    query: sql`SELECT state::text, count(*)::float8 AS value FROM users GROUP BY 1`,
  },
  {
    name: 'queue_jobs',
    help: 'Jobs that wait, run or failed, by queue',
    labels: ['queue', 'state'],
    query: sql`SELECT name AS queue, state::text, count(*)::float8 AS value FROM pgboss.job
               WHERE state IN ('created', 'retry', 'active', 'failed') GROUP BY 1, 2`,
  },
  {
    name: 'screens_undrawn',
    help: 'Chats whose screen is not what it should be yet',
    query: sql`SELECT count(*)::float8 AS value FROM bot_chats
               WHERE drawn_revision < screen_revision`,
  },
  {
    name: 'updates_set_aside',
    help: 'Updates no one could handle',
    query: sql`SELECT count(*)::float8 AS value FROM updates_set_aside`,
  },
  {
    name: 'heartbeat_age_seconds',
    help: 'Time since a part last said that it is alive',
    labels: ['part'],
    query: sql`SELECT name AS part, extract(epoch FROM now() - at)::float8 AS value FROM heartbeats`,
  },
]

/** Figures of the database in Prometheus' text format. */
export async function readFigures(payload: Payload): Promise<string> {
  const registry = new Registry()
  for (const { name, help, labels = [], query } of figures) {
    const options = { name: `blago_${name}`, help, labelNames: labels, registers: [registry] }
    const gauge = new Gauge(options)
    for (const row of await rows<Row>(payload, query)) {
      const { value, ...labelled } = row
      gauge.set(labelled, value)
    }
  }
  return registry.metrics()
}
