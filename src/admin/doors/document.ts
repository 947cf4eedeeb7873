import type { SanitizedConfig } from 'payload'
import { cache } from 'react'
import { readerOf } from './reader'

/**
 * The document of an address, no more of it than its title is made of, as its reader may read it; asked
 * once a page. Null where there is none, undefined where nobody can tell.
 */
export const documentOf = cache(async (config: SanitizedConfig, slug: string, id: string) => {
  const collection = config.collections.find((one) => one.slug === slug)
  const { payload, user, permissions } = await readerOf(config)
  const field = collection?.admin.useAsTitle
  if (!user || !permissions.collections?.[slug]?.read || !field) return undefined
  const found: Promise<object | null> = payload.findByID({
    collection: collection.slug,
    id,
    user,
    overrideAccess: false,
    disableErrors: true,
    depth: 0,
    draft: true,
    select: { [field]: true, ...(slug === 'audit-log' && { act: true }) },
  })
  return found.then(
    (doc) => doc as Record<string, unknown> | null,
    () => undefined,
  )
})
