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

/** @throws what the database throws when it does not answer */
export async function readReadiness(payload: Payload): Promise<Readiness> {
  await rows(payload, sql`SELECT 1`)
  const answering = { ...nothingReady, database: true }
  // Half a schema can't be asked about the rest
  if (!(await isMigrated(payload))) return answering
  const parts = await rows<{ name: Part; well: boolean }>(payload, states)
  const found = parts.map(({ name, well }) => [name, well])
  return { ...answering, migrations: true, ...Object.fromEntries(found) }
}

async function isMigrated(payload: Payload): Promise<boolean> {
  const [table] = await rows<{ made: boolean }>(
    payload,
    sql`SELECT to_regclass('payload_migrations') IS NOT NULL
          AND to_regclass('pgboss.job') IS NOT NULL AS made`,
  )
  if (!table?.made) return false
  const done = await rows<{ name: string }>(payload, sql`SELECT name FROM payload_migrations`)
  const names = new Set(done.map(({ name }) => name))
  return migrations.every(({ name }) => names.has(name))
}

/** A part is away when it said so itself, or when its work has been left lying for a minute. */
const states = sql`
  SELECT name, well AND NOT EXISTS (SELECT FROM heartbeats WHERE heartbeats.name = parts.name
    AND trouble IS NOT NULL) AS well
  FROM (
    SELECT 'worker' AS name, EXISTS (SELECT FROM heartbeats
      WHERE name = 'worker' AND at > now() - interval '60 seconds') AS well
    UNION ALL SELECT 'naumen', NOT EXISTS (SELECT FROM naumen_lane WHERE closed_until > now())
    UNION ALL SELECT 'mail', NOT EXISTS (SELECT FROM pgboss.job WHERE name = 'send-mail'
      AND state = 'retry' AND created_on < now() - interval '1 minute')
    UNION ALL SELECT 'telegram', NOT EXISTS (SELECT FROM bot_chats
      WHERE drawn_revision < screen_revision AND updated_at < now() - interval '1 minute')
  ) AS parts`

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
