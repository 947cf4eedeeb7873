import { sql } from '@payloadcms/db-postgres'
import { rows } from '../../src/database/transaction'
import { standingOf } from '../../src/domain/employee'
import type { HandOverDeps } from './claim'
import { NotAllowed } from './end'
import { shutOut } from '../recheck-users'
import type { TicketRecord } from './ticket-record'

/**
 * Whoever was dismissed since the last look hands nothing over any more.
 * @throws NotAllowed
 */
export async function requireEmployee(deps: HandOverDeps, user: TicketRecord['user'], now: Date) {
  if (user.state === 'dismissed' || user.state === 'locked') throw new NotAllowed(gone)
  const minutes = user.checkedAt ? (now.getTime() - user.checkedAt.getTime()) / 60_000 : Infinity
  if (minutes <= deps.recheckMinutes) return
  const standing = standingOf(await deps.naumen.getEmployee(user.employee))
  if (standing === 'live')
    await rows(deps.payload, sql`UPDATE users SET checked_at = now() WHERE id = ${user.id}`)
  if (standing !== 'dismissed' && standing !== 'locked') return
  await shutOut(deps, user.id, standing)
  throw new NotAllowed(gone)
}

const gone = 'Сотрудник уволен или заблокирован: не передано'
