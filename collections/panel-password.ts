import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from '@payloadcms/db-postgres'
import { addDataAndFileToRequest, type Endpoint, type PayloadRequest } from 'payload'
import { inTransaction, rowsIn } from '../src/database/transaction'
import { nonceOfToken, panelLimits, troubleWithPassword } from '../src/domain/panel-sign-in'
import { limits, signInKey, typedAddress } from '../src/domain/sign-in'
import { engineOf, enqueue } from './engine'
import { inWords, refusal } from './refusal'
import { limitRequests } from './request-limit'

type Whose = { id: string } | { email: string }
type Why = 'panel-invitation' | 'panel-password'

/**
 * Has a link mailed with which the account's password is set. Needs a transaction: link and mail
 * exist together or not at all.
 * @returns the account; null when there is no open one, or it had a link within the last minute, or
 *   so many of those anybody may ask for within the last hour
 */
export async function sendPasswordLink(req: PayloadRequest, whose: Whose, why: Why) {
  const minutes =
    why === 'panel-invitation' ? panelLimits.invitationHours * 60 : panelLimits.resetMinutes
  const [admin] = await rowsIn<{ id: string }>(
    req,
    sql`
    UPDATE admins SET reset_password_token = ${randomBytes(20).toString('hex')},
      reset_password_expiration = now() + make_interval(mins => ${minutes}),
      reset_password_requested_at = now(),
      invited_at = ${why === 'panel-invitation' ? sql`now()` : sql`invited_at`}
    WHERE ${'id' in whose ? sql`id = ${whose.id}` : sql`email = ${whose.email}`}
      AND state = 'active' AND (reset_password_requested_at IS NULL
        OR reset_password_requested_at <= now() - make_interval(secs => ${panelLimits.secondsBetweenLinks}))
      AND (${why === 'panel-invitation'} OR (SELECT count(*) FROM pgboss.job
        WHERE name = 'send-mail' AND data->>'kind' = 'panel-password'
          AND data->>'admin' = admins.id::text AND created_on > now() - interval '1 hour')
        < ${limits.mailsPerHour})
    RETURNING id::text`,
  )
  if (!admin) return null
  await enqueue(req, 'send-mail', { kind: why, admin: admin.id })
  return admin.id
}

/** Longer than either path takes, so that the time does not tell who has an account. */
const answersAfter = 400

/** «Забыли пароль?»: the same answer for everybody. Stands before Payload's, which would queue the token. */
export const forgotPassword: Endpoint = {
  path: '/forgot-password',
  method: 'post',
  async handler(req) {
    const notBefore = pause(answersAfter)
    await limitRequests(req)
    const email = typedAddress(String((await dataOf(req)).email ?? ''))
    if (email)
      await inTransaction(req.payload, (tx) =>
        sendPasswordLink(tx.req, { email }, 'panel-password'),
      )
    await notBefore
    return Response.json({ message: req.t('general:success') })
  },
}

/** The link of a mail and a new password. Nobody is signed in by it: the code is still asked for. */
export const resetPassword: Endpoint = {
  path: '/reset-password',
  method: 'post',
  async handler(req) {
    await limitRequests(req)
    const { token, password } = await dataOf(req)
    const trouble = troubleWithPassword(password)
    if (trouble) throw refusal(req, trouble)
    const nonce = nonceOfToken(keyOf(req), String(token ?? ''))
    if (!nonce) throw refusal(req, words.deadLink, 403)
    await setPassword(req, nonce, String(password))
    return Response.json({ message: inWords(req, words.saved) })
  },
}

const words = {
  saved: {
    ru: 'Пароль сохранён. Теперь войдите с ним.',
    en: 'The password is saved. Now sign in with it.',
  },
  deadLink: {
    ru: 'Ссылка не подходит: срок истёк или ей уже воспользовались. Попросите новую.',
    en: 'This link does not fit: it has expired or was used already. Ask for a new one.',
  },
}

async function setPassword(req: PayloadRequest, token: string, password: string) {
  await inTransaction(req.payload, async (tx) => {
    const [account] = await tx.rows<{ id: string }>(sql`SELECT id::text FROM admins
      WHERE reset_password_token = ${token} AND reset_password_expiration > now()
        AND state = 'active' FOR UPDATE`)
    if (!account) throw refusal(req, words.deadLink, 403)
    Object.assign(tx.req.context, { settingPassword: true })
    await req.payload.resetPassword({
      collection: 'admins',
      data: { token, password },
      overrideAccess: true,
      req: tx.req,
    })
    // Payload has just opened a session for whoever holds the link
    await tx.rows(sql`DELETE FROM admins_sessions WHERE _parent_id = ${account.id}`)
    await tx.rows(sql`UPDATE admins SET reset_password_token = NULL WHERE id = ${account.id}`)
    await tx.rows(sql`UPDATE panel_challenges SET state = 'void'
      WHERE admin = ${account.id} AND state = 'open'`)
  })
}

const keyOf = ({ payload }: PayloadRequest) =>
  signInKey(engineOf(payload).config.PAYLOAD_SECRET ?? '')

async function dataOf(req: PayloadRequest): Promise<Record<string, unknown>> {
  await addDataAndFileToRequest(req)
  return req.data ?? {}
}
