import { sql } from '@payloadcms/db-postgres'
import type { InTransaction } from '../../src/database/transaction'
import { letsPass, type MessageAct, refusalWords } from '../../src/domain/message-hand-over'
import type { TicketEvent } from '../../src/domain/ticket-event'
import { failpoint } from '../../src/failpoint'
import { sendAlert } from '../reach/alert'
import { ClaimLost } from './claim'
import { verdictOn } from './end'
import type { MessageHandOverDeps, MessageJob } from '../hand-over-message'
import { doneColumns, type HeldMessage, type MessageRecord } from './message-record'
import { keepEvent } from '../tell/ticket-events'

export type MessageEndings = ReturnType<typeof createMessageEndings>

/** How the hand-over of a turn ends: done, later, or never. */
export function createMessageEndings(deps: MessageHandOverDeps) {
  const { queue, lane, log } = deps
  return { finish, later, settle, done }

  /** Its files were the last of it. */
  async function finish(held: HeldMessage) {
    await held.write(doneColumns, (tx) => pull(tx, held.message))
    done(held.message)
  }

  /** After the commit of a turn that is whole. */
  function done({ id, telegram }: MessageRecord) {
    failpoint('message-done')
    if (!telegram) return
    // Nothing hangs on the sign, and Telegram may be slow
    void deps
      .markHandedOver(telegram.chat, telegram.message)
      .catch((error: unknown) => log.warn({ err: error, message: id }, 'A sign was not set'))
  }

  /** Ends this job and queues the next one in one transaction, so that neither can be lost. */
  async function later(
    { message, write }: HeldMessage,
    job: MessageJob,
    to: { seconds: number; attempts?: number; error?: string },
  ): Promise<'later'> {
    const { seconds, attempts = message.attempts, error } = to
    const ticket = message.ticket.id
    const columns = sql`hand_over_attempts = ${attempts},
      hand_over_error = ${error ?? sql`hand_over_error`}`
    await write(columns, async (tx) => {
      await queue.complete(tx.db, 'hand-over-message', job.id)
      const data = { ticket, attempt: attempts, message: message.id }
      const start = seconds > 0 ? { startAfter: seconds } : {}
      await queue.send(tx.db, 'hand-over-message', data, { key: ticket, ...start })
      if (letsPass({ act: message.act, said: message.comment !== null }))
        await queue.send(tx.db, 'hand-over-message', { ticket, attempt: 0 }, { key: ticket })
    }).catch(unlessLost)
    return 'later'
  }

  /** What an error means for the turn; one that failed holds the next ones up no longer. */
  async function settle(held: HeldMessage, job: MessageJob, error: unknown) {
    const { id, attempts } = held.message
    const verdict = await verdictOn(error, attempts, lane, (stumble) =>
      log.error({ err: stumble, message: id }, 'A hand-over stumbled'),
    )
    if (verdict.kind === 'later') return later(held, job, verdict)
    await fail(held, verdict).catch(unlessLost)
    return undefined
  }

  function fail(
    { message, write }: HeldMessage,
    { reason, tell }: { reason: string; tell: boolean },
  ) {
    const { id, act, ticket } = message
    log.warn({ message: id, act }, 'A message was not handed over')
    const columns = sql`hand_over_state = 'failed', hand_over_started_at = NULL,
      hand_over_error = ${reason.slice(0, 500)}`
    return write(columns, async (tx) => {
      await pull(tx, message)
      if (!tell) return
      const refused = refusedEvent(act, reason)
      if (refused) await keepEvent(tx, queue, ticket.id, `refused:${id}`, refused)
      await sendAlert(deps, tx.db, {
        subject: `${subjects[act]} по заявке ${ticket.number} не передано в Naumen`,
        text: `Причина: ${reason}${act === 'rating' ? ratingHint : ''}`,
      })
    })
  }

  /** What was done may have changed the ticket, and what was not, the employee believes to be. */
  function pull(tx: InTransaction, { ticket: { serviceCall } }: MessageRecord) {
    return queue.send(tx.db, 'pull-ticket', { serviceCall }, { key: serviceCall })
  }
}

function unlessLost(error: unknown): void {
  if (!(error instanceof ClaimLost)) throw error
}

/** What the employee is told; of the bot's own notes nothing. */
function refusedEvent(act: MessageAct, reason: string): TicketEvent | undefined {
  if (act === 'undelivered') return undefined
  const asked = act === 'correction' ? 'comment' : act
  return { kind: 'refused', act: asked, reason: refusalWords(act, reason) }
}

const subjects: Record<MessageAct, string> = {
  comment: 'Сообщение',
  correction: 'Исправление',
  close: 'Подтверждение решения',
  reopen: 'Возвращение в работу',
  rating: 'Оценивание',
  undelivered: 'Сообщение о недоставке',
}

const ratingHint =
  '. Если оценка в Naumen — элемент каталога, перечислите элементы в «Связь с Naumen»'
