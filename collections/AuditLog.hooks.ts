import { isDeepStrictEqual } from 'node:util'
import type {
  CollectionAfterChangeHook,
  CollectionAfterDeleteHook,
  CollectionAfterLoginHook,
  CollectionAfterLogoutHook,
  GlobalAfterChangeHook,
  PayloadRequest,
} from 'payload'

/** `values`: settings, with before and after. `names`: people's data, the names of the fields alone. */
export type Detail = 'values' | 'names'
type Doc = Record<string, unknown>
type Entry = {
  action: 'create' | 'update' | 'delete' | 'signIn' | 'signInRefused' | 'signOut' | 'export' | 'act'
  /** Which command, where `action` is 'act'. */
  act?: string
  collection: string
  document?: string
  fields?: string[]
  before?: Doc
  after?: Doc
}

const unspoken = new Set([
  'id',
  'createdAt',
  'updatedAt',
  'collection',
  'globalType',
  'sessions',
  'written',
])
const secret = new Set([
  'password',
  'hash',
  'salt',
  'resetPasswordToken',
  'resetPasswordExpiration',
])

export const auditChange =
  (detail: Detail): CollectionAfterChangeHook =>
  async ({ collection, doc, operation, previousDoc, req }) => {
    const changes = changesBetween(previousDoc ?? {}, doc, detail)
    await audit(req, {
      action: operation,
      collection: collection.slug,
      document: doc.id,
      ...changes,
    })
  }

export const auditDelete =
  (detail: Detail): CollectionAfterDeleteHook =>
  async ({ collection, doc, id, req }) => {
    const { before } = changesBetween(doc, {}, detail)
    await audit(req, {
      action: 'delete',
      collection: collection.slug,
      document: String(id),
      before,
    })
  }

export const auditGlobal: GlobalAfterChangeHook = async ({ doc, global, previousDoc, req }) => {
  await audit(req, {
    action: 'update',
    collection: global.slug,
    ...changesBetween(previousDoc ?? {}, doc, 'values'),
  })
}

/** A link that sets a password ends in Payload's sign-in too, though it opens nothing. */
export const auditSignIn: CollectionAfterLoginHook = async ({ req, user }) => {
  const about = { collection: 'admins', document: user.id }
  const entry: Entry = req.context.settingPassword
    ? { action: 'act', act: 'setPassword', ...about }
    : { action: 'signIn', ...about, ...(user.emergency && { act: 'emergency' }) }
  await write(req, user.email, entry)
}

/** Only of accounts there are: what strangers type is nobody's business. */
export async function auditRefusedSignIn(
  req: PayloadRequest,
  { id, email }: { id: string; email: string },
): Promise<void> {
  await write(req, email, { action: 'signInRefused', collection: 'admins', document: id })
}

export const auditSignOut: CollectionAfterLogoutHook = async ({ req }) => {
  await audit(req, { action: 'signOut', collection: 'admins', document: String(req.user?.id) })
}

/** A command of the panel: who gave it, to which document; never what it said. */
export async function auditAct(
  req: PayloadRequest,
  entry: Pick<Entry, 'collection' | 'document' | 'fields'> & { act: string },
): Promise<void> {
  await audit(req, { action: 'act', ...entry })
}

/** Data taken out of the panel: how much of it and filtered by what, never whose. */
export async function auditExport(
  req: PayloadRequest,
  { rows, ...entry }: { collection: string; fields: string[]; rows: number },
): Promise<void> {
  await audit(req, { action: 'export', ...entry, after: { rows } })
}

/** What differs at the top level; password and the like by name at most. */
export function changesBetween(before: Doc, after: Doc, detail: Detail) {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const fields = names.filter((name) => !unspoken.has(name) && !isSame(before[name], after[name]))
  if (detail === 'names') return { fields }
  const open = fields.filter((name) => !secret.has(name))
  return { fields, before: pick(before, open), after: pick(after, open) }
}

// What bot and jobs write has no admin behind it and is no act of anybody's
async function audit(req: PayloadRequest, entry: Entry) {
  if (req.user?.collection === 'admins') await write(req, req.user.email, entry)
}

async function write(req: PayloadRequest, admin: string, entry: Entry) {
  await req.payload.create({
    collection: 'audit-log',
    data: { at: new Date().toISOString(), admin, ...entry },
    overrideAccess: true,
    req,
  })
}

const isSame = (before: unknown, after: unknown) =>
  isDeepStrictEqual(withoutDocuments(before), withoutDocuments(after))

function pick(doc: Doc, names: string[]): Doc {
  const kept = names.filter((name) => name in doc)
  return Object.fromEntries(kept.map((name) => [name, withoutDocuments(doc[name])]))
}

/** A document read along with a relation may be a person: only its id is kept, however deep. */
function withoutDocuments(value: unknown): unknown {
  const known = plain(value)
  if (Array.isArray(known)) return known.map(withoutDocuments)
  if (typeof known !== 'object' || !known || known instanceof Date) return known
  return Object.fromEntries(
    Object.entries(known).map(([name, inner]) => [name, withoutDocuments(inner)]),
  )
}

/** A populated relation and its id are the same thing; so are nothing and null. */
function plain(value: unknown): unknown {
  if (value === undefined || value === null) return null
  if (typeof value === 'object' && 'id' in value && 'createdAt' in value) return value.id
  return value
}
