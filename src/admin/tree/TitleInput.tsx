'use client'
import { useEffect, useRef, useState } from 'react'

/** A title typed in place: Enter keeps it, Esc gives it up, leaving keeps what was changed. */
export function TitleInput({
  label,
  title,
  onKeep,
  onLeave,
}: {
  label: string
  title: string
  /** @returns false where it was refused: the field stays */
  onKeep: (title: string) => Promise<boolean>
  onLeave: () => void
}) {
  const input = useRef<HTMLInputElement>(null)
  const [value, setValue] = useState(title)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState(false)
  useEffect(() => input.current?.select(), [])

  async function keep() {
    if (busy) return
    if (value.trim() === title) return onLeave()
    setBusy(true)
    const isKept = await onKeep(value.trim())
    setBusy(false)
    setRefused(!isKept)
    if (isKept) onLeave()
    else input.current?.focus()
  }

  return (
    <input
      ref={input}
      className="tree-row__input"
      aria-label={label}
      aria-invalid={refused}
      value={value}
      maxLength={200}
      autoFocus
      readOnly={busy}
      onChange={(event) => setValue(event.target.value)}
      onBlur={() => (refused || !value.trim() ? onLeave() : void keep())}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Enter') void keep()
        if (event.key === 'Escape') onLeave()
      }}
    />
  )
}
