import { Gutter, SetStepNav } from '@payloadcms/ui'
import type { DocumentViewServerProps } from 'payload'
import type { User } from '../../payload-types'
import { companyZone, momentInWords } from '../kit/company-time'
import { Heading } from '../kit/Page'
import { wordsIn } from '../kit/words'
import { Events } from './Events'
import { Person } from './Person'
import { readBlock, readEvents, readTickets } from './read-user'
import { Tickets } from './Tickets'
import { cardWords, eventWords } from './user-words'
import { UserActs } from './UserActs'
import './users.css'

/** One user: who they are, what they asked, how they signed in, and what may be done about it. */
export async function UserCard({ doc, i18n, payload }: DocumentViewServerProps) {
  const user = doc as User
  const { language } = i18n
  const { admin } = payload.config.routes
  const [tickets, events, block] = await Promise.all([
    readTickets(payload, user.id),
    readEvents(payload, { id: user.id, email: user.email }),
    user.state === 'blocked' ? readBlock(payload, user.id) : undefined,
  ])
  const say = wordsIn(language, cardWords)
  const timeZone = companyZone(payload)
  const at = (moment: Date | string) => momentInWords(moment, { language, timeZone })
  const { id, name, state, role } = user
  return (
    <Gutter className="own-page users-card">
      <SetStepNav
        nav={[{ label: say.users, url: `${admin}/collections/users` }, { label: name }]}
      />
      <Heading
        data
        title={name}
        description={[user.post, user.department].filter(Boolean).join(' · ')}
        actions={<UserActs user={{ id, name, state, role }} />}
      />
      <div className="users-card__columns">
        <Person {...{ user, say, at, block, language }} />
        <div className="users-card__main">
          <Tickets {...{ tickets, say, at, admin, payload, language }} user={id} />
          <Events {...{ events, say, at }} words={wordsIn(language, eventWords)} />
        </div>
      </div>
    </Gutter>
  )
}
