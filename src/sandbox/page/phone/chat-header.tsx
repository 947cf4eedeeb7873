'use client'

import { useState } from 'react'
import { control } from '../control'
import { Icon, icons } from './icons'
import type { Conversation, Person } from './message'

type Props = {
  person: Person
  conversation?: Conversation
  attempt(action: () => Promise<unknown>): Promise<boolean>
}

export function ChatHeader({ person, conversation, attempt }: Props) {
  const [isOpen, setOpen] = useState(false)
  const name = conversation?.bot?.name || 'BLAGO Поддержка'
  const act = person.blocked ? 'unblock' : 'block'
  return (
    <header className="chat-header">
      <span className="avatar avatar--bot" aria-hidden>
        {name.slice(0, 1)}
      </span>
      <div className="chat-header__words">
        <b>{name}</b>
        <small data-testid="bot-status" className={conversation?.typing ? 'typing' : undefined}>
          {conversation?.typing ? 'печатает…' : 'бот'}
        </small>
      </div>
      <button
        type="button"
        className="round-button"
        aria-label="Действия с чатом"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon path={icons.more} />
      </button>
      {isOpen && (
        <>
          <div className="veil" onClick={() => setOpen(false)} />
          <div className="popup popup--header" role="menu">
            <button
              type="button"
              role="menuitem"
              data-testid="toggle-block"
              onClick={() => {
                setOpen(false)
                void attempt(() => control.post('telegram', `/people/${person.id}/${act}`))
              }}
            >
              {person.blocked ? 'Разблокировать бота' : 'Заблокировать бота'}
            </button>
          </div>
        </>
      )}
    </header>
  )
}
