'use client'

import { useState } from 'react'
import { Icon, icons } from './icons'
import type { Command } from './message'

/** The blue button with the bot's commands. */
export function CommandMenu({ commands, say }: { commands: Command[]; say(text: string): void }) {
  const [isOpen, setOpen] = useState(false)
  if (commands.length === 0) return null
  return (
    <div className="commands">
      <button
        type="button"
        className="commands__button"
        data-testid="phone-menu"
        aria-label="Меню: команды бота"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon path={isOpen ? icons.close : icons.menu} size={18} />
        Меню
      </button>
      {isOpen && (
        <>
          <div className="veil" onClick={() => setOpen(false)} />
          <div className="popup popup--commands" role="menu">
            {commands.map(({ command, description }) => (
              <button
                key={command}
                type="button"
                role="menuitem"
                data-testid={`command-${command}`}
                onClick={() => {
                  setOpen(false)
                  say(`/${command}`)
                }}
              >
                <span>{description}</span>
                <small>/{command}</small>
              </button>
            ))}
          </div>
        </>
      )}
    </div>
  )
}
