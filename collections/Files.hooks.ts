import { createHash } from 'node:crypto'
import { sql } from '@payloadcms/db-postgres'
import type { Adapter } from '@payloadcms/plugin-cloud-storage/types'
import type {
  CollectionBeforeChangeHook,
  CollectionBeforeOperationHook,
  PayloadRequest,
} from 'payload'
import { deleteBytes, findBytes, keyFor, saveBytes } from '../src/database/file-bytes'
import { transactionOf } from '../src/database/transaction'
import type { File as StoredFile } from '../src/payload-types'
import { asTelegramTakes } from './picture'

export { createFile, readFile } from '../src/database/file-bytes'

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

/**
 * What the admin called it stays in `name`: the key is ours. Only the panel uploads this way; what
 * employees and engineers send is never altered.
 */
export const renameUpload: CollectionBeforeOperationHook<'files'> = async ({
  args,
  operation,
  req,
}) => {
  if (operation === 'create' && req.file) {
    const file = await asTelegramTakes(req.file)
    const sha256 = createHash('sha256').update(file.data).digest('hex')
    req.context.uploaded = { name: file.name.slice(0, 255), sha256 }
    req.file = { ...file, name: keyFor(file.name) }
  }
  return args
}

// Here and not before, because what stands here nobody may send
export const describeUpload: CollectionBeforeChangeHook<StoredFile> = ({ data, req }) => ({
  ...data,
  ...(req.context.uploaded as Pick<StoredFile, 'name' | 'sha256'> | undefined),
})

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

async function serve(req: PayloadRequest, filename: string): Promise<Response> {
  const db = await transactionOf(req)
  const found = await db.execute(
    sql`SELECT name, mime_type FROM files WHERE filename = ${filename}`,
  )
  const [file] = (found as unknown as { rows: { name: string; mime_type: string }[] }).rows
  const bytes = file && (await findBytes(db, filename))
  if (!bytes) return new Response(null, { status: 404 })
  return new Response(new Uint8Array(bytes), {
    headers: headersFor({ name: file.name ?? filename, mime: file.mime_type }),
  })
}
