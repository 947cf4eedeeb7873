import { HandOverActs } from './HandOverActs'
import { HandOverTrouble } from './HandOverTrouble'
import type { TicketFacts } from './read-ticket'
import type { Telling } from './Turn'

type Line = { icon: string; title: string; at: string }
type Props = { ticket: TicketFacts; telling: Telling; history: Line[] }

/** Beside the conversation: on its way to Naumen, and what has become of it. */
export function Aside({ ticket, telling, history }: Props) {
  const { say } = telling
  return (
    <aside className="tickets-aside">
      <section aria-label={say.handOver}>
        <h2 className="tickets-heading">{say.handOver}</h2>
        {ticket.origin === 'bot' ? (
          <HandOver ticket={ticket} telling={telling} />
        ) : (
          <p className="own-quiet">{say.fromNaumen}</p>
        )}
      </section>
      <section aria-label={say.history}>
        <h2 className="tickets-heading">{say.history}</h2>
        {history.length ? (
          <ol className="tickets-history">
            {history.map(({ icon, title, at }, place) => (
              <li key={place}>
                <span className="tickets-history__icon" aria-hidden="true">
                  {icon}
                </span>
                <span>{title}</span>
                <time className="own-quiet">{at}</time>
              </li>
            ))}
          </ol>
        ) : (
          <p className="own-quiet">{say.noHistory}</p>
        )}
      </section>
      <p className="own-quiet">{say.readOnly}</p>
    </aside>
  )
}

function HandOver({ ticket, telling }: Pick<Props, 'ticket' | 'telling'>) {
  const { say, at } = telling
  const { handOver, attempts, nextAttemptAt, failedAt, doneAt, error } = ticket
  const onItsWay = ['waiting', 'creating', 'created'].includes(handOver)
  const facts: [string, string | number][] = [
    [say.doneAt, handOver === 'done' ? at.whole(doneAt) : ''],
    [say.failedAt, handOver === 'failed' ? at.whole(failedAt) : ''],
    [say.attempts, handOver === 'done' ? 0 : attempts],
    [say.next, onItsWay ? at.whole(nextAttemptAt) : ''],
  ]
  return (
    <>
      <HandOverTrouble of="tickets" state={handOver} error={error} telling={telling} />
      <dl className="tickets-facts tickets-facts--small">
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <HandOverActs collection="tickets" id={ticket.id} state={handOver} />
    </>
  )
}
