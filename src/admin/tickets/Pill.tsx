import type { ReactNode } from 'react'
import './tickets.css'

/** A word with a colour; the word alone says it all. */
export function Pill({
  tone,
  icon,
  children,
}: {
  tone: string
  icon?: string
  children: ReactNode
}) {
  return (
    <span className={`tickets-pill tickets-pill--${tone}`}>
      {icon && <span aria-hidden="true">{icon} </span>}
      {children}
    </span>
  )
}
