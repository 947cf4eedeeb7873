import { createHash } from 'node:crypto'
import type { Adapter } from '@payloadcms/plugin-cloud-storage/types'
import type { CollectionBeforeChangeHook, CollectionBeforeOperationHook } from 'payload'
import { deleteBytes, saveBytes } from '../src/database/file-bytes'
import { transactionOf } from '../src/database/transaction'
import type { File as StoredFile } from '../src/payload-types'
import { readableKey } from './file-key'
import { asTelegramTakes } from './picture'
import { serveFile } from './serve-file'

export { createFile } from '../src/database/file-bytes'

/** Keeps the bytes in the database, in the transaction of the document. */
export const databaseStorage: Adapter = () => ({
  name: 'database',
  async handleUpload({ file, req }) {
    await saveBytes(await transactionOf(req), file.filename, file.buffer)
  },
  async handleDelete({ filename, req }) {
    await deleteBytes(await transactionOf(req), filename)
  },
  staticHandler: (req, { params }) => serveFile(req, params.filename),
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
    const file = await asTelegramTakes(req, req.file)
    const sha256 = createHash('sha256').update(file.data).digest('hex')
    req.context.uploaded = { name: file.name.slice(0, 255), sha256 }
    req.file = { ...file, name: readableKey(file.name) }
  }
  return args
}

// Here and not before, because what stands here nobody may send
export const describeUpload: CollectionBeforeChangeHook<StoredFile> = ({ data, req }) => ({
  ...data,
  ...(req.context.uploaded as Pick<StoredFile, 'name' | 'sha256'> | undefined),
})
