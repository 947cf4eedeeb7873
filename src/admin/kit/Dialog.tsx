'use client'
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import './dialog.css'

/** A question in front of the page: the browser keeps the focus inside, Esc closes it. */
export function Dialog({
  title,
  onClose,
  wide,
  children,
}: {
  title: string
  onClose: () => void
  wide?: boolean
  children: ReactNode
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  // Closed before it leaves the page: only then does the browser give the focus back
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      className={wide ? 'own-dialog own-dialog--wide' : 'own-dialog'}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div className="own-dialog__body">
        <h2 id={heading}>{title}</h2>
        {children}
      </div>
    </dialog>
  )
}
