import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { rows } from '../../src/database/transaction'
import type { Log } from '../../src/log'
import { TelegramRefused, TelegramUnreachable } from '../../src/telegram/errors'
import type { OutgoingRate } from './outgoing-rate'

type Doors = { payload: Payload; rate: OutgoingRate; log: Log }

/**
 * Writes first to a person, in its turn. Who shut the bot out is remembered, a refusal is logged:
 * both end the job. Only what may succeed later throws.
 */
export async function reachPerson(
  doors: Doors,
  chat: number,
  write: () => Promise<void>,
): Promise<'reached' | 'blocked' | 'refused'> {
  const { payload, rate, log } = doors
  await rate.take()
  try {
    await write()
    return 'reached'
  } catch (error) {
    if (error instanceof TelegramUnreachable && error.retryAfter !== undefined)
      await rate.slowDown(error.retryAfter)
    if (!(error instanceof TelegramRefused)) throw error
    if (error.reason === 'blocked') {
      await rememberBlocked(payload, chat)
      return 'blocked'
    }
    log.error({ err: error, chat }, 'Telegram refused a message')
    return 'refused'
  }
}

const rememberBlocked = (payload: Payload, chat: number) =>
  rows(payload, sql`UPDATE users SET bot_blocked = true WHERE chat_id = ${chat}`)
