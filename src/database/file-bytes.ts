import { sql } from '@payloadcms/db-postgres'
import type { Transaction } from '../queue'

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

/** @throws Error when nothing is kept under the key */
export async function readBytes(db: Transaction, key: string): Promise<Buffer> {
  const found = await db.execute(
    sql`SELECT bytes FROM file_chunks WHERE file = ${key} ORDER BY position`,
  )
  const chunks = (found as unknown as { rows: { bytes: Buffer }[] }).rows
  if (!chunks.length) throw new Error(`No bytes are kept under ${key}`)
  return Buffer.concat(chunks.map((chunk) => chunk.bytes))
}

export async function deleteBytes(db: Transaction, key: string): Promise<void> {
  await db.execute(sql`DELETE FROM file_chunks WHERE file = ${key}`)
}
