'use client'

import type { ReactNode } from 'react'
import { momentOf, whenOf } from '../moments'
import { Icon, icons } from '../phone/icons'
import { RichText } from '../rich-text'
import { Comments } from './comments'
import { Controls } from './controls'
import type { Attempt } from './desk'
import { Files } from './files'
import { StateMark } from './state-mark'
import type { Employee, Ticket } from './ticket'

type Props = { ticket: Ticket; engineers: Employee[]; attempt: Attempt; back(): void }

export function OpenedTicket({ ticket, engineers, attempt, back }: Props) {
  const { client, responsible } = ticket
  const responsibles = [responsible?.employee?.title, responsible?.team?.title].filter(Boolean)
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
      <Controls ticket={ticket} engineers={engineers} attempt={attempt} />
      <dl className="facts">
        <Fact name="Клиент">
          {client ? [client.title, client.email].filter(Boolean).join(' · ') : 'не указан'}
        </Fact>
        <Fact name="Ответственный">{responsibles.join(' · ') || 'не назначен'}</Fact>
        {ticket.category && <Fact name="Категория">{ticket.category}</Fact>}
        <Fact name="Создана">{whenOf(momentOf(ticket.creationDate), new Date())}</Fact>
        {ticket.mark && (
          <Fact name="Оценка">{[ticket.mark, ticket.markComment].filter(Boolean).join(' · ')}</Fact>
        )}
      </dl>
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
      <Comments ticket={ticket} attempt={attempt} />
    </article>
  )
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)
