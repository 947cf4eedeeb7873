import { sql } from '@payloadcms/db-postgres'
import type { Job } from 'pg-boss'

import { type InTransaction, inTransaction } from '../../src/database/transaction'
import { nextDelay } from '../../src/domain/hand-over'
import { NaumenKeyRefused, NaumenRejected, NaumenUnreachable } from '../../src/naumen/errors'
import type { Jobs } from '../../src/queue'
import { TelegramUnreachable } from '../../src/telegram/errors'
import { sendAlert } from '../reach/alert'
import { type HandOverDeps, redraw, setWhileClaimed } from './claim'
import type { NaumenLane } from '../reach/naumen-lane'

export type HandOverJob = Job<Jobs['hand-over-ticket']>

/** It will never be handed over as it is, and the employee need not be told again. */
export class NotAllowed extends Error {}

type Verdict =
  | { kind: 'later'; seconds: number; attempts: number; error: string }
  | { kind: 'fail'; reason: string; tell: boolean }

/**
 * What an error means for whatever is on its way to Naumen.
 * @param before how many tries have found Naumen away
 */
export async function verdictOn(
  error: unknown,
  before: number,
  lane: NaumenLane,
  onBug: (error: unknown) => void,
): Promise<Verdict> {
  if (error instanceof NaumenKeyRefused) {
    const seconds = Math.max(1, await lane.secondsShut())
    return { kind: 'later', seconds, attempts: before, error: error.message }
  }
  if (error instanceof NotAllowed) return { kind: 'fail', reason: error.message, tell: false }
  if (error instanceof NaumenRejected) return { kind: 'fail', reason: error.message, tell: true }
  const words = wordsOf(error)
  if (!words) onBug(error)
  const reason = words ?? 'Внутренняя ошибка, подробности в журнале'
  const attempts = Math.max(0, before) + 1
  const seconds = nextDelay(attempts, Math.random())
  if (seconds !== null) return { kind: 'later', seconds, attempts, error: reason }
  return { kind: 'fail', reason: `Не удавалось три дня. ${reason}`, tell: true }
}

/** How a run of the hand-over ends when the ticket is not done: later, or for a person to look at. */
export function createEndings(deps: HandOverDeps) {
  const { payload, queue, lane, log } = deps
  return { later, settle }

  /** What an error means for the ticket. */
  async function settle(token: string, job: HandOverJob, error: unknown) {
    const { ticket: id, attempt: before } = job.data
    const verdict = await verdictOn(error, before, lane, (stumble) =>
      log.error({ err: stumble, ticket: id }, 'A hand-over stumbled'),
    )
    if (verdict.kind === 'fail') return fail(id, token, verdict.reason, verdict.tell)
    const { seconds, attempts: attempt, error: reason } = verdict
    await later(token, job, { seconds, attempt, error: reason })
  }

  /** Ends this job and queues the next one in one transaction, so that neither can be lost. */
  async function later(
    token: string,
    job: HandOverJob,
    to: { seconds: number; attempt: number; error?: string },
  ) {
    const id = job.data.ticket
    const { error, seconds, attempt } = to
    const columns = sql`hand_over_attempts = ${attempt},
      hand_over_next_attempt_at = now() + make_interval(secs => ${seconds}),
      hand_over_error = ${error ?? sql`hand_over_error`}`
    await inTransaction(payload, async (tx) => {
      if (!(await tx.rows(setWhileClaimed(id, token, columns))).length) return
      await queue.complete(tx.db, 'hand-over-ticket', job.id)
      const start = seconds > 0 ? { startAfter: seconds } : {}
      await queue.send(tx.db, 'hand-over-ticket', { ticket: id, attempt }, { key: id, ...start })
      if (error) await redraw(queue, tx, await whose(tx, id))
    })
  }

  async function fail(id: string, token: string, reason: string, tell: boolean) {
    log.warn({ ticket: id }, 'A ticket was not handed over')
    const columns = sql`hand_over_state = 'failed', hand_over_failed_at = now(),
      hand_over_error = ${reason.slice(0, 500)}, hand_over_next_attempt_at = NULL`
    await inTransaction(payload, async (tx) => {
      if (!(await tx.rows(setWhileClaimed(id, token, columns))).length) return
      const ticket = await whose(tx, id)
      await redraw(queue, tx, ticket)
      if (tell) await tellFailure(tx, ticket, reason)
    })
  }

  async function tellFailure(tx: InTransaction, ticket: Whose, reason: string) {
    const { chat, number, isThere } = ticket
    if (chat !== null) {
      const text = isThere ? 'filesNotHandedOver' : 'handOverFailed'
      const notice = { chat, text, values: { number } }
      await queue.send(tx.db, 'notify', notice, { key: String(chat) })
    }
    await sendAlert(deps, tx.db, {
      subject: isThere
        ? `Файлы заявки ${number} не переданы в Naumen`
        : `Заявка ${number} не передана в Naumen`,
      text: `Причина: ${reason}`,
    })
  }
}

type Whose = { id: string; number: string; chat: number | null; isThere: boolean }

async function whose(tx: InTransaction, id: string): Promise<Whose> {
  const [row] = await tx.rows<{ number: string; chat: string | number | null; isThere: boolean }>(
    sql`SELECT t.number, t.naumen_uuid IS NOT NULL AS "isThere", coalesce(u.chat_id, t.receipt_chat) AS chat
        FROM tickets t JOIN users u ON u.id = t.user_id WHERE t.id = ${id}`,
  )
  const chat = row?.chat == null ? null : Number(row.chat)
  return { id, number: row?.number ?? '', chat, isThere: row?.isThere ?? false }
}

/** In words for an admin; nothing when it is our own bug. */
function wordsOf(error: unknown): string | undefined {
  if (error instanceof TelegramUnreachable) return 'Telegram не отдаёт файлы'
  return error instanceof NaumenUnreachable ? error.message : undefined
}
