import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'

import { endChat, lockChatOf } from '../src/database/end-chat'
import { inTransaction, rows } from '../src/database/transaction'
import { isBrakeNeeded, type Standing, standingOf } from '../src/domain/employee'
import type { Log } from '../src/log'
import type { Naumen } from '../src/naumen/client'
import type { Queue } from '../src/queue'
import { sendAlert } from './alert'
import type { NaumenLane } from './naumen-lane'

type User = { id: string; employee: string; state: 'active' | 'dismissed' | 'locked' }
type Verdict = { user: User; standing: Standing }
type Deps = {
  payload: Payload
  queue: Queue
  naumen: Naumen
  lane: NaumenLane
  log: Log
  alertEmail?: string
}

const BATCH = 100

/** Asks Naumen again who of the bot's users still works, a hundred at a time. */
export function createRecheck(deps: Deps) {
  const { payload, naumen, lane, log } = deps

  return async function recheck({ user }: { user?: string }) {
    if (await lane.secondsShut()) return
    try {
      const verdicts = await judge(await usersToCheck(payload, user))
      await act(verdicts)
      await lane.noteSuccess()
    } catch (error) {
      await lane.noteFailure(error)
      throw error
    }
  }

  async function judge(users: User[]): Promise<Verdict[]> {
    const seen = new Map<string, Standing>()
    for (let start = 0; start < users.length; start += BATCH) {
      const batch = users.slice(start, start + BATCH).map(({ employee }) => employee)
      for (const found of await naumen.findStandings(batch)) seen.set(found.uuid, standingOf(found))
    }
    const verdicts = users.map((user) => ({ user, standing: seen.get(user.employee) }))
    const active = verdicts.filter(({ user }) => user.state === 'active')
    const gone = active.filter(({ standing }) => !standing || isShutOut(standing))
    const brake = isBrakeNeeded(gone.length, active.length)
    if (brake) await tellBrake(gone.length, active.length)
    // To be missing from a list proves nothing, and with the brake on neither does the list
    const isSure = ({ user, standing }: (typeof verdicts)[number]) =>
      standing && !(brake && user.state === 'active' && isShutOut(standing))
    return Promise.all(
      verdicts.map(async (verdict) =>
        isSure(verdict)
          ? { user: verdict.user, standing: verdict.standing ?? 'unknown' }
          : { user: verdict.user, standing: await confirmed(verdict.user) },
      ),
    )
  }

  async function confirmed(user: User): Promise<Standing> {
    try {
      return standingOf(await naumen.getEmployee(user.employee))
    } catch (error) {
      log.warn({ err: error, user: user.id }, 'Naumen does not tell about an employee')
      return 'unknown'
    }
  }

  async function tellBrake(gone: number, asked: number) {
    log.error({ gone, asked }, 'Too many employees vanished in one sweep')
    await sendAlert(deps, null, {
      subject: 'Из Naumen разом пропали сотрудники',
      text: `Из ${asked} пользователей бота в списке Naumen нет или закрыты ${gone}. Каждый проверяется отдельно. Если людей не увольняли, проверьте права ключа доступа.`,
    })
  }

  async function act(verdicts: Verdict[]) {
    const live = verdicts.filter(({ standing }) => standing === 'live').map(({ user }) => user.id)
    if (live.length) await markLive(payload, live)
    for (const { user, standing } of verdicts)
      if (isShutOut(standing) && standing !== user.state) await shutOut(deps, user.id, standing)
  }
}

const isShutOut = (standing: Standing) => standing === 'dismissed' || standing === 'locked'

const usersToCheck = (payload: Payload, user?: string) =>
  rows<User>(
    payload,
    sql`SELECT id, employee, state FROM users WHERE state IN ('active', 'dismissed', 'locked')
          AND ${user ? sql`id = ${user}` : sql`true`} ORDER BY checked_at NULLS FIRST`,
  )

/** Who came back may sign in again; nobody is signed in by it. */
const markLive = (payload: Payload, ids: string[]) =>
  rows(
    payload,
    sql`UPDATE users SET checked_at = now(), updated_at = now(),
          state = CASE WHEN state IN ('dismissed', 'locked') THEN 'signedOut' ELSE state END,
          dismissed_at = CASE WHEN state IN ('dismissed', 'locked') THEN NULL ELSE dismissed_at END
        WHERE id IN (${sql.join(
          ids.map((id) => sql`${id}`),
          sql`, `,
        )})`,
  )

/** Ends an employee's access at once: the chat is unbound and shows one polite message, no more. */
export async function shutOut(
  { payload, queue }: { payload: Payload; queue: Queue },
  user: string,
  standing: Standing,
): Promise<void> {
  const state = standing === 'locked' ? 'locked' : 'dismissed'
  await inTransaction(payload, async (tx) => {
    await lockChatOf(tx, { id: user })
    const [before] = await tx.rows<{ chat: number | null }>(
      sql`SELECT chat_id::float8 AS chat FROM users
          WHERE id = ${user} AND state IN ('active', 'dismissed', 'locked') FOR UPDATE`,
    )
    if (!before) return
    await tx.rows(sql`UPDATE users SET state = ${state}, dismissed_at = now(), telegram_id = NULL,
        telegram_username = NULL, chat_id = NULL, session_expires_at = NULL, updated_at = now()
      WHERE id = ${user}`)
    const { chat } = before
    if (chat !== null) await endChat(tx, queue, { chat, ...lastWords[state] })
  })
}

// Who was dismissed can't sign in: a button would lead to a code that never comes
const lastWords = {
  dismissed: { text: 'dismissed' },
  locked: { text: 'locked', rows: [[{ label: 'signInButton', press: '/sign-in' }]] },
}
