import { randomUUID } from 'node:crypto'
import type { PostgresAdapter } from '@payloadcms/db-postgres'
import type { SQL } from 'drizzle-orm'
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
  const req = await createLocalReq({}, payload)
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

function session(payload: Payload, id: number | string): Transaction {
  const { sessions } = payload.db as unknown as Adapter
  const found = sessions[String(id)]
  if (!found) throw new Error('The transaction is not open')
  return found.db
}

async function rowsOf<T>(db: Transaction, query: SQL): Promise<T[]> {
  const result = await db.execute(query)
  return ('rows' in result ? result.rows : result) as T[]
}
