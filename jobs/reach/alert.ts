import { sql } from '@payloadcms/db-postgres'
import { v5 as uuidV5 } from 'uuid'
import type { InTransaction } from '../../src/database/transaction'
import type { Queue, SendOptions, Transaction } from '../../src/queue'

export type AlertDeps = { queue: Queue; alertEmail?: string; alertChat?: number }

/**
 * Tells the operator, by mail and in a chat, wherever an address is configured. Ids and reasons, never
 * what people wrote. The same words are told once an hour at most.
 */
export async function sendAlert(
  deps: AlertDeps,
  tx: Transaction | null,
  alert: { subject: string; text: string },
): Promise<void> {
  const { queue, alertEmail, alertChat } = deps
  const id = uuidV5(`${thisHour()} ${alert.subject} ${alert.text}`, uuidV5.URL)
  if (alertEmail) await queue.send(tx, 'send-mail', { kind: 'alert', ...alert }, { id })
  if (alertChat === undefined) return
  const to: SendOptions = { id, key: String(alertChat) }
  await queue.send(tx, 'notify', { chat: alertChat, text: 'alert', values: alert }, to)
}

const thisHour = () => new Date().toISOString().slice(0, 13)

/**
 * The same, once a day for what the key names.
 * @returns whether it was the first of the day
 */
export async function sendDailyAlert(
  deps: AlertDeps,
  tx: InTransaction,
  key: string,
  alert: { subject: string; text: string },
): Promise<boolean> {
  const first = await tx.rows(sql`
    INSERT INTO installation (key, value) VALUES (${`alerted: ${key}`}, current_date::text)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value
      WHERE installation.value <> excluded.value
    RETURNING key`)
  if (first.length) await sendAlert(deps, tx.db, alert)
  return first.length > 0
}
