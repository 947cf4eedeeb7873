import { sql } from '@payloadcms/db-postgres'
import type {
  CollectionBeforeChangeHook,
  CollectionBeforeOperationHook,
  PayloadRequest,
} from 'payload'
import { transactionOf } from '../src/database/transaction'
import { plain, richTextToHtml } from '../src/domain/text'
import type { Article } from '../src/payload-types'
import { refusedField } from './refusal'

type Saving = { data?: Partial<Article>; draft?: boolean; id?: string }

/**
 * «Опубликовать» with a time that is still to come keeps a draft until then; what employees read now
 * stays as it is. Publishing is left to the job of that name.
 */
export const keepUntilItsTime: CollectionBeforeOperationHook<'articles'> = async ({
  args,
  operation,
  req,
}) => {
  const { data, id } = args as Saving
  if (operation !== 'create' && operation !== 'update') return args
  if (data?._status !== 'published') return args
  const at = data.publishAt === undefined ? await plannedTime(req, id) : data.publishAt
  if (!at || !(await isToCome(req, at))) return args
  return { ...args, draft: true, data: { ...data, _status: 'draft' } }
}

/** The words for the search, the author, and a time that can still come. */
export const completeArticle: CollectionBeforeChangeHook<Article> = async ({
  data,
  operation,
  originalDoc,
  req,
}) => {
  const text = data.text === undefined ? originalDoc?.text : data.text
  const written = { ...data, plain: plain(richTextToHtml(text)) }
  if (operation === 'create') written.author = data.author ?? nameOf(req)
  // A version restored is read first: its old time must not publish it
  if (data._status === 'published' || req.context.isRestoringVersion) written.publishAt = null
  else if (data.publishAt && data.publishAt !== originalDoc?.publishAt)
    await refuseTime(req, { ...originalDoc, ...written }, data.publishAt)
  return written
}

async function refuseTime(req: PayloadRequest, article: Partial<Article>, at: string) {
  if (!(await isToCome(req, at))) throw refusedField(req, 'publishAt', words.past)
  if (!article.title?.trim()) throw refusedField(req, 'title', words.untitled)
}

const words = {
  past: {
    ru: 'Это время уже прошло. Очистите его или выберите будущее.',
    en: 'This time has passed already. Clear it or choose a later one.',
  },
  untitled: {
    ru: 'Без заголовка статья не сможет опубликоваться в назначенное время.',
    en: 'Without a title the article cannot be published at its time.',
  },
}

/** By the database's clock, as the job will see it. */
async function isToCome(req: PayloadRequest, at: string): Promise<boolean> {
  const db = await transactionOf(req)
  const found = await db.execute(sql`SELECT ${at}::timestamptz > now() AS "toCome"`)
  return (found as unknown as { rows: { toCome: boolean }[] }).rows[0]?.toCome ?? false
}

async function plannedTime(req: PayloadRequest, id: string | undefined): Promise<string | null> {
  if (!id) return null
  const { docs } = await req.payload.findVersions({
    collection: 'articles',
    where: { parent: { equals: id }, latest: { equals: true } },
    limit: 1,
    depth: 0,
    overrideAccess: true,
    req,
  })
  return docs[0]?.version.publishAt ?? null
}

const nameOf = ({ user }: PayloadRequest) =>
  user?.collection === 'admins' ? user.name || user.email : null
