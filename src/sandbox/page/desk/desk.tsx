'use client'

import { useState } from 'react'
import { useResource } from '../live'
import { useNotice } from '../notice'
import { Employees } from './employees'
import { Faults } from './faults'
import type { Employee, Ticket } from './ticket'
import { Tickets } from './tickets'

const tabs = { tickets: 'Заявки', employees: 'Сотрудники', faults: 'Сбои' }
type Tab = keyof typeof tabs

export type Attempt = (action: () => Promise<unknown>) => Promise<boolean>

/** Where one plays the engineer, the personnel department, and the bad luck. */
export function Desk() {
  const [tab, setTab] = useState<Tab>('tickets')
  const tickets = useResource<Ticket[]>('naumen', '/tickets')
  const employees = useResource<Employee[]>('naumen', '/employees')
  const { attempt, place } = useNotice()
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
        <Tickets
          tickets={tickets.data}
          problem={tickets.error}
          engineers={employees.data?.filter(({ performer }) => performer) ?? []}
          attempt={attempt}
        />
      )}
      {tab === 'employees' && <Employees employees={employees.data ?? []} attempt={attempt} />}
      {tab === 'faults' && <Faults attempt={attempt} />}
      {place}
    </section>
  )
}
