import { sql } from '@payloadcms/db-postgres'
import type { Jobs } from '../src/queue'
import { tellComment, tellDeletion, tellEdit, tellNewFiles } from './tell/comment'
import { settled } from './tell/message'
import { tellStatus, tidyPosts } from './tell/status'
import { tellRefusal, tellReminder } from './tell/words'
import { beginTelling, NotTold, type TellDeps, type Telling, TellingLost } from './tell/telling'

/** Job `tell-ticket`: what happened to a ticket, brought to the phone in the order it happened. */
export function createTellTicket(deps: TellDeps) {
  return async function tellTicket({ ticket }: Jobs['tell-ticket']): Promise<void> {
    // Left over where a worker died in between
    await tidyPosts(deps, ticket)
    try {
      while (await tellNext(deps, ticket));
    } catch (error) {
      // Whoever has it now tells the rest too
      if (!(error instanceof TellingLost)) throw error
    }
  }
}

/** @returns false when nothing is left to tell */
async function tellNext(deps: TellDeps, ticket: string): Promise<boolean> {
  const telling = await beginTelling(deps, ticket)
  if (!telling) return false
  try {
    await tell(telling)
  } catch (error) {
    if (!(error instanceof NotTold)) throw error
    await settleUntold(telling, error.outcome)
  }
  return true
}

function tell(telling: Telling): Promise<unknown> {
  const { event } = telling.row
  switch (event.kind) {
    case 'status':
      return tellStatus(telling)
    case 'comment':
      return tellComment(telling, event.message)
    case 'comment-files':
      return tellNewFiles(telling, event)
    case 'comment-edited':
      return tellEdit(telling, event.message)
    case 'comment-deleted':
      return tellDeletion(telling, event.message)
    case 'refused':
      return tellRefusal(telling, event)
    case 'rating-reminder':
      return tellReminder(telling)
  }
}

const undelivered = 'Сотрудник остановил бот в Telegram: сообщение не доставлено.'

/** Engineers wait for an answer from somebody who does not hear them: they are told so, once. */
async function settleUntold({ deps, ticket, row, keep }: Telling, outcome: NotTold['outcome']) {
  const { kind } = row.event
  const concernsEngineers = kind === 'status' || kind.startsWith('comment')
  await keep(async (tx) => {
    await tx.rows(settled(outcome, [row.id]))
    if (outcome !== 'blocked' || !concernsEngineers) return
    const [noted] = await tx.rows(sql`
      INSERT INTO messages (ticket_id, direction, act, text, hand_over_state, sent_at)
      SELECT ${ticket.id}, 'note', 'undelivered', ${undelivered}, 'waiting', now()
      WHERE NOT EXISTS (SELECT FROM messages
        WHERE ticket_id = ${ticket.id} AND act = 'undelivered')
      RETURNING id`)
    if (!noted) return
    const job = { ticket: ticket.id, attempt: 0 }
    await deps.queue.send(tx.db, 'hand-over-message', job, { key: ticket.id })
  })
}
