import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { rows } from '../../database/transaction'

type When = string | Date

export type Health = {
  naumen: { shutUntil: When | null; reason: string | null; at: When | null; trouble: string | null }
  telegram: { at: When | null; trouble: string | null; undrawn: number }
  mail: { trouble: string | null; waiting: number; error: string | null }
  worker: { at: When | null; isAlive: boolean }
  oldest: When | null
}

type Row = {
  shutUntil: When | null
  reason: string | null
  naumenAt: When | null
  naumenTrouble: string | null
  telegramAt: When | null
  telegramTrouble: string | null
  undrawn: number
  mailTrouble: string | null
  mails: number
  mailError: string | null
  workerAt: When | null
  isAlive: boolean
  oldest: When | null
}

/** How the parts are that a request passes through: what `/api/ready` asks, and why. */
export async function readHealth(payload: Payload): Promise<Health> {
  const [row] = await rows<Row>(
    payload,
    sql`SELECT lane.closed_until AS "shutUntil", lane.reason,
          naumen.at AS "naumenAt", naumen.trouble AS "naumenTrouble",
          telegram.at AS "telegramAt", telegram.trouble AS "telegramTrouble",
          (SELECT count(*)::int FROM (SELECT 1 FROM bot_chats WHERE drawn_revision < screen_revision
            AND updated_at < now() - interval '1 minute' LIMIT 1000) AS few) AS undrawn,
          mail.trouble AS "mailTrouble", late.mails, late.error AS "mailError",
          worker.at AS "workerAt",
          coalesce(worker.at > now() - interval '60 seconds', false) AS "isAlive",
          least(
            (SELECT min(created_at) FROM tickets
              WHERE hand_over_state IN ('waiting', 'creating', 'created')),
            (SELECT min(m.sent_at) FROM messages m JOIN tickets t ON t.id = m.ticket_id
              WHERE m.hand_over_state IN ('waiting', 'creating') AND t.naumen_uuid IS NOT NULL)
          ) AS oldest
        FROM naumen_lane lane
          LEFT JOIN heartbeats naumen ON naumen.name = 'naumen'
          LEFT JOIN heartbeats telegram ON telegram.name = 'telegram'
          LEFT JOIN heartbeats mail ON mail.name = 'mail'
          LEFT JOIN heartbeats worker ON worker.name = 'worker',
          LATERAL (SELECT count(*)::int AS mails, max(output->>'message') AS error FROM (
            SELECT output FROM pgboss.job WHERE name = 'send-mail' AND state = 'retry'
              AND created_on < now() - interval '1 minute' LIMIT 1000) AS few) AS late`,
  )
  if (!row) throw new Error('The road to Naumen has no row')
  const { shutUntil, reason, oldest, isAlive } = row
  const isShut = shutUntil !== null && new Date(shutUntil).getTime() > Date.now()
  return {
    naumen: {
      shutUntil: isShut ? shutUntil : null,
      reason: isShut ? reason : null,
      at: row.naumenAt,
      trouble: row.naumenTrouble,
    },
    telegram: { at: row.telegramAt, trouble: row.telegramTrouble, undrawn: row.undrawn },
    mail: { trouble: row.mailTrouble, waiting: row.mails, error: row.mailError },
    worker: { at: row.workerAt, isAlive },
    oldest,
  }
}
