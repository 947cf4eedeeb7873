'use client'
import type { Where } from 'payload'
import { only, QuickFilters } from '../kit/QuickFilters'
import { useWords } from '../kit/use-words'

type Name = 'open' | 'author' | 'resolved' | 'closed' | 'failed'

const words = {
  ru: {
    label: 'Быстрые фильтры',
    open: 'Открытые',
    author: 'Ждут автора',
    resolved: 'Решены',
    closed: 'Закрыты',
    failed: 'Не переданы',
  },
  en: {
    label: 'Quick filters',
    open: 'Open',
    author: 'Await the author',
    resolved: 'Resolved',
    closed: 'Closed',
    failed: 'Not handed over',
  },
}

const filters: Record<Name, Where> = {
  open: only('status', {
    in: ['registered', 'accepted', 'inProgress', 'assigned', 'awaitingAuthor'],
  }),
  author: only('status', { in: ['awaitingAuthor'] }),
  resolved: only('status', { in: ['resolved'] }),
  closed: only('status', { in: ['closed'] }),
  failed: only('handOver.state', { in: ['failed', 'givenUp'] }),
}

export function TicketFilters() {
  const say = useWords(words)
  const names = Object.keys(filters) as Name[]
  return (
    <QuickFilters
      label={say.label}
      filters={names.map((name) => ({ label: say[name], where: filters[name] }))}
    />
  )
}
