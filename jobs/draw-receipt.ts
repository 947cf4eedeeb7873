import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { type InTransaction, rows } from '../src/database/transaction'
import { failpoint } from '../src/failpoint'
import { type Receipt, receiptButtons, receiptText } from '../src/domain/receipt'
import type { Button, Html } from '../src/domain/screen'
import { wordsFor } from '../src/domain/ticket-status'
import type { Jobs, Queue } from '../src/queue'
import type { Telegram } from '../src/telegram/api'
import { deliver, editMessage } from '../src/telegram/deliver'
import { TelegramRefused } from '../src/telegram/errors'
import type { NotifyOptions } from './notify'
import { reachPerson } from './reach/person'

type Row = Omit<Receipt, 'status'> & {
  status: string
  statusTitle: string | null
  chat: number | null
  message: number | null
  age: number
}

type Shown = { chat: number; html: Html; rows: Button[][] }

/** Seconds within which the bot itself puts a new receipt on the phone. */
const botDraws = 10

/** Has the receipt of a ticket, where there is one, tell what the ticket has become. */
export async function redrawReceipt(tx: InTransaction, queue: Queue, ticket: string) {
  const [receipt] = await tx.rows<{ chat: number }>(sql`
    SELECT receipt_chat::float8 AS chat FROM tickets
    WHERE id = ${ticket} AND receipt_chat IS NOT NULL AND receipt_message IS NOT NULL`)
  if (receipt) await queue.send(tx.db, 'draw-receipt', { ticket }, { key: String(receipt.chat) })
}

/** Job `draw-receipt`: the message about a filed ticket tells where the ticket stands now. */
export function createDrawReceipt({ payload, telegram, rate, texts, log }: NotifyOptions) {
  return async function drawReceipt({ ticket }: Jobs['draw-receipt']): Promise<void> {
    const receipt = await readReceipt(payload, ticket)
    if (!receipt?.chat) return
    const { chat, message, age } = receipt
    // Where another screen overtook it, the bot never draws it: then it is sent from here
    if (message === null && age < botDraws) throw new Error('The receipt is not on the phone yet')
    const say = await texts()
    const status = await statusOf(payload, receipt)
    const html = receiptText(say, { ...receipt, status })
    const shown = { chat, html, rows: receiptButtons(say, ticket) }
    await reachPerson({ payload, rate, log }, chat, async () => {
      const sent = await draw(telegram, shown, message, !status)
      failpoint('receipt-drawn')
      if (sent !== message) await moveReceipt(payload, ticket, chat, sent)
    })
  }
}

/**
 * @param matters whether it is sent anew when the person has deleted it: they must know of the filing,
 *   a later status is told by itself
 * @returns the message it stands in
 */
async function draw(
  { api }: Telegram,
  shown: Shown,
  message: number | null,
  matters: boolean,
): Promise<number> {
  if (message === null) return deliver(api, { ...shown, silent: true })
  try {
    await editMessage(api, { ...shown, message })
    return message
  } catch (error) {
    if (!(error instanceof TelegramRefused) || error.reason !== 'gone') throw error
    if (!matters) return message
    return deliver(api, { ...shown, silent: true })
  }
}

/** @returns nothing where the employee's access has ended: there nothing is told any more */
/** The words of the table an admin keeps; null while there is nothing new to tell. */
async function statusOf(payload: Payload, { status, statusTitle }: Row) {
  if (status === 'registered') return null
  const table = await payload.findGlobal({
    slug: 'ticket-statuses',
    overrideAccess: true,
    depth: 0,
  })
  const words = (table.statuses ?? []).map((row) => ({ ...row, icon: row.icon ?? '' }))
  return wordsFor(words, status, statusTitle)
}

async function readReceipt(payload: Payload, ticket: string): Promise<Row | undefined> {
  const [row] = await rows<Row>(
    payload,
    sql`SELECT number, topic_path AS "topicPath", naumen_title AS "naumenTitle",
        hand_over_state AS "handOver", receipt_chat::float8 AS chat,
        receipt_message::float8 AS message, status::text AS status, status_title AS "statusTitle", hand_over_error IS NOT NULL AS delayed,
        coalesce(jsonb_array_length(attachments), 0) AS files,
        ARRAY(SELECT file->>'name' FROM jsonb_array_elements(attachments) AS file
          WHERE file->>'state' = 'failed'
            OR hand_over_state IN ('failed', 'givenUp') AND file->>'state' <> 'handedOver') AS "refusedFiles",
        (SELECT reply FROM closed_replies WHERE ticket = tickets.id AND filing AND opens > now())
          AS "closedReply",
        extract(epoch FROM now() - created_at)::float8 AS age
      FROM tickets WHERE id = ${ticket} AND NOT EXISTS (SELECT FROM users WHERE id = user_id
        AND (state IN ('dismissed', 'locked') OR chat_id <> receipt_chat))`,
  )
  return row
}

/** Only this column: the ticket itself belongs to the hand-over. A reply belongs to the ticket. */
const moveReceipt = (payload: Payload, ticket: string, chat: number, message: number) =>
  rows(
    payload,
    sql`WITH moved AS (UPDATE tickets SET receipt_message = ${message} WHERE id = ${ticket})
      INSERT INTO phone_messages (chat_id, message_id, ticket) VALUES (${chat}, ${message}, ${ticket})
      ON CONFLICT DO NOTHING`,
  )
