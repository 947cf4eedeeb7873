import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { rows } from '../../../../database/transaction'
import { migrations } from '../../../../migrations'

type Part = 'database' | 'migrations' | 'worker' | 'naumen' | 'telegram' | 'mail'
export type Readiness = Record<Part, boolean>

/** Without the first three nothing works; while one of the others is away, its work waits in line. */
const needed: Part[] = ['database', 'migrations', 'worker']

export const nothingReady: Readiness = {
  database: false,
  migrations: false,
  worker: false,
  naumen: false,
  telegram: false,
  mail: false,
}

/** @throws what the database throws */
export async function readReadiness(payload: Payload): Promise<Readiness> {
  const done = await rows<{ name: string }>(payload, sql`SELECT name FROM payload_migrations`)
  const names = new Set(done.map(({ name }) => name))
  const parts = await rows<{ name: Part; well: boolean }>(
    payload,
    sql`SELECT 'worker' AS name, EXISTS (SELECT FROM heartbeats
          WHERE name = 'worker' AND at > now() - interval '60 seconds') AS well
        UNION ALL SELECT 'naumen', NOT EXISTS (SELECT FROM naumen_lane WHERE closed_until > now())
        UNION ALL SELECT 'mail', NOT EXISTS (SELECT FROM pgboss.job WHERE name = 'send-mail'
          AND state = 'retry' AND created_on < now() - interval '1 minute')
        UNION ALL SELECT 'telegram', NOT EXISTS (SELECT FROM bot_chats
          WHERE drawn_revision < screen_revision AND updated_at < now() - interval '1 minute')`,
  )
  const troubled = await rows<{ name: Part; well: boolean }>(
    payload,
    sql`SELECT name, false AS well FROM heartbeats WHERE trouble IS NOT NULL AND name <> 'worker'`,
  )
  const found = [...parts, ...troubled].map(({ name, well }) => [name, well])
  return {
    ...nothingReady,
    ...Object.fromEntries(found),
    database: true,
    migrations: migrations.every(({ name }) => names.has(name)),
  }
}

/** Says which parts, never why: anybody may ask. */
export function answerFor(readiness: Readiness): Response {
  const missing = needed.filter((part) => !readiness[part])
  const degraded = (Object.keys(readiness) as Part[]).filter(
    (part) => !readiness[part] && !needed.includes(part),
  )
  const status = missing.length ? 'not ready' : degraded.length ? 'degraded' : 'ready'
  const words = Object.entries(readiness).map(([part, well]) => [part, well ? 'ok' : 'away'])
  return Response.json(
    { status, parts: Object.fromEntries(words) },
    { status: missing.length ? 503 : 200, headers: { 'Cache-Control': 'no-store' } },
  )
}
