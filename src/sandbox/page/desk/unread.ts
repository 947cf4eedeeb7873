'use client'

import { useEffect, useState } from 'react'
import type { Ticket } from './ticket'

const KEPT = 'sandbox-read-tickets'

/** Which requests have news from outside that nobody at this desk has looked at. */
export function useUnread(tickets: Ticket[] | undefined, opened: Ticket | undefined) {
  const [read, setRead] = useState<Record<string, string>>({})
  useEffect(() => {
    setRead(JSON.parse(sessionStorage.getItem(KEPT) ?? '{}') as Record<string, string>)
  }, [])
  const news = opened && newsOf(opened)
  useEffect(() => {
    if (!opened || !news) return
    setRead((old) => {
      const next = { ...old, [opened.uuid]: news }
      sessionStorage.setItem(KEPT, JSON.stringify(next))
      return next
    })
  }, [opened?.uuid, news])
  const isUnread = (ticket: Ticket) =>
    ticket.uuid !== opened?.uuid && read[ticket.uuid] !== newsOf(ticket)
  return new Set((tickets ?? []).filter(isUnread).map(({ uuid }) => uuid))
}

// What engineers do themselves is no news to them.
function newsOf({ client, comments, files, history, mark, markComment }: Ticket): string {
  const said = comments.filter(({ author }) => !author || author.uuid === client?.uuid)
  const moved = history.filter(({ byEngineer }) => !byEngineer)
  return [said.length, files.length, moved.length, mark, markComment].join(' ')
}
