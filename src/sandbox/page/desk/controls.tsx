'use client'

import { control } from '../control'
import { useDesk } from './at-desk'
import type { Ticket } from './ticket'

/** How far the request is and who works on it. */
export function Controls({ ticket }: { ticket: Ticket }) {
  const { me, attempt } = useDesk()
  const post = (act: string, body: Record<string, unknown>) =>
    void attempt(() =>
      control.post('naumen', `/tickets/${ticket.uuid}/${act}`, { ...body, by: me }),
    )
  const isMine = ticket.responsible?.employee?.uuid === me
  return (
    <div className="controls">
      <div className="controls__row" role="group" aria-label="Перевести в состояние">
        <span>Перевести в</span>
        <div className="controls__keys">
          {ticket.nextStates.map(({ code, title }) => (
            <button
              key={code}
              type="button"
              className="button button--quiet"
              data-testid="desk-state"
              data-state={code}
              onClick={() => post('state', { state: code })}
            >
              {title}
            </button>
          ))}
          {ticket.nextStates.length === 0 && <span>дальше переходов нет</span>}
        </div>
      </div>
      <div className="controls__row">
        <label htmlFor="desk-assign">Ответственный</label>
        <div className="controls__keys">
          <Responsible ticket={ticket} assign={(to) => post('assign', to)} />
          {!isMine && (
            <button
              type="button"
              className="button button--quiet"
              data-testid="desk-take"
              onClick={() => post('assign', { employee: me })}
            >
              Взять себе
            </button>
          )}
        </div>
      </div>
    </div>
  )
}

type To = { employee?: string | null; team?: string | null }

function Responsible({ ticket, assign }: { ticket: Ticket; assign(to: To): void }) {
  const { engineers, teams } = useDesk()
  const { employee, team } = ticket.responsible ?? {}
  const choose = (uuid: string) => {
    if (uuid.startsWith('employee$')) assign({ employee: uuid })
    else assign({ employee: null, team: uuid || null })
  }
  return (
    <select
      id="desk-assign"
      data-testid="desk-assign"
      value={employee?.uuid ?? team?.uuid ?? ''}
      onChange={(event) => choose(event.target.value)}
    >
      <option value="">не назначен</option>
      <optgroup label="Инженеры">
        {engineers.map(({ uuid, title }) => (
          <option key={uuid} value={uuid}>
            {title}
          </option>
        ))}
      </optgroup>
      <optgroup label="Группы">
        {teams.map(({ uuid, title }) => (
          <option key={uuid} value={uuid}>
            {title}
          </option>
        ))}
      </optgroup>
    </select>
  )
}
