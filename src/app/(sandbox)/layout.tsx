import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import '../../sandbox/page/sandbox.css'
import '../../sandbox/page/phone/phone.css'
import '../../sandbox/page/phone/bubble.css'
import '../../sandbox/page/mailbox/mailbox.css'
import '../../sandbox/page/desk/desk.css'

const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='8' fill='%232481cc'/%3E%3Cpath d='M7 16l17-8-6 17-3-7z' fill='%23fff'/%3E%3C/svg%3E"

export const metadata: Metadata = {
  title: 'Песочница · BLAGO SUPPORT',
  icons: { icon },
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
