'use client'

import { useState } from 'react'
import { useResource } from '../live'
import { useNotice } from '../notice'
import { AtDeskProvider, useMe } from './at-desk'
import { Employees } from './employees'
import { Faults } from './faults'
import type { Employee, Named, Ticket } from './ticket'
import { Tickets } from './tickets'

const tabs = { tickets: 'Заявки', employees: 'Сотрудники', faults: 'Сбои' }
type Tab = keyof typeof tabs

/** Where one plays the engineer, the personnel department, and the bad luck. */
export function Desk() {
  const [tab, setTab] = useState<Tab>('tickets')
  const tickets = useResource<Ticket[]>('naumen', '/tickets')
  const employees = useResource<Employee[]>('naumen', '/employees')
  const teams = useResource<Named[]>('naumen', '/teams')
  const engineers = employees.data?.filter(({ performer }) => performer) ?? []
  const { attempt, place } = useNotice()
  const { me, become } = useMe(engineers)
  return (
    <section className="panel desk" data-testid="desk" aria-label="Naumen Service Desk">
      <header className="panel__head">
        <h2>
          Naumen Service Desk <span className="muted">· песочница</span>
        </h2>
        <div className="segments" role="tablist" aria-label="Разделы Naumen">
          {(Object.keys(tabs) as Tab[]).map((one) => (
            <button
              key={one}
              type="button"
              role="tab"
              aria-selected={one === tab}
              data-testid={`desk-tab-${one}`}
              onClick={() => setTab(one)}
            >
              {tabs[one]}
            </button>
          ))}
        </div>
      </header>
      {tab === 'tickets' && (
        <AtDeskProvider value={{ me, engineers, teams: teams.data ?? [], attempt }}>
          <label className="desk__me">
            За столом
            <select
              data-testid="desk-me"
              value={me}
              onChange={(event) => become(event.target.value)}
            >
              {engineers.map(({ uuid, title }) => (
                <option key={uuid} value={uuid}>
                  {title}
                </option>
              ))}
            </select>
          </label>
          <Tickets tickets={tickets.data} problem={tickets.error} />
        </AtDeskProvider>
      )}
      {tab === 'employees' && <Employees employees={employees.data ?? []} attempt={attempt} />}
      {tab === 'faults' && <Faults attempt={attempt} />}
      {place}
    </section>
  )
}
