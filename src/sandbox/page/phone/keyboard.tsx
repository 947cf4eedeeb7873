'use client'

import { useState } from 'react'
import { useChatActions } from './chat-actions'
import { Icon, icons } from './icons'
import type { Button, Message } from './message'

/** The inline keyboard under a message. */
export function Keyboard({ message }: { message: Message }) {
  return (
    <div className="keyboard">
      {message.keyboard?.map((row, index) => (
        <div className="keyboard__row" key={index}>
          {row.map((button, column) => (
            <Key key={column} button={button} message={message} />
          ))}
        </div>
      ))}
    </div>
  )
}

function Key({ button, message }: { button: Button; message: Message }) {
  const { press } = useChatActions()
  const [isWaiting, setWaiting] = useState(false)
  const look = `key${button.style ? ` key--${button.style}` : ''}`
  if (button.url) {
    return (
      <a
        className={look}
        data-testid="key-button"
        href={/^(https?|tg|mailto):/i.test(button.url) ? button.url : undefined}
        target="_blank"
        rel="noopener noreferrer"
      >
        {button.text}
        <span className="key__mark">
          <Icon path={icons.link} size={12} />
        </span>
      </a>
    )
  }
  const onClick = async () => {
    if (button.copyText) return navigator.clipboard.writeText(button.copyText)
    setWaiting(true)
    await press(message, button)
    setWaiting(false)
  }
  return (
    <button
      type="button"
      className={look}
      data-testid="key-button"
      data-callback={button.data}
      aria-busy={isWaiting}
      disabled={button.disabled}
      onClick={() => void onClick()}
    >
      {button.text}
      {isWaiting && <span className="key__mark spinner" aria-label="Ждём ответа бота" />}
    </button>
  )
}
