import type { Access, FieldAccess, PayloadRequest, Where } from 'payload'
import { panelLimits } from '../src/domain/panel-sign-in'
import type { Admin } from '../src/payload-types'

const hour = 3_600_000

/**
 * Who may do what in the panel. One name for each *who*; everything not given here is refused.
 * Bot and jobs don't pass through here: they say `overrideAccess: true`.
 */
export const administrators: Access = ({ req }) => isAdministrator(req)

/** Content managers and everyone above them. */
export const contentManagers: Access = ({ req }) => isAdmin(req)

/** What content managers keep, and its versions where it has them. */
export const ownedByContentManagers = {
  read: contentManagers,
  readVersions: contentManagers,
  create: contentManagers,
  update: contentManagers,
  delete: contentManagers,
}

export const nobody: Access = () => false

/** An administrator sees every account, anybody else their own. */
export const administratorsOrSelf: Access = ({ req }) =>
  isAdministrator(req) || (isAdmin(req) && { id: { equals: req.user?.id } })

/** Nobody may delete the account they are signed in with, or the emergency one. */
export const administratorsButNotThemselves: Access = ({ req }) => {
  const others: Where[] = [
    { id: { not_equals: req.user?.id } },
    { emergency: { not_equals: true } },
  ]
  return isAdministrator(req) && { and: others }
}

/** What employees and engineers sent is for administrators; what the panel uploaded is for all of it. */
export const readersOfFiles: Access = ({ req }) =>
  isAdministrator(req) || (isAdmin(req) && { source: { equals: 'admin' } })

export const administratorsOnly: FieldAccess = ({ req }) => isAdministrator(req)
export const nobodyAtAll: FieldAccess = () => false

/** An admin whose employee was dismissed is out at once, with every open session. */
export function isAdmin(req: Pick<PayloadRequest, 'user'>): boolean {
  const { user } = req
  return user?.collection === 'admins' && user.state === 'active' && !isOver(user)
}

/** However often its token was refreshed. Whoever came without a session (the Local API) has no end. */
function isOver(user: NonNullable<PayloadRequest['user']>): boolean {
  const { _sid, sessions } = user as { _sid?: string; sessions?: Admin['sessions'] }
  if (_sid === undefined) return false
  const since = sessions?.find(({ id }) => id === _sid)?.createdAt
  return !since || Date.now() - Date.parse(since) > panelLimits.sessionHours * hour
}

export function isAdministrator(req: Pick<PayloadRequest, 'user'>): boolean {
  return isAdmin(req) && req.user?.role === 'administrator'
}
