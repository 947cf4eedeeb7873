import { Link } from '@payloadcms/ui'
import type { Payload } from 'payload'
import { Pill } from '../tickets/Pill'
import { statusIn } from '../tickets/status-table'
import type { At, CardWords } from './Person'
import type { CardTicket } from './read-user'

type Props = {
  tickets: CardTicket[]
  user: string
  say: CardWords
  at: At
  admin: string
  payload: Payload
  language: string
}

/** The newest requests of one person. */
export function Tickets({ tickets, user, say, at, admin, payload, language }: Props) {
  const list = `${admin}/collections/tickets`
  const all = `${list}?${new URLSearchParams({ 'where[or][0][and][0][user][in][0]': user })}`
  return (
    <section className="users-panel">
      <header className="users-panel__heading">
        <h2>{say.tickets}</h2>
        {tickets.length > 0 && (
          <Link href={all} prefetch={false}>
            {say.allTickets}
          </Link>
        )}
      </header>
      {tickets.length ? (
        <table className="users-table">
          <thead>
            <tr>
              {[say.number, say.topic, say.status, say.filed].map((heading) => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {tickets.map((ticket) => (
              <tr key={ticket.id}>
                <td>
                  <Link href={`${list}/${ticket.id}`} prefetch={false}>
                    {ticket.number}
                  </Link>
                </td>
                <td>{ticket.topic ?? say.none}</td>
                <td>
                  <Status {...{ payload, language, ticket }} />
                </td>
                <td>{at(ticket.filed)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p className="own-quiet">{say.ticketsNone}</p>
      )}
    </section>
  )
}

type StatusProps = Pick<Props, 'payload' | 'language'> & { ticket: CardTicket }

async function Status({ payload, language, ticket }: StatusProps) {
  const { icon, title } = await statusIn(payload, language, ticket.status, ticket.title)
  return (
    <Pill tone={ticket.status} icon={icon}>
      {title}
    </Pill>
  )
}
