'use client'
import { useEffect, useRef } from 'react'
import { createPortal } from 'react-dom'

export type MenuEntry = {
  label: string
  /** The keys that do the same. */
  keys?: string
  disabled?: boolean
  onClick: () => void
}

/** The commands of one row, under its button. One menu serves the whole tree. */
export function RowMenu({
  button,
  label,
  entries,
  onClose,
}: {
  button: HTMLElement
  label: string
  entries: MenuEntry[]
  onClose: () => void
}) {
  const menu = useRef<HTMLDivElement>(null)
  useEffect(() => {
    items(menu.current)[0]?.focus()
    const leave = (event: Event) => {
      if (!menu.current?.contains(event.target as Node)) onClose()
    }
    document.addEventListener('pointerdown', leave, true)
    window.addEventListener('resize', onClose)
    return () => {
      document.removeEventListener('pointerdown', leave, true)
      window.removeEventListener('resize', onClose)
    }
  }, [onClose])
  const close = () => {
    onClose()
    button.focus()
  }
  return createPortal(
    <div
      ref={menu}
      className="tree-menu"
      role="menu"
      aria-label={label}
      style={placeUnder(button, entries.length)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' || event.key === 'Tab') close()
        if (event.key === 'ArrowDown') go(menu.current, 1)
        if (event.key === 'ArrowUp') go(menu.current, -1)
        if (/Escape|Tab|Arrow/.test(event.key)) event.preventDefault()
      }}
    >
      {entries.map(({ label: words, keys, disabled, onClick }) => (
        <button
          key={words}
          type="button"
          role="menuitem"
          disabled={disabled}
          onClick={() => {
            close()
            onClick()
          }}
        >
          <span>{words}</span>
          {keys && <kbd aria-hidden="true">{keys}</kbd>}
        </button>
      ))}
    </div>,
    document.body,
  )
}

const items = (menu: HTMLElement | null) => [
  ...(menu?.querySelectorAll<HTMLButtonElement>('[role=menuitem]:not(:disabled)') ?? []),
]

function go(menu: HTMLElement | null, by: 1 | -1) {
  const all = items(menu)
  const at = all.findIndex((item) => item === document.activeElement)
  all[(at + by + all.length) % all.length]?.focus()
}

const width = 264
const entryHeight = 36

/** Above the button where there is no room below; never past the window's edges. */
function placeUnder(button: HTMLElement, entries: number) {
  const { top, bottom, right } = button.getBoundingClientRect()
  const height = entries * entryHeight + 16
  const below = bottom + height < window.innerHeight || top < height
  return {
    position: 'fixed',
    width,
    left: Math.max(8, Math.min(right - width, window.innerWidth - width - 8)),
    top: below ? bottom + 4 : top - height - 4,
  } as const
}
