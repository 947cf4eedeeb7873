import type { CollectionBeforeOperationHook, Where } from 'payload'

/**
 * A document made without a word about drafts is published: Payload's own default would hide what
 * a script or the bot's seed has made.
 */
export const publishedUnlessDraft: CollectionBeforeOperationHook = ({ args, operation }) => {
  if (operation !== 'create') return args
  const created = args as { data: { _status?: string }; draft?: boolean }
  if (created.data && !created.draft) created.data._status ??= 'published'
  return args
}

/** What the bot may show: a draft lives in the panel alone. */
export const published: Where = { _status: { equals: 'published' } }
