'use client'
import { useConfig, useListQuery } from '@payloadcms/ui'
import { useSearchParams } from 'next/navigation'
import type { Where } from 'payload'
import { useWords } from '../kit/use-words'
import './users.css'

type Name = 'all' | 'active' | 'stopped' | 'dismissed' | 'blocked'

const words = {
  ru: {
    label: 'Быстрые фильтры',
    all: 'Все',
    active: 'С доступом',
    stopped: 'Остановили бот',
    dismissed: 'Уволены',
    blocked: 'Заблокированы',
    export: 'Выгрузить в Excel (CSV)',
  },
  en: {
    label: 'Quick filters',
    all: 'All',
    active: 'With access',
    stopped: 'Stopped the bot',
    dismissed: 'Dismissed',
    blocked: 'Blocked',
    export: 'Export to Excel (CSV)',
  },
}

/** In the shape in which the panel's own filters show and change them. */
const only = (field: string, condition: object): Where => ({
  or: [{ and: [{ [field]: condition } as Where] }],
})

const filters: Record<Name, Where> = {
  all: {},
  active: only('state', { in: ['active'] }),
  stopped: only('botBlocked', { equals: 'true' }),
  dismissed: only('state', { in: ['dismissed'] }),
  blocked: only('state', { in: ['blocked', 'locked'] }),
}

/** What one looks for most often, and the list as it is shown, for Excel. */
export function ListTools() {
  const say = useWords(words)
  const { config } = useConfig()
  const { handleWhereChange, query } = useListQuery()
  const shown = JSON.stringify(query.where ?? {})
  const params = new URLSearchParams(useSearchParams().toString())
  for (const name of ['page', 'limit', 'columns']) params.delete(name)
  return (
    <div className="users-tools">
      <div className="users-tools__filters" role="group" aria-label={say.label}>
        {(Object.keys(filters) as Name[]).map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={shown === JSON.stringify(filters[name])}
            onClick={() => void handleWhereChange?.(filters[name])}
          >
            {say[name]}
          </button>
        ))}
      </div>
      <a
        className="users-tools__export"
        href={`${config.routes.api}/users/export?${params}`}
        download
      >
        {say.export}
      </a>
    </div>
  )
}
