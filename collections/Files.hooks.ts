import { createHash, randomUUID } from 'node:crypto'
import { extname } from 'node:path'
import { sql } from '@payloadcms/db-postgres'
import type { Adapter } from '@payloadcms/plugin-cloud-storage/types'
import type { CollectionBeforeOperationHook, PayloadRequest } from 'payload'
import { deleteBytes, readBytes, saveBytes } from '../src/database/file-bytes'
import { transactionOf } from '../src/database/transaction'
import type { File as StoredFile } from '../src/payload-types'

/** Keeps the bytes in the database, in the transaction of the document. */
export const databaseStorage: Adapter = () => ({
  name: 'database',
  async handleUpload({ file, req }) {
    await saveBytes(await transactionOf(req), file.filename, file.buffer)
  },
  async handleDelete({ filename, req }) {
    await deleteBytes(await transactionOf(req), filename)
  },
  staticHandler: (req, { params }) => serve(req, params.filename),
})

// A name nobody can guess, and no two alike: two uploads at once can't meet
export const renameUpload: CollectionBeforeOperationHook<'files'> = ({ args, operation, req }) => {
  if (operation === 'create' && req.file) {
    const name = req.file.name.slice(0, 255)
    const sha256 = createHash('sha256').update(req.file.data).digest('hex')
    req.file.name = keyFor(name)
    args.data = { ...args.data, name, sha256 }
  }
  return args
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
  await saveBytes(await transactionOf(req), filename, file.bytes)
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
  return String(created.id)
}

/** @throws Error when there is no such file, or its bytes were purged */
export async function readFile(req: PayloadRequest, id: string) {
  const file = await req.payload.findByID({
    collection: 'files',
    id,
    depth: 0,
    overrideAccess: true,
    req,
  })
  const bytes = await readBytes(await transactionOf(req), file.filename ?? '')
  return { name: file.name ?? 'file', mime: file.mimeType ?? 'application/octet-stream', bytes }
}

const shown = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif'])

/** Pictures are shown; everything else is only ever saved to disk, whatever it says it is. */
export function headersFor(file: { name: string; mime: string }): Record<string, string> {
  const isShown = shown.has(file.mime)
  const disposition = isShown ? 'inline' : 'attachment'
  return {
    'Content-Type': isShown ? file.mime : 'application/octet-stream',
    'Content-Disposition': `${disposition}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, max-age=3600',
  }
}

function keyFor(name: string): string {
  return `${randomUUID()}${extname(name)
    .toLowerCase()
    .replace(/[^.a-z0-9]/g, '')
    .slice(0, 10)}`
}

async function serve(req: PayloadRequest, filename: string): Promise<Response> {
  const db = await transactionOf(req)
  const found = await db.execute(
    sql`SELECT name, mime_type FROM files WHERE filename = ${filename}`,
  )
  const [file] = (found as unknown as { rows: { name: string; mime_type: string }[] }).rows
  if (!file) return new Response(null, { status: 404 })
  const bytes = await readBytes(db, filename)
  return new Response(new Uint8Array(bytes), {
    headers: headersFor({ name: file.name ?? filename, mime: file.mime_type }),
  })
}
