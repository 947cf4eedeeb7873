'use client'

import { momentOf, whenOf } from '../moments'
import { states, type Change, type Ticket } from './ticket'

/** Who moved the request and who took it, the newest last. */
export function History({ ticket }: { ticket: Ticket }) {
  if (ticket.history.length === 0) return null
  return (
    <details className="history-list" data-testid="desk-history">
      <summary>История · {ticket.history.length}</summary>
      <ul>
        {ticket.history.map((change) => (
          <li key={`${change.at}${change.state ?? ''}`}>
            <time>{whenOf(momentOf(change.at), new Date())}</time>
            <span>
              {whatOf(change)} · {change.by ?? 'Naumen'}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}

const whatOf = ({ state, responsible }: Change) =>
  state ? (states[state] ?? state) : responsible ? `Назначена: ${responsible}` : 'Назначение снято'

/** The last of who brought it into this state, in words; undefined when it never was. */
export function moverInto({ history }: Ticket, state: string): string | undefined {
  const change = history.findLast((one) => one.state === state)
  return change && [change.by ?? 'Naumen', whenOf(momentOf(change.at), new Date())].join(' · ')
}
