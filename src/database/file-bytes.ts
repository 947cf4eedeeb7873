import { createHash, randomUUID } from 'node:crypto'
import { extname } from 'node:path'
import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import type { File as StoredFile } from '../payload-types'
import type { Transaction } from '../queue'
import { transactionOf } from './transaction'

const chunkSize = 256 * 1024

/** Keeps a file's bytes in the caller's transaction, in place of what stood under the key. */
export async function saveBytes(db: Transaction, key: string, bytes: Buffer): Promise<void> {
  await deleteBytes(db, key)
  for (let start = 0; start < Math.max(bytes.length, 1); start += chunkSize) {
    const chunk = bytes.subarray(start, start + chunkSize)
    const position = start / chunkSize
    await db.execute(
      sql`INSERT INTO file_chunks (file, position, bytes) VALUES (${key}, ${position}, ${chunk})`,
    )
  }
}

/** @returns null when nothing is kept under the key: never was, or purged since */
export async function findBytes(db: Transaction, key: string): Promise<Buffer | null> {
  const found = await db.execute(
    sql`SELECT bytes FROM file_chunks WHERE file = ${key} ORDER BY position`,
  )
  const chunks = (found as unknown as { rows: { bytes: Buffer }[] }).rows
  return chunks.length ? Buffer.concat(chunks.map((chunk) => chunk.bytes)) : null
}

/** @throws Error when nothing is kept under the key */
export async function readBytes(db: Transaction, key: string): Promise<Buffer> {
  const bytes = await findBytes(db, key)
  if (!bytes) throw new Error(`No bytes are kept under ${key}`)
  return bytes
}

export async function deleteBytes(db: Transaction, key: string): Promise<void> {
  await db.execute(sql`DELETE FROM file_chunks WHERE file = ${key}`)
}

type NewFile = {
  name: string
  mime: string
  bytes: Buffer
  source: StoredFile['source']
  ticket?: string
}

/**
 * Keeps what an employee or an engineer sent, of any type, in the caller's transaction. Past the
 * panel's list of types on purpose: such files are never shown in a browser, only handed on.
 * @returns the id of the document
 */
export async function createFile(req: PayloadRequest, file: NewFile): Promise<string> {
  const filename = keyFor(file.name)
  const db = await transactionOf(req)
  await saveBytes(db, filename, file.bytes)
  const sha256 = createHash('sha256').update(file.bytes).digest('hex')
  const created = await req.payload.db.create({
    collection: 'files',
    data: {
      filename,
      sha256,
      name: file.name,
      mimeType: file.mime,
      filesize: file.bytes.length,
      source: file.source,
      ticket: file.ticket,
    },
    req,
  })
  // Its days are counted by the database's clock: a machine's own may be a month behind
  await db.execute(sql`UPDATE files SET created_at = now() WHERE id = ${created.id}`)
  return String(created.id)
}

/** @returns null when there is no such document, or its bytes were purged */
export async function findFile(db: Transaction, id: string): Promise<Buffer | null> {
  const found = await db.execute(sql`SELECT filename FROM files WHERE id = ${id}`)
  const [file] = (found as unknown as { rows: { filename: string | null }[] }).rows
  return file?.filename ? findBytes(db, file.filename) : null
}

/** A name nobody can guess, and no two alike: two uploads at once can't meet. */
export function keyFor(name: string): string {
  const extension = extname(name)
    .toLowerCase()
    .replace(/[^.a-z0-9]/g, '')
  return `${randomUUID()}${extension.slice(0, 10)}`
}
