import { type At, type CardWords, said } from './Person'
import type { CardEvent } from './read-user'

type Props = { events: CardEvent[]; say: CardWords; at: At; words: Record<string, string> }

/** Signing in and acts of admins, the newest first. */
export function Events({ events, say, at, words }: Props) {
  return (
    <section className="users-panel">
      <h2>{say.history}</h2>
      {events.length ? (
        <ul className="users-events">
          {events.map((event, place) => (
            <li key={place}>
              <time dateTime={new Date(event.at).toISOString()}>{at(event.at)}</time>
              <span>{said(words[event.kind] ?? event.kind, { admin: event.admin ?? '' })}</span>
            </li>
          ))}
        </ul>
      ) : (
        <p className="own-quiet">{say.historyNone}</p>
      )}
    </section>
  )
}
