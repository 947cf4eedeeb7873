import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'

import { endChat, lockChatOf } from '../src/database/end-chat'
import { inTransaction, rows } from '../src/database/transaction'
import { isShutOut, type Standing } from '../src/domain/employee'
import type { Queue } from '../src/queue'
import { createFollow } from './people/follow-employees'
import { createJudge, type JudgeDeps, type KnownUser, type Verdict } from './people/judge-employees'
import type { NaumenLane } from './reach/naumen-lane'
import { createRecheckAdmins } from './people/recheck-admins'

type Deps = JudgeDeps & { payload: Payload; lane: NaumenLane }

/** Asks Naumen again who of the bot's users and of the panel's still works, and what has changed. */
export function createRecheck(deps: Deps) {
  const { payload, lane } = deps
  const judge = createJudge(deps)
  const follow = createFollow(deps)
  const recheckAdmins = createRecheckAdmins(deps)

  return async function recheck({ user }: { user?: string }) {
    if (await lane.secondsShut()) return
    const { verdicts, error } = await judge(await usersToCheck(payload, user))
    await act(verdicts)
    const failed = error ?? (user ? undefined : await failureOf(recheckAdmins()))
    if (!failed) return lane.noteSuccess()
    await lane.noteFailure(failed)
    throw failed
  }

  /** First whoever has to go: nothing that fails later may keep them in. */
  async function act(verdicts: Verdict[]) {
    const troubles: unknown[] = []
    for (const { user, standing } of verdicts)
      if (isShutOut(standing) && standing !== user.state)
        await shutOut(deps, user.id, standing).catch((error: unknown) => troubles.push(error))
    const live = verdicts.filter(({ standing }) => standing === 'live')
    if (live.length) {
      await markLive(payload, live)
      await follow(live)
    }
    if (troubles.length) throw troubles[0]
  }
}

const failureOf = (work: Promise<void>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  )

/** Whoever is asked about by name, be they signed in or not; of themselves only those it concerns. */
const usersToCheck = (payload: Payload, user?: string) =>
  rows<KnownUser>(
    payload,
    sql`SELECT id::text, employee, state, name, coalesce(first_name, '') AS "firstName", email,
          coalesce(login, '') AS login, coalesce(department, '') AS department,
          coalesce(post, '') AS post
        FROM users WHERE ${user ? sql`id = ${user}` : sql`state IN ('active', 'dismissed', 'locked')`}
        ORDER BY checked_at NULLS FIRST`,
  )

/** Who came back may sign in again; nobody is signed in by it. */
const markLive = (payload: Payload, live: Verdict[]) =>
  rows(
    payload,
    sql`UPDATE users SET checked_at = now(), updated_at = now(),
          state = CASE WHEN state IN ('dismissed', 'locked') THEN 'signedOut' ELSE state END,
          dismissed_at = CASE WHEN state <> 'active' THEN NULL ELSE dismissed_at END
        WHERE id = ANY(${sql.param(live.map(({ user }) => user.id))}::uuid[])`,
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
          WHERE id = ${user} AND state <> 'blocked' FOR UPDATE`,
    )
    // Whom an administrator has blocked stays so; it matters once they are unblocked
    if (!before) {
      await tx.rows(sql`UPDATE users SET dismissed_at = coalesce(dismissed_at, now()),
        checked_at = now() WHERE id = ${user} AND state = 'blocked'`)
      return
    }
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
