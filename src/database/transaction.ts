import { createHash, randomUUID } from 'node:crypto'
import type { PostgresAdapter } from '@payloadcms/db-postgres'
import type { Query, SQL } from 'drizzle-orm'
import { createLocalReq, type Payload, type PayloadRequest } from 'payload'
import type { Transaction } from '../queue'

/** One transaction, three doors: Payload's Local API (`req`), raw SQL, and the queue (`db`). */
export type InTransaction = {
  req: PayloadRequest
  db: Transaction
  rows<T>(query: SQL): Promise<T[]>
}

/**
 * Commits when `work` returns, rolls everything back when it throws. Opened here and only lent to
 * Payload: its own `commitTransaction` says nothing when the commit fails (drizzle adapter 3.90).
 */
export async function inTransaction<R>(
  payload: Payload,
  work: (tx: InTransaction) => Promise<R>,
): Promise<R> {
  const req = await createLocalReq({ req: { i18n: await translationsOf(payload) } }, payload)
  const { drizzle, sessions } = payload.db as unknown as Adapter
  const id = randomUUID()
  req.transactionID = id
  const nothing = () => Promise.resolve()
  return drizzle.transaction(async (db) => {
    sessions[id] = { db, resolve: nothing, reject: nothing }
    try {
      const result = await work({ req, db, rows: (query) => rowsOf(db, query) })
      if (!sessions[id]) throw new Error('Payload has given the transaction up')
      return result
    } finally {
      delete sessions[id]
    }
  })
}

const translations = new WeakMap<Payload, PayloadRequest['i18n']>()

/** Made once: Payload would merge its dictionaries anew for every transaction. */
async function translationsOf(payload: Payload): Promise<PayloadRequest['i18n']> {
  const known = translations.get(payload)
  if (known) return known
  const { i18n } = await createLocalReq({}, payload)
  translations.set(payload, i18n)
  return i18n
}

type Session = { db: Transaction; resolve(): Promise<void>; reject(): Promise<void> }
type Adapter = Pick<PostgresAdapter, 'drizzle'> & { sessions: Record<string, Session> }

/** Rows of one statement outside any transaction. */
export function rows<T>(payload: Payload, query: SQL): Promise<T[]> {
  return rowsOf(connectionOf(payload), query)
}

/** The pool, for statements outside any transaction. */
export const connectionOf = (payload: Payload): Transaction =>
  (payload.db as unknown as PostgresAdapter).drizzle

/** The raw side of the transaction a hook runs in; without one, a plain connection. */
export async function transactionOf(req: PayloadRequest): Promise<Transaction> {
  const id = await req.transactionID
  return id ? session(req.payload, id) : connectionOf(req.payload)
}

/** Rows of one statement in the transaction a hook runs in. */
export async function rowsIn<T>(req: PayloadRequest, query: SQL): Promise<T[]> {
  return rowsOf(await transactionOf(req), query)
}

function session(payload: Payload, id: number | string): Transaction {
  const { sessions } = payload.db as unknown as Adapter
  const found = sessions[String(id)]
  if (!found) throw new Error('The transaction is not open')
  return found.db
}

/**
 * Prepared by name: PostgreSQL plans a statement once per connection instead of at every update, which
 * was a good part of its time (docs/performance.md). Drizzle prepares only what its builder makes.
 */
async function rowsOf<T>(db: Transaction, query: SQL): Promise<T[]> {
  const { dialect, session } = db as unknown as Prepares
  const built = dialect.sqlToQuery(query)
  // Without values it may be several statements in one, which can't be prepared
  const name = built.params.length ? nameOf(built.sql) : undefined
  const prepared = session.prepareQuery(built, undefined, name, false)
  return (await prepared.execute()).rows as T[]
}

/** What drizzle's `execute` does, but for the name. */
type Prepares = {
  dialect: { sqlToQuery(query: SQL): Query }
  session: {
    prepareQuery(
      query: Query,
      fields: undefined,
      name: string | undefined,
      arrays: boolean,
    ): { execute(): Promise<{ rows: unknown[] }> }
  }
}

const names = new Map<string, string>()

function nameOf(text: string): string {
  const known = names.get(text)
  if (known) return known
  const name = createHash('sha256').update(text).digest('base64url')
  names.set(text, name)
  return name
}
