import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { rows } from '../src/database/transaction'
import { type Receipt, receiptOf } from '../src/domain/receipt'
import type { Button } from '../src/domain/screen'
import type { Say } from '../src/domain/texts'
import type { Jobs } from '../src/queue'
import { deliver, editMessage } from '../src/telegram/deliver'
import { TelegramRefused } from '../src/telegram/errors'
import type { NotifyOptions } from './notify'
import { reachPerson } from './reach-person'

type Row = Receipt & {
  chat: number | null
  message: number | null
  /** The receipt is what the person is looking at, with the menu's buttons under it. */
  isScreen: boolean
}

/** Job `draw-receipt`: the message about a filed ticket tells where the ticket stands now. */
export function createDrawReceipt({ payload, telegram, rate, texts, log }: NotifyOptions) {
  return async function drawReceipt({ ticket }: Jobs['draw-receipt']): Promise<void> {
    const receipt = await readReceipt(payload, ticket)
    if (!receipt?.chat) return
    const { chat, message } = receipt
    if (message === null) throw new Error('The receipt is not on the phone yet')
    const say = await texts()
    const { text, values } = receiptOf(receipt)
    const shown = { chat, html: say(text, values), rows: receipt.isScreen ? buttons(say) : [] }
    await reachPerson({ payload, rate, log }, chat, async () => {
      try {
        await editMessage(telegram.api, { ...shown, message })
      } catch (error) {
        if (!(error instanceof TelegramRefused) || error.reason !== 'gone') throw error
        const sent = await deliver(telegram.api, { ...shown, silent: true })
        await moveReceipt(payload, ticket, message, sent)
      }
    })
  }
}

async function readReceipt(payload: Payload, ticket: string): Promise<Row | undefined> {
  const [row] = await rows<Row>(
    payload,
    sql`SELECT number, topic_path AS "topicPath", naumen_title AS "naumenTitle",
        hand_over_state AS "handOver", receipt_chat::float8 AS chat,
        receipt_message::float8 AS message,
        (hand_over_error IS NOT NULL OR hand_over_next_attempt_at IS NOT NULL) AS delayed,
        coalesce(jsonb_array_length(attachments), 0) AS files,
        EXISTS (SELECT FROM bot_chats WHERE chat_id = receipt_chat
          AND message_id = receipt_message) AS "isScreen"
      FROM tickets WHERE id = ${ticket}`,
  )
  return row
}

/** Only this column: the ticket itself belongs to the hand-over. */
const moveReceipt = (payload: Payload, ticket: string, from: number, to: number) =>
  rows(
    payload,
    sql`WITH moved AS (
        UPDATE bot_chats SET message_id = ${to}
        WHERE chat_id = (SELECT receipt_chat FROM tickets WHERE id = ${ticket})
          AND message_id = ${from})
      UPDATE tickets SET receipt_message = ${to} WHERE id = ${ticket}`,
  )

const buttons = (say: Say): Button[][] => [
  [
    { label: say('myTicketsButton'), press: '/my' },
    { label: say('home'), press: '/home' },
  ],
]
