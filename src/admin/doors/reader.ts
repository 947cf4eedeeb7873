import { headers } from 'next/headers'
import { getPayload, type SanitizedConfig } from 'payload'
import { cache } from 'react'

/** Whoever opens the page, and what they may; asked once a page. */
export const readerOf = cache(async (config: SanitizedConfig) => {
  const payload = await getPayload({ config })
  const { user, permissions } = await payload.auth({
    headers: await headers(),
    canSetHeaders: false,
  })
  return { payload, user, permissions }
})
