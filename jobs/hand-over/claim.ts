import { sql } from '@payloadcms/db-postgres'
import type { SQL } from 'drizzle-orm'
import type { Payload } from 'payload'

import { type InTransaction, inTransaction, rows } from '../../src/database/transaction'
import type { Log } from '../../src/log'
import type { Naumen } from '../../src/naumen/client'
import { NaumenRejected, NaumenUnreachable } from '../../src/naumen/errors'
import type { Mapping } from '../../src/naumen/mapping'
import type { Queue } from '../../src/queue'
import type { NaumenLane } from '../reach/naumen-lane'
import type { TicketRecord } from './ticket-record'

export type HandOverDeps = {
  payload: Payload
  queue: Queue
  naumen: Naumen
  lane: NaumenLane
  log: Log
  alertEmail?: string
  /** Wait before a write of unknown end is looked for, in seconds. */
  settleSeconds: number
  /** How old Naumen's last word on an employee may be, in minutes. */
  recheckMinutes: number
  readMapping: () => Promise<Mapping>
  /** Bytes of what an employee sent; throws TelegramRefused or TelegramUnreachable. */
  fetchFile: (remoteId: string, maxBytes: number) => Promise<Buffer>
}

/** Another worker has taken the ticket over: whatever we know is stale. */
export class ClaimLost extends Error {}

/** A ticket in the hands of this worker. */
export type Claimed = {
  ticket: TicketRecord
  /**
   * Writes columns, and whatever belongs to them, in one transaction.
   * @throws ClaimLost when the ticket is not ours any more, or `and` does not hold
   */
  write: (columns: SQL, more?: (tx: InTransaction) => Promise<unknown>, and?: SQL) => Promise<void>
}

export const heldBy = (payload: Payload, token: string, ticket: TicketRecord): Claimed => ({
  ticket,
  write: (columns, more, and) =>
    inTransaction(payload, async (tx) => {
      const written = await tx.rows(setWhileClaimed(ticket.id, token, columns, and))
      if (!written.length) throw new ClaimLost()
      await more?.(tx)
    }),
})

/**
 * Takes a ticket over from whoever worked on it before: from now on only who holds this token may
 * write, so that a worker that slept through its lease does nothing more.
 * @returns false when there is no such ticket
 */
export async function claimTicket(payload: Payload, id: string, token: string): Promise<boolean> {
  const claimed = await rows(
    payload,
    sql`UPDATE tickets SET hand_over_claim = ${token} WHERE id = ${id} RETURNING id`,
  )
  return claimed.length > 0
}

const longestPause = 15

/**
 * Says in the ticket that a call of Naumen begins, and lets it begin only at once: a worker held up
 * in between may not know that another has taken over, looked and called meanwhile.
 * @throws NaumenUnreachable as of unknown end, so that whoever goes on looks first
 */
export async function markCall(settleSeconds: number, mark: () => Promise<void>): Promise<void> {
  const asked = performance.now()
  await mark()
  const seconds = (performance.now() - asked) / 1000
  if (seconds > Math.min(longestPause, settleSeconds / 2))
    throw new NaumenUnreachable(true, 'Заминка')
}

/**
 * Looks whether what was sent has arrived. That we may not look says nothing of it: tried again, until
 * somebody has given the right back.
 * @throws NaumenUnreachable also where Naumen refuses
 */
export async function look<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (!(error instanceof NaumenRejected)) throw error
    throw new NaumenUnreachable(false, error.message)
  }
}

/** Sets columns of a ticket while the token is still ours; `and` narrows it further. */
export function setWhileClaimed(id: string, token: string, columns: SQL, and = sql`true`): SQL {
  return sql`UPDATE tickets SET ${columns}, updated_at = now()
    WHERE id = ${id} AND hand_over_claim = ${token} AND ${and} RETURNING id`
}

/** Has the receipt on the phone brought up to date. */
export async function redraw(
  queue: Queue,
  tx: InTransaction,
  ticket: { id: string; chat: number | null },
): Promise<void> {
  if (ticket.chat === null) return
  await queue.send(tx.db, 'draw-receipt', { ticket: ticket.id }, { key: String(ticket.chat) })
}
