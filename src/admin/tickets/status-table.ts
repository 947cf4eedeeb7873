import type { Payload } from 'payload'
import { cache } from 'react'
import { wordsFor } from '../../domain/ticket-status'

/** The table an admin keeps, read once a page. */
export const statusTable = cache(async (payload: Payload) => {
  const { statuses } = await payload.findGlobal({
    slug: 'ticket-statuses',
    depth: 0,
    overrideAccess: true,
  })
  return (statuses ?? []).map((row) => ({ ...row, icon: row.icon ?? '' }))
})

const english: Record<string, string> = {
  registered: 'Registered',
  accepted: 'Accepted',
  inProgress: 'In progress',
  assigned: 'Assigned',
  awaitingAuthor: 'Awaits the author',
  resolved: 'Resolved',
  closed: 'Closed',
}

/** Icon and title as people see them; the table speaks Russian alone. */
export async function statusIn(
  payload: Payload,
  language: string | undefined,
  status: string,
  title: string | null | undefined,
) {
  const words = wordsFor(await statusTable(payload), status, title ?? null)
  return language === 'en' ? { ...words, title: english[status] ?? status } : words
}
