import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import '../../sandbox/page/sandbox.css'
import '../../sandbox/page/phone/phone.css'
import '../../sandbox/page/phone/bubble.css'
import '../../sandbox/page/mailbox/mailbox.css'
import '../../sandbox/page/desk/desk.css'

export const metadata: Metadata = {
  title: 'Песочница · BLAGO SUPPORT',
  robots: { index: false, follow: false },
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  colorScheme: 'light dark',
}

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="ru">
      <body>{children}</body>
    </html>
  )
}
