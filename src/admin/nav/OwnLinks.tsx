import type { ServerProps } from 'payload'
import { isAdmin, isAdministrator } from '../../../collections/access'
import { wordsIn } from '../kit/words'
import { NavLink } from './NavLink'

const words = {
  ru: { overview: 'Обзор', handOver: 'Очередь передачи', knowledge: 'Спрос на статьи' },
  en: { overview: 'Overview', handOver: 'Hand-over queue', knowledge: 'Demand for articles' },
}

/** Pages of ours that are neither a collection nor a setting, above Payload's own navigation. */
export function OwnLinks({ i18n, payload, user }: ServerProps) {
  const say = wordsIn(i18n.language, words)
  const { admin } = payload.config.routes
  const req = { user } as Parameters<typeof isAdmin>[0]
  return (
    <div className="own-links">
      {isAdministrator(req) && <NavLink href={admin} exact label={say.overview} />}
      {isAdministrator(req) && <NavLink href={`${admin}/hand-over`} label={say.handOver} />}
      {isAdmin(req) && <NavLink href={`${admin}/knowledge`} label={say.knowledge} />}
    </div>
  )
}
