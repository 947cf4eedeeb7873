import { Link } from '@payloadcms/ui'
import { Fragment } from 'react'
import { Empty } from '../kit/Empty'
import { Attachments } from './Attachments'
import type { TicketFacts, TurnFacts } from './read-ticket'
import { type Telling, Turn } from './Turn'

type Props = { ticket: TicketFacts; turns: TurnFacts[]; telling: Telling; earlier: string }

/** The request and what was said in it, as a chat: the newest at the end. */
export function Conversation({ ticket, turns, telling, earlier }: Props) {
  const { say, at } = telling
  const left = ticket.turnCount - turns.length
  return (
    <section className="tickets-talk" aria-label={say.conversation}>
      <Request ticket={ticket} telling={telling} />
      <h2 className="tickets-heading">{say.conversation}</h2>
      {left > 0 && (
        <p className="tickets-talk__earlier">
          <Link href={earlier} scroll={false} replace>
            {say.earlier}
          </Link>{' '}
          <span className="own-quiet">
            {say.shown} {turns.length} {say.of} {ticket.turnCount}
          </span>
        </p>
      )}
      {turns.length ? (
        <ol className="tickets-turns">
          {turns.map((turn, place) => {
            const day = at.day(turn.at)
            const before = turns[place - 1]
            return (
              <Fragment key={turn.id}>
                {(!before || at.day(before.at) !== day) && (
                  <li className="tickets-day">
                    <span>{day}</span>
                  </li>
                )}
                <Turn turn={turn} telling={telling} />
              </Fragment>
            )
          })}
        </ol>
      ) : (
        <Empty title={say.noTurns}>{say.noTurnsHint}</Empty>
      )}
    </section>
  )
}

function Request({ ticket, telling }: Pick<Props, 'ticket' | 'telling'>) {
  const { say, api, language } = telling
  const { text, place, contact, files } = ticket
  if (!text && !place && !contact && !files.length) return null
  return (
    <div className="tickets-request">
      <h2 className="tickets-heading">{say.description}</h2>
      {text && (
        <div className="tickets-turn__text" translate="no">
          {text}
        </div>
      )}
      {place && (
        <p>
          📍{' '}
          <a href={mapOf(place)} target="_blank" rel="noopener noreferrer">
            {say.place}
          </a>
        </p>
      )}
      {contact && (
        <p>
          📞 {say.contact}: {contact.name}, {contact.phone}
        </p>
      )}
      <Attachments api={api} files={files} say={say} language={language} />
    </div>
  )
}

const mapOf = ({ latitude, longitude }: NonNullable<TicketFacts['place']>) =>
  `https://yandex.ru/maps/?pt=${longitude},${latitude}&z=17`
