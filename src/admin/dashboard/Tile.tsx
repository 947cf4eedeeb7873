import type { ReactNode } from 'react'

type Props = { title: string; value: string; hint?: string; tone?: 'bad'; children?: ReactNode }

/** One figure, and what exactly it counts. */
export function Tile({ title, value, hint, tone, children }: Props) {
  return (
    <section className={`dashboard-tile${tone ? ` dashboard-tile--${tone}` : ''}`}>
      <h2>{title}</h2>
      <p className="dashboard-tile__value">{value}</p>
      {hint && <p className="dashboard-tile__hint">{hint}</p>}
      {children}
    </section>
  )
}
