import { sql } from '@payloadcms/db-postgres'
import type { SQL } from 'drizzle-orm'
import type {
  Access,
  CollectionAfterReadHook,
  CollectionBeforeChangeHook,
  PayloadRequest,
  SanitizedConfig,
  Where,
} from 'payload'
import { rowsIn } from '../src/database/transaction'
import type { PayloadLockedDocument } from '../src/payload-types'
import { isAdmin, isAdministrator } from './access'
import { inWords, refusal } from './refusal'

/** Payload's own list of who is editing what. */
export const locks = 'payload-locked-documents'

/** What a content manager edits. */
const theirs = ['menu-sections', 'articles', 'article-sections', 'files']

/** As long as Payload lets a lock stand whose editor does nothing. */
const minutes = 5

const seen: Access = ({ req }) => {
  if (isAdministrator(req)) return true
  const about = theirs.map((slug): Where => ({ 'document.relationTo': { equals: slug } }))
  return isAdmin(req) && { or: [...about, { 'user.value': { equals: req.user?.id } }] }
}

const own: Access = ({ req }) => isAdmin(req) && { 'user.value': { equals: req.user?.id } }

/** «Продолжить вместо него»: taken over in one's own name, and nothing else of it is changed. */
const takeOver: CollectionBeforeChangeHook<PayloadLockedDocument> = ({ originalDoc, req }) => ({
  document: originalDoc?.document,
  globalSlug: originalDoc?.globalSlug,
  user: { relationTo: 'admins', value: req.user?.id ?? '' },
})

/**
 * A content manager reads no accounts, and would wait for a UUID. Payload shows the `email` of whoever
 * holds a lock: their name stands there.
 */
const nameEditor: CollectionAfterReadHook<PayloadLockedDocument> = async ({ doc, req }) => {
  const { value } = doc.user
  const id = typeof value === 'object' ? value.id : value
  const [editor] = await rowsIn<{ name: string }>(
    req,
    sql`SELECT name FROM admins WHERE id::text = ${id}`,
  )
  const named = { id, email: editor?.name, collection: 'admins' }
  return editor ? { ...doc, user: { ...doc.user, value: named } } : doc
}

/**
 * Payload lets whoever is signed in read every lock, write it in any name and delete it: a document
 * would be stolen without its editor's hearing of it. It makes locks itself, past these rules.
 */
export async function guardLocks(config: Promise<SanitizedConfig>): Promise<SanitizedConfig> {
  const made = await config
  const collection = made.collections.find(({ slug }) => slug === locks)
  if (!collection) throw new Error(`Payload keeps no ${locks} any more`)
  Object.assign(collection.access, { read: seen, create: () => false, update: seen, delete: own })
  collection.hooks.beforeChange.push(takeOver)
  collection.hooks.afterRead.push(nameEditor)
  return made
}

/** @throws in words, while somebody else has the section open: they would put back what is changed here */
export const refuseWhileLocked = (req: PayloadRequest, section: string): Promise<void> =>
  refuseWhile(req, sql`d.menu_sections_id::text = ${section}`, 'section')

/** The same of a setting, of which Payload's own route does not ask. */
export const refuseWhileSettingLocked = (req: PayloadRequest, slug: string): Promise<void> =>
  refuseWhile(req, sql`l.global_slug = ${slug}`, 'setting')

async function refuseWhile(req: PayloadRequest, isIt: SQL, what: keyof typeof words) {
  const held = await rowsIn(
    req,
    sql`SELECT l.id FROM payload_locked_documents l
        LEFT JOIN payload_locked_documents_rels d ON d.parent_id = l.id AND d.path = 'document'
        JOIN payload_locked_documents_rels u ON u.parent_id = l.id AND u.path = 'user'
        WHERE ${isIt} AND u.admins_id::text <> ${String(req.user?.id)}
          AND l.updated_at > now() - make_interval(mins => ${minutes})`,
  )
  if (held.length) throw refusal(req, words[what], 423)
}

/** What Payload itself says of a lock, in English and with a UUID. */
export const lockedInWords = (req: PayloadRequest): string => inWords(req, words.document)

const words = {
  document: {
    ru: 'Этот документ сейчас открыт у другого человека. Подождите, пока он закончит, или откройте документ и возьмите правку на себя.',
    en: 'Somebody else has this document open. Wait until they are done, or open it and take over.',
  },
  section: {
    ru: 'Этот раздел сейчас открыт у другого человека. Подождите, пока он закончит, или откройте раздел и возьмите правку на себя.',
    en: 'Somebody else has this section open. Wait until they are done, or open it and take over.',
  },
  setting: {
    ru: 'Эти настройки сейчас открыты у другого человека. Подождите, пока он закончит, или откройте страницу заново и возьмите правку на себя.',
    en: 'Somebody else has these settings open. Wait until they are done, or open the page anew and take over.',
  },
}
