'use client'

import { useState } from 'react'
import { momentOf, whenOf } from '../moments'
import type { Attempt } from './desk'
import { OpenedTicket } from './opened-ticket'
import { StateMark } from './state-mark'
import { plainWords, type Employee, type Ticket } from './ticket'

type Props = { tickets?: Ticket[]; problem?: string; engineers: Employee[]; attempt: Attempt }

/** All requests on the left, the opened one on the right; on a narrow desk one after the other. */
export function Tickets({ tickets, problem, engineers, attempt }: Props) {
  const [chosen, setChosen] = useState<string | null>(null)
  const opened = tickets?.find(({ uuid }) => uuid === chosen)
  if (!tickets?.length) {
    return (
      <div className="panel__empty">
        {problem ?? 'Заявок пока нет. Отправьте заявку с телефона: она появится здесь.'}
      </div>
    )
  }
  return (
    <div className="tickets" data-opened={Boolean(opened)}>
      <ul className="tickets__list" aria-label="Заявки">
        {tickets.map((ticket) => (
          <li key={ticket.uuid}>
            <TicketRow
              ticket={ticket}
              isOpen={ticket === opened}
              open={() => setChosen(ticket.uuid)}
            />
          </li>
        ))}
      </ul>
      <div className="tickets__opened">
        {opened ? (
          <OpenedTicket
            key={opened.uuid}
            ticket={opened}
            engineers={engineers}
            attempt={attempt}
            back={() => setChosen(null)}
          />
        ) : (
          <div className="panel__empty">Выберите заявку</div>
        )}
      </div>
    </div>
  )
}

function TicketRow({ ticket, isOpen, open }: { ticket: Ticket; isOpen: boolean; open(): void }) {
  return (
    <button
      type="button"
      className="line"
      aria-current={isOpen}
      data-testid="ticket-item"
      data-number={ticket.number}
      data-uuid={ticket.uuid}
      onClick={open}
    >
      <span className="line__top">
        <b>№ {ticket.number}</b>
        <StateMark state={ticket.state} title={ticket.stateTitle} />
        <time>{whenOf(momentOf(ticket.creationDate), new Date())}</time>
      </span>
      <span className="line__text line__text--main">
        {ticket.subject ?? (plainWords(ticket.description) || ticket.title)}
      </span>
      <span className="line__text">
        {ticket.client?.title ?? 'Клиент не указан'}
        {ticket.files.length > 0 && ` · файлов: ${ticket.files.length}`}
      </span>
    </button>
  )
}
