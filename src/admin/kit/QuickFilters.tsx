'use client'
import { useListQuery } from '@payloadcms/ui'
import type { Where } from 'payload'

/** In the shape in which the panel's own filters show and change them. */
export const only = (field: string, condition: object): Where => ({
  or: [{ and: [{ [field]: condition } as Where] }],
})

/** No condition, in that same shape. */
export const everything: Where = { or: [] }

type Props = { label: string; filters: { label: string; where: Where }[] }

/** What one looks for most often, one press away; a second press takes it back. */
export function QuickFilters({ label, filters }: Props) {
  const { handleWhereChange, query } = useListQuery()
  const asked = query.where && Object.keys(query.where).length ? query.where : everything
  const now = JSON.stringify(asked)
  return (
    <div className="own-filters" role="group" aria-label={label}>
      {filters.map((filter) => {
        const pressed = now === JSON.stringify(filter.where)
        return (
          <button
            key={filter.label}
            type="button"
            aria-pressed={pressed}
            onClick={() => void handleWhereChange?.(pressed ? everything : filter.where)}
          >
            {filter.label}
          </button>
        )
      })}
    </div>
  )
}
