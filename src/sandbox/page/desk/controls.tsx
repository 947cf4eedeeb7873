'use client'

import { control } from '../control'
import type { Attempt } from './desk'
import { states, type Employee, type Ticket } from './ticket'

type Props = { ticket: Ticket; engineers: Employee[]; attempt: Attempt }

/** Who works on the request and how far it is. */
export function Controls({ ticket, engineers, attempt }: Props) {
  const post = (act: string, body: Record<string, unknown>) =>
    void attempt(() => control.post('naumen', `/tickets/${ticket.uuid}/${act}`, body))
  const next = ticket.nextStates?.map(({ code }) => code) ?? Object.keys(states)
  return (
    <div className="controls">
      <label>
        Состояние
        <select
          data-testid="desk-state"
          value={ticket.state}
          onChange={(event) => post('state', { state: event.target.value })}
        >
          {Object.entries(states).map(([code, title]) => (
            <option
              key={code}
              value={code}
              disabled={code !== ticket.state && !next.includes(code)}
            >
              {title}
            </option>
          ))}
        </select>
      </label>
      <label>
        Ответственный
        <select
          data-testid="desk-assign"
          value={ticket.responsible?.employee?.uuid ?? ''}
          onChange={(event) => post('assign', { employee: event.target.value || null })}
        >
          <option value="">не назначен</option>
          {engineers.map(({ uuid, title }) => (
            <option key={uuid} value={uuid}>
              {title}
            </option>
          ))}
        </select>
      </label>
    </div>
  )
}
