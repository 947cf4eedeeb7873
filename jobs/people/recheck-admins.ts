import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { inTransaction, type InTransaction, rows } from '../../src/database/transaction'
import {
  type Employee,
  foldAddress,
  isBrakeNeeded,
  isLive,
  isShutOut,
  spellingsOf,
  standingOf,
} from '../../src/domain/employee'
import { sendAlert } from '../reach/alert'
import type { JudgeDeps } from './judge-employees'

type Deps = JudgeDeps & { payload: Payload }
type Admin = { id: string; email: string; userState: string | null }
type Verdict = { admin: Admin; isLive: boolean; gone: Employee[] }

const BATCH = 50

/**
 * Asks Naumen, by their addresses, whether those who have an account of the panel still work, whether
 * they use the bot or not. The emergency account belongs to nobody. To be missing never means dismissed.
 */
export function createRecheckAdmins(deps: Deps) {
  const { payload, log } = deps

  return async function recheckAdmins(): Promise<void> {
    const verdicts = await look(await adminsToCheck(payload))
    await markLive(verdicts)
    const gone = verdicts.filter(isGone)
    const brake = isBrakeNeeded(gone.length, verdicts.length)
    if (brake) await tellBrake(gone.length, verdicts.length)
    for (const verdict of gone)
      if (!brake || (await isConfirmed(verdict))) await lockAdmin(deps, verdict.admin.id)
  }

  async function look(admins: Admin[]): Promise<Verdict[]> {
    const verdicts: Verdict[] = []
    for (let start = 0; start < admins.length; start += BATCH) {
      const batch = admins.slice(start, start + BATCH)
      const spellings = batch.flatMap(({ email }) => spellingsOf(email))
      const found = await deps.naumen.findEmployeesByEmail([...new Set(spellings)])
      verdicts.push(...batch.map((admin) => verdictOf(admin, found)))
    }
    return verdicts
  }

  async function markLive(verdicts: Verdict[]) {
    const live = verdicts.filter((verdict) => verdict.isLive).map(({ admin }) => admin.id)
    await rows(
      payload,
      sql`UPDATE admins SET checked_at = now() WHERE id = ANY(${sql.param(live)}::uuid[])`,
    )
  }

  /** With the brake on, no list is believed: each is asked about by itself. */
  async function isConfirmed({ gone }: Verdict): Promise<boolean> {
    if (!gone.length) return false
    const seen = await Promise.all(gone.map(({ uuid }) => deps.naumen.getEmployee(uuid)))
    return seen.every((employee) => isShutOut(standingOf(employee)))
  }

  async function tellBrake(people: number, asked: number) {
    log.error({ people, asked }, 'Too many admins vanished in one sweep')
    await sendAlert(deps, null, {
      subject: 'В Naumen разом закрыты учётные записи администраторов',
      text: `Из ${asked} учётных записей панели в Naumen уволены или закрыты ${people}. Каждая проверяется отдельно. Если людей не увольняли, проверьте права ключа доступа.`,
    })
  }
}

const adminsToCheck = (payload: Payload) =>
  rows<Admin>(
    payload,
    sql`SELECT admins.id::text, admins.email, users.state AS "userState"
        FROM admins LEFT JOIN users ON users.id = admins.user_id
        WHERE admins.state = 'active' AND admins.emergency IS NOT TRUE
        ORDER BY admins.checked_at NULLS FIRST`,
  )

function verdictOf(admin: Admin, found: Employee[]): Verdict {
  const theirs = found.filter(({ email }) => foldAddress(email) === foldAddress(admin.email))
  const gone = theirs.filter((employee) => isShutOut(standingOf(employee)))
  // Somebody who can't be seen fully is not taken for dismissed
  return { admin, isLive: theirs.some(isLive), gone: gone.length === theirs.length ? gone : [] }
}

/** The bot's own re-check knows its users by more than an address. */
const isGone = ({ admin, isLive: works, gone }: Verdict) =>
  !works && (gone.length > 0 || admin.userState === 'dismissed' || admin.userState === 'locked')

/** Ends at once whatever the account could come in with, and tells those who may open it again. */
export async function lockAdmin({ payload, queue }: Deps, id: string): Promise<void> {
  await inTransaction(payload, async (tx) => {
    const locked = await tx.rows(sql`UPDATE admins
      SET state = 'locked', locked_because = 'dismissed', reset_password_token = NULL,
        updated_at = now()
      WHERE id = ${id} AND state = 'active' AND emergency IS NOT TRUE RETURNING id`)
    if (!locked.length) return
    await tx.rows(sql`DELETE FROM admins_sessions WHERE _parent_id = ${id}`)
    await tx.rows(sql`UPDATE panel_challenges SET state = 'void'
      WHERE admin = ${id} AND state = 'open'`)
    await audit(tx, id)
    const news = { kind: 'panel-news', news: 'dismissed', admin: id } as const
    const at = new Date().toISOString()
    await queue.send(tx.db, 'send-mail', { ...news, at })
    const readers = await tx.rows<{ to: string }>(sql`SELECT id::text AS to FROM admins
      WHERE role = 'administrator' AND state = 'active'`)
    for (const { to } of readers) await queue.send(tx.db, 'send-mail', { ...news, at, to })
  })
}

const audit = ({ req }: InTransaction, document: string) =>
  req.payload.create({
    collection: 'audit-log',
    data: {
      at: new Date().toISOString(),
      admin: 'Naumen',
      action: 'act',
      act: 'lockDismissed',
      collection: 'admins',
      document,
    },
    overrideAccess: true,
    req,
  })
