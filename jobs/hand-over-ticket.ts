import { randomUUID } from 'node:crypto'
import { sql } from '@payloadcms/db-postgres'

import { rows } from '../src/database/transaction'
import { standingOf } from '../src/domain/employee'
import { failpoint } from '../src/failpoint'
import { nextPhase, type Phase } from '../src/domain/hand-over'
import type { Jobs } from '../src/queue'
import {
  ClaimLost,
  claimTicket,
  type Claimed,
  heldBy,
  type HandOverDeps,
  redraw,
} from './hand-over-claim'
import { createServiceCallKeeper } from './hand-over-create'
import { createEndings, type HandOverJob, NotAllowed } from './hand-over-end'
import { createFileKeeper } from './hand-over-file'
import { shutOut } from './recheck-users'
import { readClaimed, type TicketRecord } from './ticket-record'

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
    for (;;) {
      const ticket = await readClaimed(payload, id, token)
      if (!ticket) throw new ClaimLost()
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
      await requireEmployee(held.ticket)
      await serviceCalls.create(held)
    }
    if (phase.kind === 'look-up') await serviceCalls.lookUp(held)
    if (phase.kind === 'file') await files.handOver(held, phase.index)
    if (phase.kind === 'look-for-file') await files.lookFor(held, phase.index)
    await lane.noteSuccess()
  }

  async function finish({ ticket, write }: Claimed) {
    const columns = sql`hand_over_state = 'done', hand_over_done_at = now(), hand_over_error = NULL,
      hand_over_next_attempt_at = NULL`
    await write(columns, (tx) => redraw(queue, tx, ticket))
    failpoint('hand-over-done')
  }

  /** Whoever was dismissed since the last look files nothing any more. */
  async function requireEmployee({ user, now }: TicketRecord) {
    if (user.state === 'dismissed' || user.state === 'locked') throw new NotAllowed(gone)
    const minutes = user.checkedAt ? (now.getTime() - user.checkedAt.getTime()) / 60_000 : Infinity
    if (minutes <= deps.recheckMinutes) return
    const standing = standingOf(await deps.naumen.getEmployee(user.employee))
    if (standing === 'live')
      await rows(payload, sql`UPDATE users SET checked_at = now() WHERE id = ${user.id}`)
    if (standing !== 'dismissed' && standing !== 'locked') return
    await shutOut(deps, user.id, standing)
    throw new NotAllowed(gone)
  }
}

const gone = 'Сотрудник уволен или заблокирован: заявка не передана'
