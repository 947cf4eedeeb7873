import type { CollectionBeforeChangeHook, CollectionBeforeDeleteHook } from 'payload'
import type { ArticleSection } from '../src/payload-types'
import { refusal } from './refusal'

/** A new shelf stands last. */
export const placeLast: CollectionBeforeChangeHook<ArticleSection> = async ({
  data,
  operation,
  req,
}) => {
  if (operation !== 'create' || typeof data.order === 'number') return data
  const { docs } = await req.payload.find({
    collection: 'article-sections',
    sort: '-order',
    limit: 1,
    depth: 0,
    overrideAccess: true,
    req,
  })
  return { ...data, order: Math.floor(docs[0]?.order ?? 0) + 1 }
}

// Its articles would stay in the database and stand in no list of the bot
export const refuseWithArticles: CollectionBeforeDeleteHook = async ({ id, req }) => {
  const { totalDocs } = await req.payload.count({
    collection: 'articles',
    where: { section: { equals: id } },
    overrideAccess: true,
    req,
  })
  if (totalDocs)
    throw refusal(req, {
      ru: `В разделе есть статьи: ${totalDocs}. Сначала перенесите их или удалите.`,
      en: `There are articles in this section: ${totalDocs}. Move or delete them first.`,
    })
}
