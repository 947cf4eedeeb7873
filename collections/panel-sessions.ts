import { sql } from '@payloadcms/db-postgres'
import {
  AuthenticationError,
  type CollectionRefreshHook,
  getFieldsToSign,
  jwtSign,
  type PayloadRequest,
} from 'payload'
import { rows, rowsIn } from '../src/database/transaction'
import { panelLimits } from '../src/domain/panel-sign-in'
import { isAdministrator } from './access'
import { auditAct } from './AuditLog.hooks'
import { forContentManagers, inNameOf, notAllowed } from './panel-endpoint'
import { refusal } from './refusal'

/** One sign-in as its owner sees it; its id is a secret of nobody's, but is not shown either. */
type Session = { since: string; until: string; own: boolean }

const hours = panelLimits.sessionHours
/** However often the token was refreshed. */
const until = sql`least(expires_at, created_at + make_interval(hours => ${hours}))`

const listSessions = forContentManagers({ path: '/:id/sessions', method: 'get' }, async (req) => {
  const admin = whoseSessions(req)
  const sessions = await rows<Session>(
    req.payload,
    sql`SELECT created_at AS since, ${until} AS until, id = ${sidOf(req)} AS own
        FROM admins_sessions WHERE _parent_id = ${admin} AND ${until} > now()
        ORDER BY created_at DESC LIMIT 50`,
  )
  return { sessions }
})

/** One's own stays: whoever presses the button goes on working. */
const endSessions = forContentManagers({ path: '/:id/end-sessions' }, async (req) => {
  const admin = whoseSessions(req)
  return inNameOf(req, async (tx) => {
    const ended = await tx.rows(sql`DELETE FROM admins_sessions
      WHERE _parent_id = ${admin} AND id <> ${sidOf(req)} RETURNING id`)
    await tx.rows(sql`UPDATE panel_challenges SET state = 'void'
      WHERE admin = ${admin} AND state = 'open'`)
    await auditAct(tx.req, { act: 'endSessions', collection: 'admins', document: admin })
    return { ended: ended.length }
  })
})

export const sessionEndpoints = [listSessions, endSessions]

function whoseSessions(req: PayloadRequest): string {
  const id = String(req.routeParams?.id ?? '')
  if (!isAdministrator(req) && id !== req.user?.id) throw refusal(req, notAllowed, 403)
  if (!/^[0-9a-f-]{36}$/.test(id)) throw refusal(req, noAccount, 404)
  return id
}

const noAccount = { ru: 'Такой учётной записи нет.', en: 'There is no such account.' }

const sidOf = (req: PayloadRequest) => String((req.user as { _sid?: string } | null)?._sid ?? '')

/** Everything an account's holder could come in with; in the transaction that closes it. */
export async function endAccess(req: PayloadRequest, admin: string): Promise<void> {
  await rowsIn(req, sql`DELETE FROM admins_sessions WHERE _parent_id = ${admin}`)
  await rowsIn(
    req,
    sql`UPDATE panel_challenges SET state = 'void'
    WHERE admin = ${admin} AND state = 'open'`,
  )
  await rowsIn(req, sql`UPDATE admins SET reset_password_token = NULL WHERE id = ${admin}`)
}

/** A session is prolonged while somebody works, but ends twelve hours after the sign-in. */
export const endAfterTwelveHours: CollectionRefreshHook = async ({ args, user }) => {
  const { collection, req } = args
  const sid = sidOf(req)
  const [left] = await rowsIn<{ seconds: number }>(
    req,
    sql`UPDATE admins_sessions SET expires_at = ${until} WHERE id = ${sid}
        RETURNING extract(epoch FROM expires_at - now())::float8 AS seconds`,
  )
  if (!left || left.seconds <= 0) throw new AuthenticationError(req.t)
  const { config } = collection
  const fieldsToSign = getFieldsToSign({
    collectionConfig: config,
    email: user.email,
    sid,
    user: { ...user, collection: config.slug },
  })
  const tokenExpiration = Math.min(config.auth.tokenExpiration, Math.floor(left.seconds))
  const { secret } = req.payload
  const { exp, token } = await jwtSign({ fieldsToSign, secret, tokenExpiration })
  return { exp, refreshedToken: token, setCookie: true, user }
}
