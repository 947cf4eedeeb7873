'use client'
import { Link } from '@payloadcms/ui'
import { usePathname } from 'next/navigation'

/** A link of the navigation that looks like Payload's. */
export function NavLink({ href, label, exact }: { href: string; label: string; exact?: boolean }) {
  const path = usePathname()
  const isHere = exact ? path === href : path.startsWith(href)
  return (
    <Link
      className="nav__link"
      href={href}
      prefetch={false}
      aria-current={isHere ? 'page' : undefined}
    >
      {isHere && <div className="nav__link-indicator" />}
      <span className="nav__link-label">{label}</span>
    </Link>
  )
}
