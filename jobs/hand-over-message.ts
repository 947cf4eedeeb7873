import { randomUUID } from 'node:crypto'
import { sql } from '@payloadcms/db-postgres'
import type { Job } from 'pg-boss'
import { nextInLine, nextMessagePhase, type MessagePhase } from '../src/domain/message-hand-over'
import { failpoint } from '../src/failpoint'
import type { Jobs } from '../src/queue'
import { ClaimLost, type HandOverDeps } from './hand-over/claim'
import { createFileKeeper, type FileBearer } from './hand-over/file'
import { createMessageEndings } from './hand-over/message-end'
import { createTurnKeeper } from './hand-over/message-turn'
import {
  claimLine,
  type HeldMessage,
  holdMessage,
  readLine,
  readMessage,
} from './hand-over/message-record'

export type MessageHandOverDeps = HandOverDeps & {
  /** Shows on the employee's own message that Naumen has it. */
  markHandedOver: (chat: number, message: number) => Promise<void>
}
export type MessageJob = Job<Jobs['hand-over-message']>

type Step = Exclude<MessagePhase, { kind: 'over' | 'wait' }>

/** Brings what was said and asked for in one ticket to Naumen, turn after turn in their order. */
export function createMessageHandOver(deps: MessageHandOverDeps) {
  const { payload, lane } = deps
  const endings = createMessageEndings(deps)
  const turns = createTurnKeeper(deps, endings)
  const files = createFileKeeper(deps)

  return async function handOver({ ticket }: Jobs['hand-over-message'], job: MessageJob) {
    const token = randomUUID()
    if (!(await claimLine(payload, ticket, token))) return
    failpoint('message-claimed')
    for (;;) {
      const next = nextInLine(await readLine(payload, ticket, token))
      const message = next && (await readMessage(payload, next.id, token))
      if (!message) return
      if ((await advance(holdMessage(payload, token, message), job)) === 'later') return
    }
  }

  /** One step of one turn; `later` when a job has been queued that goes on. */
  async function advance(held: HeldMessage, job: MessageJob): Promise<'later' | void> {
    const { message } = held
    try {
      const seconds = await lane.secondsShut()
      if (seconds) return await endings.later(held, job, { seconds })
      const phase = nextMessagePhase(message, message.now, deps.settleSeconds)
      if (phase.kind === 'over') return 'later'
      if (phase.kind === 'wait') return await endings.later(held, job, { seconds: phase.seconds })
      const wait = await take(phase, held)
      await lane.noteSuccess()
      if (wait) return await endings.later(held, job, { seconds: wait })
    } catch (error) {
      if (error instanceof ClaimLost) return 'later'
      await lane.noteFailure(error)
      return endings.settle(held, job, error)
    }
  }

  /** @returns seconds to wait, where looking found nothing yet */
  async function take(phase: Step, held: HeldMessage): Promise<number | void> {
    if (phase.kind === 'finish') return endings.finish(held)
    if (phase.kind === 'file') return files.handOver(filesOf(held), phase.index)
    if (phase.kind === 'look-for-file') return files.lookFor(filesOf(held), phase.index)
    if (phase.kind === 'look') return turns.lookFor(held, phase.last)
    // Said while access held, so it is handed over whatever has become of its author since
    await turns.send(held)
  }
}

function filesOf({ message, write }: HeldMessage): FileBearer {
  const { id, ticket, attachments } = message
  return {
    ticket,
    attachments,
    places: [message.comment ?? '', ticket.serviceCall],
    refusal: 'messageFileNotHandedOver',
    write,
    async attach(tx, file, index, columns) {
      await tx.rows(sql`UPDATE messages SET ${columns} WHERE id = ${id}`)
      await tx.rows(sql`INSERT INTO messages_rels ("order", parent_id, path, files_id)
        VALUES (${index + 1}, ${id}, 'files', ${file})`)
    },
    // Each file has tries of its own
    changed: (tx) => tx.rows(sql`UPDATE messages SET hand_over_attempts = 0 WHERE id = ${id}`),
  }
}
