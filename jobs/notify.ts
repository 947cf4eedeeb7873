import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { rows as rowsOf } from '../src/database/transaction'
import type { Button } from '../src/domain/screen'
import { defaultTexts, type Say, type TextName } from '../src/domain/texts'
import { failpoint } from '../src/failpoint'
import type { Log } from '../src/log'
import type { Notice } from '../src/queue'
import type { Telegram } from '../src/telegram/api'
import { deliver } from '../src/telegram/deliver'
import { stripButtons, withdraw } from '../src/telegram/withdraw'
import type { OutgoingRate } from './reach/outgoing-rate'
import { reachPerson } from './reach/person'

export type NotifyOptions = {
  payload: Payload
  telegram: Telegram
  rate: OutgoingRate
  /** The bot's texts as admins wrote them. */
  texts(): Promise<Say>
  log: Log
}

/** Job `notify`: a message the bot writes first. */
export function createNotify(options: NotifyOptions) {
  const { payload, telegram, rate, texts, log } = options
  return async function notify(notice: Notice): Promise<void> {
    const { chat, text, values, silent, replaces, farewell } = notice
    if (text !== undefined && !isText(text))
      return log.error({ text }, 'A notice names a text that does not exist')
    const say = await texts()
    await reachPerson({ payload, rate, log }, chat, async () => {
      if (replaces !== undefined)
        await withdraw(telegram.api, chat, replaces, say('screenWithdrawn'))
      // Back already, before the word could be said: it would not be true any more
      if (farewell && (await isOpen(payload, chat))) return
      if (!farewell && (await isEnded(payload, chat))) return
      const rows = labelled(notice.rows, say)
      if (text) await deliver(telegram.api, { chat, html: say(text, values), rows, silent })
      failpoint('notice-sent')
      if (farewell) await stripRecent(options, chat)
    })
  }
}

const isText = (name: string): name is TextName => Object.hasOwn(defaultTexts, name)

const labelled = (rows: Notice['rows'] = [], say: Say): Button[][] =>
  rows.map((row) =>
    row.map((button) => (isText(button.label) ? { ...button, label: say(button.label) } : button)),
  )

/** Somebody is signed in there. */
export async function isOpen(payload: Payload, chat: number): Promise<boolean> {
  const found = await rowsOf(
    payload,
    sql`SELECT 1 FROM users WHERE chat_id = ${chat} AND state = 'active'`,
  )
  return found.length > 0
}

/** The last word was said there, and nobody has answered it since. */
async function isEnded(payload: Payload, chat: number): Promise<boolean> {
  const found = await rowsOf(
    payload,
    sql`SELECT 1 FROM bot_chats WHERE chat_id = ${chat} AND screen IS NULL AND screen_revision > 0`,
  )
  return found.length > 0
}

const recent = 20

/**
 * Buttons under older messages lead to the sign-in and nowhere else; the newest lose them all the
 * same. The last word was said, so whatever hinders this must not have it said again.
 */
async function stripRecent({ payload, telegram, rate, log }: NotifyOptions, chat: number) {
  const found = await rowsOf<{ message: number }>(
    payload,
    sql`SELECT message_id::float8 AS message FROM phone_messages
        LEFT JOIN messages ON messages.id = message
        WHERE chat_id = ${chat} AND direction IS DISTINCT FROM 'fromEmployee'
      UNION SELECT receipt_message::float8 FROM tickets
        WHERE receipt_chat = ${chat} AND receipt_message IS NOT NULL
      ORDER BY 1 DESC LIMIT ${recent}`,
  )
  try {
    for (const { message } of found) {
      await rate.take()
      await stripButtons(telegram.api, chat, message)
    }
  } catch (error) {
    log.info({ err: error, chat }, 'Some buttons outlive the access they belonged to')
  }
}
