import type { ReactNode } from 'react'

/** Where a list has nothing to show: says what to do about it. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="own-empty">
      <p className="own-empty__title">{title}</p>
      {children && <p>{children}</p>}
    </div>
  )
}
