import type { ServerProps } from 'payload'
import { isAdmin, isAdministrator } from '../../../collections/access'
import { ownPages } from '../kit/own-pages'
import { wordsIn } from '../kit/words'
import { NavLink } from './NavLink'

/** Pages of ours that are neither a collection nor a setting, above Payload's own navigation. */
export function OwnLinks({ i18n, payload, user }: ServerProps) {
  const say = wordsIn(i18n.language, ownPages)
  const { admin } = payload.config.routes
  const req = { user } as Parameters<typeof isAdmin>[0]
  return (
    <div className="own-links">
      {isAdministrator(req) && <NavLink href={admin} exact label={say['']} />}
      {isAdministrator(req) && <NavLink href={`${admin}/hand-over`} label={say['hand-over']} />}
      {isAdmin(req) && <NavLink href={`${admin}/knowledge`} label={say.knowledge} />}
    </div>
  )
}
