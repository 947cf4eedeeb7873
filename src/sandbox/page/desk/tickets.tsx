'use client'

import { useState } from 'react'
import { momentOf, whenOf } from '../moments'
import { OpenedTicket } from './opened-ticket'
import { StateMark } from './state-mark'
import { plainWords, type Ticket } from './ticket'
import { useUnread } from './unread'

// A list of thousands would make every keystroke wait
const PAGE = 100

/** All requests on the left, the opened one on the right; on a narrow desk one after the other. */
export function Tickets({ tickets, problem }: { tickets?: Ticket[]; problem?: string }) {
  const [chosen, setChosen] = useState<string | null>(null)
  const [shown, setShown] = useState(PAGE)
  const opened = tickets?.find(({ uuid }) => uuid === chosen)
  const unread = useUnread(tickets, opened)
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
        {tickets.slice(0, shown).map((ticket) => (
          <li key={ticket.uuid}>
            <TicketRow
              ticket={ticket}
              isOpen={ticket === opened}
              isUnread={unread.has(ticket.uuid)}
              open={() => setChosen(ticket.uuid)}
            />
          </li>
        ))}
        {tickets.length > shown && (
          <li className="tickets__more">
            <button type="button" className="text-button" onClick={() => setShown(shown + PAGE)}>
              Показать ещё
            </button>
          </li>
        )}
      </ul>
      <div className="tickets__opened">
        {opened ? (
          <OpenedTicket key={opened.uuid} ticket={opened} back={() => setChosen(null)} />
        ) : (
          <div className="panel__empty">Выберите заявку</div>
        )}
      </div>
    </div>
  )
}

type RowProps = { ticket: Ticket; isOpen: boolean; isUnread: boolean; open(): void }

function TicketRow({ ticket, isOpen, isUnread, open }: RowProps) {
  const { files, comments } = ticket
  return (
    <button
      type="button"
      className="line"
      aria-current={isOpen}
      data-testid="ticket-item"
      data-number={ticket.number}
      data-uuid={ticket.uuid}
      data-unread={isUnread}
      onClick={open}
    >
      <span className="line__top">
        <b>№ {ticket.number}</b>
        {isUnread && <i className="dot dot--line" role="img" aria-label="есть новое" />}
        <StateMark state={ticket.state} title={ticket.stateTitle} />
        <time>{whenOf(momentOf(ticket.creationDate), new Date())}</time>
      </span>
      <span className="line__text line__text--main">
        {ticket.subject ?? (plainWords(ticket.description) || ticket.title)}
      </span>
      <span className="line__text">
        {ticket.client?.title ?? 'Клиент не указан'}
        {files.length > 0 && ` · файлов: ${files.length}`}
        {comments.length > 0 && ` · сообщений: ${comments.length}`}
      </span>
    </button>
  )
}
