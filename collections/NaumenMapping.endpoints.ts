import { randomUUID } from 'node:crypto'
import { sql } from '@payloadcms/db-postgres'
import type { Endpoint, PayloadRequest } from 'payload'
import { type Finding, spoken, type SpokenFinding } from '../src/domain/connection'
import { type InTransaction, rows } from '../src/database/transaction'
import { auditAct } from './AuditLog.hooks'
import { enqueue } from './engine'
import { forAdministrators, inNameOf } from './panel-endpoint'

type Row = { id: string; state: string; findings: Finding[]; at: Date; ended: Date | null }

/** What the page shows of the newest check. */
export type ConnectionCheck = {
  id: string
  /** `lost`: no worker took it, or it died with it. */
  state: 'running' | 'done' | 'unreachable' | 'lost'
  findings: SpokenFinding[]
  at: string
  endedAt: string | null
}

/** A check takes ten seconds at most a call; longer than this nobody is at it any more. */
const LOST_AFTER_SECONDS = 180
const KEPT = 20

/** «Проверить подключение»: the web process only asks for it, a job looks. */
export const naumenMappingEndpoints: Omit<Endpoint, 'root'>[] = [
  forAdministrators({ path: '/check' }, async (req) => {
    await inNameOf(req, begin)
    return { check: await newest(req) }
  }),
  forAdministrators({ path: '/check', method: 'get' }, async (req) => ({
    check: await newest(req),
  })),
]

async function begin(tx: InTransaction) {
  await tx.rows(sql`UPDATE connection_checks SET state = 'lost', ended_at = now()
    WHERE state = 'running' AND at < now() - ${LOST_AFTER_SECONDS} * interval '1 second'`)
  const id = randomUUID()
  // Whoever presses while one runs is shown that one
  const [begun] = await tx.rows<{ id: string }>(
    sql`INSERT INTO connection_checks (id, asked_by) VALUES (${id}, ${String(tx.req.user?.id)})
        ON CONFLICT DO NOTHING RETURNING id`,
  )
  if (!begun) return
  await tx.rows(sql`DELETE FROM connection_checks WHERE id IN (
    SELECT id FROM connection_checks WHERE state <> 'running' ORDER BY at DESC OFFSET ${KEPT})`)
  await auditAct(tx.req, { act: 'check-connection', collection: 'naumen-mapping' })
  await enqueue(tx.req, 'check-connection', { check: id }, { key: 'check-connection' })
}

async function newest(req: PayloadRequest): Promise<ConnectionCheck | null> {
  const [row] = await rows<Row & { stale: boolean }>(
    req.payload,
    sql`SELECT id, findings, at, ended_at AS ended,
          CASE WHEN state = 'running' AND at < now() - ${LOST_AFTER_SECONDS} * interval '1 second'
            THEN 'lost' ELSE state END AS state
        FROM connection_checks ORDER BY at DESC LIMIT 1`,
  )
  if (!row) return null
  const language = req.i18n.language === 'en' ? 'en' : 'ru'
  return {
    id: row.id,
    state: row.state as ConnectionCheck['state'],
    findings: row.findings.map((finding) => spoken(finding, language)),
    at: new Date(row.at).toISOString(),
    endedAt: row.ended && new Date(row.ended).toISOString(),
  }
}
