'use client'

import { useEffect, useState } from 'react'
import type { Part } from './addresses'
import { Desk } from './desk/desk'
import { HintBar } from './hint-bar'
import { useChanges } from './live'
import { Mailbox } from './mailbox/mailbox'
import { Phone } from './phone/phone'

const titles: Record<Part, string> = { telegram: 'Телефон', mailbox: 'Почта', naumen: 'Naumen' }
const panels: Record<Part, () => React.ReactNode> = {
  telegram: Phone,
  mailbox: Mailbox,
  naumen: Desk,
}
const order: Part[] = ['telegram', 'mailbox', 'naumen']

/** The whole outside world on one page: the phone, the mailbox, the engineer's desk. */
export function SandboxPage({ parts }: { parts: Part[] }) {
  const shown = order.filter((part) => parts.includes(part))
  const [tab, setTab] = useState<Part>(shown[0] ?? 'telegram')
  const [fresh, setFresh] = useState<ReadonlySet<Part>>(new Set())
  const [isReady, setReady] = useState(false)
  // What people sent is drawn with the browser's own parser, so there is nothing to draw on the server.
  useEffect(() => setReady(true), [])
  useChanges(({ part, type }) => {
    const isNews = type === 'message' || type === 'mail' || type === 'ticket' || type === 'comment'
    if (isNews && part !== tab) setFresh((old) => new Set(old).add(part))
  })
  const open = (part: Part) => {
    setTab(part)
    setFresh((old) => new Set([...old].filter((one) => one !== part)))
  }
  return (
    <div className="sandbox" data-ready={isReady}>
      <HintBar />
      <nav className="tabs" role="tablist" aria-label="Части песочницы">
        {shown.map((part) => (
          <button
            key={part}
            type="button"
            role="tab"
            aria-selected={part === tab}
            data-testid={`tab-${part}`}
            onClick={() => open(part)}
          >
            {titles[part]}
            {fresh.has(part) && <i className="dot" aria-label="есть новое" />}
          </button>
        ))}
      </nav>
      <main className={`columns columns--${shown.length}`}>
        {shown.map((part) => {
          const Panel = panels[part]
          return (
            <div key={part} className={`column column--${part}`} data-chosen={part === tab}>
              {isReady && <Panel />}
            </div>
          )
        })}
      </main>
    </div>
  )
}
