import { randomBytes, randomUUID } from 'node:crypto'
import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { type InTransaction, inTransaction, rows } from '../src/database/transaction'
import { type CodeBudget, mayMailCode, panelLimits } from '../src/domain/panel-sign-in'
import { limits } from '../src/domain/sign-in'
import { queueOf } from './engine'

/** `delayed`: mails wait for their server at the moment. */
export type AskedCode = { challenge: string; delayed: boolean } | 'tooSoon' | 'tooManyCodes'

/**
 * Has a code mailed to an admin whose password was right. Within a minute of the last one the code that
 * is on its way stays good, so that a page loaded anew asks for no second mail.
 */
export async function askPanelCode(payload: Payload, admin: string): Promise<AskedCode> {
  const queue = await queueOf(payload)
  return inTransaction(payload, async (tx) => {
    await tx.rows(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`panel ${admin}`}, 0))`)
    const last = await lastOf(tx, admin)
    const answer = mayMailCode(last)
    const delayed = await isMailDelayed(tx)
    if (answer !== 'granted') return last.open ? { challenge: last.open, delayed } : answer
    const challenge = await open(tx, admin)
    await queue.send(tx.db, 'send-mail', { kind: 'panel-code', challenge })
    return { challenge, delayed }
  })
}

/** One that was sent a minute ago has not left, and nothing has left since. */
async function isMailDelayed({ rows }: InTransaction): Promise<boolean> {
  const [mails] = await rows<{ delayed: boolean }>(sql`
    SELECT coalesce(bool_or(state < 'completed' AND created_on < now() - interval '1 minute'), false)
      AND NOT coalesce(bool_or(completed_on > now() - interval '1 minute' AND state = 'completed'), false)
      AS delayed FROM pgboss.job WHERE name = 'send-mail'`)
  return mails?.delayed ?? false
}

/** `open` is a challenge that can still be answered. */
type Last = CodeBudget & { open: string | null }

async function lastOf(tx: InTransaction, admin: string): Promise<Last> {
  const [last] = await tx.rows<Last>(sql`
    SELECT extract(epoch FROM now() - max(at) FILTER (WHERE state <> 'used'))::float8 AS "secondsSinceLast",
      count(*) FILTER (WHERE at > now() - interval '1 hour' AND state <> 'used')::int AS "codesLastHour",
      max(id::text) FILTER (WHERE state = 'open' AND expires_at > now()
        AND tries < ${limits.triesPerCode}) AS open
    FROM panel_challenges WHERE admin = ${admin} AND at > now() - interval '1 day'`)
  if (!last) throw new Error('The codes of the panel could not be counted')
  return last
}

async function open({ rows }: InTransaction, admin: string): Promise<string> {
  const id = randomUUID()
  await rows(sql`DELETE FROM panel_challenges WHERE at < now() - interval '1 day'`)
  await rows(
    sql`UPDATE panel_challenges SET state = 'void' WHERE admin = ${admin} AND state = 'open'`,
  )
  await rows(sql`INSERT INTO panel_challenges (id, admin, nonce, expires_at)
    VALUES (${id}, ${admin}, ${randomBytes(24).toString('base64url')},
      now() + make_interval(mins => ${limits.codeLifeMinutes}))`)
  return id
}

export type Try = { id: string; admin: string; nonce: string; tries: number }

/**
 * Counts a try before anything is compared: however many come at once, five are looked at. Only who was
 * told the challenge's id, for a right password, can spend them.
 */
export async function takeTry(payload: Payload, challenge: string): Promise<Try | null> {
  const taken = await rows<Try>(
    payload,
    sql`UPDATE panel_challenges SET tries = tries + 1
        WHERE id = ${challenge} AND state = 'open' AND expires_at > now()
          AND tries < ${limits.triesPerCode}
        RETURNING id::text, admin::text, nonce, tries`,
  )
  return taken[0] ?? null
}

/** A wrong code is a failed try of the account as well; five of both in a row lock it for ten minutes. */
export async function countFailure(payload: Payload, admin: string): Promise<void> {
  const { triesBeforeLockOut: tries, lockOutMinutes: minutes } = panelLimits
  await rows(
    payload,
    sql`UPDATE admins SET
          login_attempts = CASE WHEN lock_until <= now() THEN 1 ELSE coalesce(login_attempts, 0) + 1 END,
          lock_until = CASE
            WHEN lock_until > now() THEN lock_until
            WHEN lock_until IS NULL AND coalesce(login_attempts, 0) + 1 >= ${tries}
              THEN now() + make_interval(mins => ${minutes}) END
        WHERE id = ${admin}`,
  )
}
