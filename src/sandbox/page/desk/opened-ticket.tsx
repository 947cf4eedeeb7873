'use client'

import type { ReactNode } from 'react'
import { momentOf, whenOf } from '../moments'
import { Icon, icons } from '../phone/icons'
import { RichText } from '../rich-text'
import { Comments, NewComment } from './comments'
import { Controls } from './controls'
import { Files } from './files'
import { History, moverInto } from './history'
import { Rating } from './rating'
import { StateMark } from './state-mark'
import type { Ticket } from './ticket'

export function OpenedTicket({ ticket, back }: { ticket: Ticket; back(): void }) {
  const { client, responsible } = ticket
  const closer = ticket.state === 'closed' && moverInto(ticket, 'closed')
  return (
    <article className="ticket" data-testid="ticket-opened" data-number={ticket.number}>
      <header className="ticket__head">
        <button
          type="button"
          className="round-button ticket__back"
          aria-label="К списку заявок"
          onClick={back}
        >
          <Icon path={icons.back} size={20} />
        </button>
        <div>
          <p className="ticket__number">
            {ticket.title || `№ ${ticket.number}`}{' '}
            <StateMark state={ticket.state} title={ticket.stateTitle} />
          </p>
          <h3>{ticket.subject ?? 'Без темы'}</h3>
        </div>
      </header>
      <Controls ticket={ticket} />
      <dl className="facts">
        <Fact name="Клиент">
          {client ? [client.title, client.email].filter(Boolean).join(' · ') : 'не указан'}
        </Fact>
        {responsible?.employee && responsible.team && (
          <Fact name="Группа">{responsible.team.title}</Fact>
        )}
        {ticket.category && <Fact name="Категория">{ticket.category}</Fact>}
        <Fact name="Создана">{whenOf(momentOf(ticket.creationDate), new Date())}</Fact>
        {closer && <Fact name="Закрыта">{closer}</Fact>}
        {ticket.mark && (
          <Fact name="Оценка">
            <Rating mark={Number(ticket.mark)} words={ticket.markComment} />
          </Fact>
        )}
      </dl>
      <History ticket={ticket} />
      <h4>Описание</h4>
      <div className="prose" data-testid="ticket-description">
        <RichText html={ticket.description ?? ''} />
      </div>
      {ticket.files.length > 0 && (
        <>
          <h4>Файлы · {ticket.files.length}</h4>
          <Files files={ticket.files} />
        </>
      )}
      <Comments ticket={ticket} />
      <NewComment ticket={ticket} />
    </article>
  )
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)
