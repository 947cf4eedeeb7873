'use client'
import { useListQuery } from '@payloadcms/ui'
import type { Where } from 'payload'
import { useWords } from '../kit/use-words'
import './tickets.css'

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

/** In the shape in which the panel's own filters show and change them. */
const only = (field: string, condition: object): Where => ({
  or: [{ and: [{ [field]: condition } as Where] }],
})

const filters: Record<Name, Where> = {
  open: only('status', {
    in: ['registered', 'accepted', 'inProgress', 'assigned', 'awaitingAuthor'],
  }),
  author: only('status', { in: ['awaitingAuthor'] }),
  resolved: only('status', { in: ['resolved'] }),
  closed: only('status', { in: ['closed'] }),
  failed: only('handOver.state', { in: ['failed', 'givenUp'] }),
}

/** What one looks for most often, one press away. */
export function QuickFilters() {
  const say = useWords(words)
  const { handleWhereChange, query } = useListQuery()
  const now = JSON.stringify(query.where ?? {})
  return (
    <div className="tickets-filters" role="group" aria-label={say.label}>
      {(Object.keys(filters) as Name[]).map((name) => {
        const pressed = now === JSON.stringify(filters[name])
        return (
          <button
            key={name}
            type="button"
            className="tickets-filters__one"
            aria-pressed={pressed}
            onClick={() => void handleWhereChange?.(pressed ? {} : filters[name])}
          >
            {say[name]}
          </button>
        )
      })}
    </div>
  )
}
