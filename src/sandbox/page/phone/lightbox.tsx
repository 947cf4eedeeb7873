'use client'

import { useEffect } from 'react'
import { createPortal } from 'react-dom'
import { Icon, icons } from './icons'

export function Lightbox({ url, name, close }: { url: string; name: string; close(): void }) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && close()
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [close])
  return createPortal(
    <div
      className="lightbox"
      role="dialog"
      aria-label={name}
      data-testid="lightbox"
      onClick={close}
    >
      <button type="button" className="lightbox__close" aria-label="Закрыть" autoFocus>
        <Icon path={icons.close} />
      </button>
      <img src={url} alt={name} />
    </div>,
    document.body,
  )
}
