'use client'

import { control } from '../control'
import type { Attempt } from './at-desk'
import type { Employee } from './ticket'

type Props = { employees: Employee[]; attempt: Attempt }

/** The personnel department: hiring back, dismissing, locking. */
export function Employees({ employees, attempt }: Props) {
  return (
    <ul className="employees" aria-label="Сотрудники">
      {employees.map((employee) => (
        <Row key={employee.uuid} employee={employee} attempt={attempt} />
      ))}
    </ul>
  )
}

function Row({ employee, attempt }: { employee: Employee; attempt: Attempt }) {
  const { uuid, title, email, department, post, removed, locked } = employee
  const act = (verb: string, name: string, look = '') => (
    <button
      type="button"
      className={`button button--quiet ${look}`}
      data-testid={`employee-${verb}`}
      aria-label={`${name}: ${title}`}
      onClick={() => void attempt(() => control.post('naumen', `/employees/${uuid}/${verb}`))}
    >
      {name}
    </button>
  )
  return (
    <li className="employee" data-testid="employee" data-email={email}>
      <div className="employee__words">
        <b>{title}</b>{' '}
        <span className={`state ${removed || locked ? 'state--bad' : 'state--good'}`}>
          {removed ? 'уволен' : locked ? 'заблокирован' : 'работает'}
        </span>
        <small>{[email, department, post].filter(Boolean).join(' · ')}</small>
      </div>
      <div className="employee__acts">
        {locked ? act('unlock', 'Разблокировать') : act('lock', 'Заблокировать')}
        {removed ? act('rehire', 'Вернуть') : act('dismiss', 'Уволить', 'button--bad')}
      </div>
    </li>
  )
}
