import { randomUUID } from 'node:crypto'
import { sql } from '@payloadcms/db-postgres'

import { nextPhase, partsLeft, type Phase } from '../src/domain/hand-over'
import { failpoint } from '../src/failpoint'
import type { Jobs } from '../src/queue'
import {
  ClaimLost,
  claimTicket,
  type Claimed,
  heldBy,
  type HandOverDeps,
  redraw,
} from './hand-over/claim'
import { createServiceCallKeeper } from './hand-over/create'
import { createEndings, type HandOverJob } from './hand-over/end'
import { createFileKeeper, type FileBearer } from './hand-over/file'
import { requireEmployee } from './hand-over/require-employee'
import { readClaimed } from './hand-over/ticket-record'

type Step = Exclude<Phase, { kind: 'over' | 'wait' }>

/** Brings one ticket to Naumen: create → each file → done. Each step is kept before and after. */
export function createHandOver(deps: HandOverDeps) {
  const { payload, queue, lane } = deps
  const serviceCalls = createServiceCallKeeper(deps)
  const files = createFileKeeper(deps)
  const { later, settle } = createEndings(deps)

  return async function handOver({ ticket, attempt }: Jobs['hand-over-ticket'], job: HandOverJob) {
    const token = randomUUID()
    if (!(await claimTicket(payload, ticket, token))) return
    failpoint('hand-over-claimed')
    const seconds = await lane.secondsShut()
    if (seconds) return later(token, job, { seconds, attempt })
    try {
      await walk(ticket, token, job)
    } catch (error) {
      if (error instanceof ClaimLost) return
      await lane.noteFailure(error)
      await settle(token, job, error)
    }
  }

  /** Phase after phase, the ticket read anew for each. */
  async function walk(id: string, token: string, job: HandOverJob) {
    let left: number | undefined
    for (;;) {
      const ticket = await readClaimed(payload, id, token)
      if (!ticket) throw new ClaimLost()
      // What came through owes nothing to the next: each file has tries of its own
      if (left !== undefined && partsLeft(ticket) < left) job.data.attempt = 0
      left = partsLeft(ticket)
      const phase = nextPhase(ticket, ticket.now, deps.settleSeconds)
      if (phase.kind === 'over') return
      const { attempt } = job.data
      if (phase.kind === 'wait') return later(token, job, { seconds: phase.seconds, attempt })
      await take(phase, heldBy(payload, token, ticket))
    }
  }

  async function take(phase: Step, held: Claimed) {
    if (phase.kind === 'finish') return finish(held)
    if (phase.kind === 'create') {
      await requireEmployee(deps, held.ticket.user, held.ticket.now)
      await serviceCalls.create(held)
    }
    if (phase.kind === 'look-up') await serviceCalls.lookUp(held)
    if (phase.kind === 'file') await files.handOver(filesOf(held), phase.index)
    if (phase.kind === 'look-for-file') await files.lookFor(filesOf(held), phase.index)
    await lane.noteSuccess()
  }

  function filesOf({ ticket, write }: Claimed): FileBearer {
    return {
      ticket,
      attachments: ticket.attachments,
      places: [ticket.serviceCall ?? ''],
      refusal: 'fileNotHandedOver',
      write,
      async attach(tx, file, index, columns) {
        await tx.rows(sql`UPDATE tickets SET ${columns} WHERE id = ${ticket.id}`)
        await tx.rows(sql`INSERT INTO tickets_rels ("order", parent_id, path, files_id)
          VALUES (${index + 1}, ${ticket.id}, 'files', ${file})`)
      },
      changed: (tx) => redraw(queue, tx, ticket),
    }
  }

  async function finish({ ticket, write }: Claimed) {
    const columns = sql`hand_over_state = 'done', hand_over_done_at = now(), hand_over_error = NULL,
      hand_over_next_attempt_at = NULL`
    await write(columns, (tx) => redraw(queue, tx, ticket))
    failpoint('hand-over-done')
  }
}
