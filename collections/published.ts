import type { CollectionBeforeOperationHook, PayloadRequest, Where } from 'payload'

type Written = { id?: string; data?: { _status?: string }; draft?: boolean; req: PayloadRequest }

/**
 * A document made without a word about drafts is published: Payload's own default would hide what
 * a script or the bot's seed has made. And a published one changed that way stays published, where
 * Payload would let it vanish as soon as somebody has a draft of it.
 */
export const publishedUnlessDraft: CollectionBeforeOperationHook = async ({
  args,
  collection,
  operation,
}) => {
  const { id, data, draft, req } = args as Written
  if (!data || draft || data._status) return args
  if (operation === 'create') data._status = 'published'
  if (operation === 'update' && id && (await isPublished(req, collection.slug, id)))
    data._status = 'published'
  return args
}

async function isPublished(req: PayloadRequest, collection: string, id: string): Promise<boolean> {
  const where = { id: { equals: id } }
  const found = await req.payload.db.findOne<{ id: string; _status?: string }>({
    collection: collection as 'articles',
    where,
    req,
  })
  return found?._status === 'published'
}

/** What the bot may show: a draft lives in the panel alone. */
export const published: Where = { _status: { equals: 'published' } }
