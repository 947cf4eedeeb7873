import { Link } from '@payloadcms/ui'
import type { ReactNode } from 'react'
import type { TicketFacts } from './read-ticket'
import type { Telling } from './Turn'

type Props = { ticket: TicketFacts; telling: Telling; admin: string }

/** Whose it is, about what, who works on it, by when. */
export function Facts({ ticket, telling, admin }: Props) {
  const { say, at } = telling
  const { person, deadline, status } = ticket
  const isOpen = status !== 'closed' && status !== 'resolved'
  const isLate = isOpen && deadline && new Date(deadline).getTime() < Date.now()
  const how = ticket.origin === 'bot' ? say.byBot : say.byNaumen
  return (
    <dl className="tickets-facts">
      <Fact name={say.person} data>
        <Link href={`${admin}/collections/users/${person.id}`}>{person.name}</Link>
        {person.department && <span className="own-quiet"> · {person.department}</span>}
      </Fact>
      <Fact name={say.topic} data>
        {ticket.topicPath || '—'}
      </Fact>
      <Fact name={say.responsible} data>
        {ticket.responsible || <span className="own-quiet">{say.nobody}</span>}
      </Fact>
      {deadline && (
        <Fact name={say.deadline}>
          {at.whole(deadline)} {isLate && <b className="tickets-late">{say.overdue}</b>}
        </Fact>
      )}
      <Fact name={say.filed}>
        {at.whole(ticket.filedAt)} <span className="own-quiet">{how}</span>
      </Fact>
      {ticket.closedAt && <Fact name={say.closed}>{at.whole(ticket.closedAt)}</Fact>}
      {ticket.mark !== null && <Fact name={say.rating}>{rating(ticket, say.of5)}</Fact>}
    </dl>
  )
}

type FactProps = { name: string; data?: boolean; children: ReactNode }

/** @param data what people wrote, in their language */
function Fact({ name, data, children }: FactProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd translate={data ? 'no' : undefined}>{children}</dd>
    </div>
  )
}

const rating = ({ mark, markComment }: TicketFacts, of5: string) => (
  <>
    <span aria-hidden="true">{'★'.repeat(mark ?? 0)}</span> {mark} {of5}
    {markComment && (
      <div className="tickets-turn__text" translate="no">
        «{markComment}»
      </div>
    )}
  </>
)
