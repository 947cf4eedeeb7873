'use client'
import { useConfig } from '@payloadcms/ui'
import { useSearchParams } from 'next/navigation'
import type { Where } from 'payload'
import { everything, only, QuickFilters } from '../kit/QuickFilters'
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

const filters: Record<Name, Where> = {
  all: everything,
  active: only('state', { in: ['active'] }),
  stopped: only('botBlocked', { equals: 'true' }),
  dismissed: only('state', { in: ['dismissed'] }),
  blocked: only('state', { in: ['blocked', 'locked'] }),
}

/** What one looks for most often, and the list as it is shown, for Excel. */
export function ListTools() {
  const say = useWords(words)
  const { config } = useConfig()
  const params = new URLSearchParams(useSearchParams().toString())
  for (const name of ['page', 'limit', 'columns']) params.delete(name)
  return (
    <div className="users-tools">
      <QuickFilters
        label={say.label}
        filters={(Object.keys(filters) as Name[]).map((name) => ({
          label: say[name],
          where: filters[name],
        }))}
      />
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
