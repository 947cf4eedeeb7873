'use client'

import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { control } from '../control'
import type { Intent } from './chat'
import { Icon, icons } from './icons'
import type { Message } from './message'

type Props = {
  message: Message
  x: number
  y: number
  path: string
  attempt(action: () => Promise<unknown>): Promise<boolean>
  setIntent(intent: Intent): void
  close(): void
}

const emoji = ['👍', '👎', '❤', '🔥', '👏', '🤔', '👀']

/** What can be done with one message: react, answer, copy, change, delete. */
export function MessageMenu({ message, x, y, path, attempt, setIntent, close }: Props) {
  const words = message.text ?? message.caption
  const isOwn = message.from === 'person'
  const { menu, place } = useRoomFor(x, y)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && close()
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [close])
  const react = (sign: string) =>
    attempt(() =>
      control.post('telegram', `${path}/reaction`, { messageId: message.id, emoji: sign }),
    )
  const remove = () => attempt(() => control.remove('telegram', `${path}/messages/${message.id}`))
  const item = (title: string, icon: string, act: () => unknown, testid: string) => (
    <button
      type="button"
      role="menuitem"
      data-testid={testid}
      onClick={() => {
        close()
        act()
      }}
    >
      <Icon path={icon} size={18} />
      {title}
    </button>
  )
  return (
    <>
      <div className="veil" onClick={close} onContextMenu={close} />
      <div className="popup" role="menu" ref={menu} style={place} data-testid="message-menu">
        <div className="popup__emoji">
          {emoji.map((sign) => (
            <button
              key={sign}
              type="button"
              aria-label={`Поставить реакцию ${sign}`}
              onClick={() => {
                close()
                void react(sign)
              }}
            >
              {sign}
            </button>
          ))}
        </div>
        {item('Ответить', icons.reply, () => setIntent({ kind: 'reply', message }), 'menu-reply')}
        {words &&
          item('Копировать', icons.copy, () => navigator.clipboard?.writeText(words), 'menu-copy')}
        {isOwn &&
          message.text &&
          item('Изменить', icons.edit, () => setIntent({ kind: 'edit', message }), 'menu-edit')}
        {item('Удалить', icons.bin, remove, 'menu-delete')}
      </div>
    </>
  )
}

// Opens at the pointer, but always wholly inside the window.
function useRoomFor(x: number, y: number) {
  const menu = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState({ left: x, top: y })
  useLayoutEffect(() => {
    const { offsetWidth: width = 0, offsetHeight: height = 0 } = menu.current ?? {}
    setPlace({
      left: Math.max(8, Math.min(x, window.innerWidth - width - 8)),
      top: Math.max(8, Math.min(y, window.innerHeight - height - 8)),
    })
  }, [x, y])
  return { menu, place }
}
