import { createHash, randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { preparePhoto } from './photo-sizes'
import type { FileKind, State, StoredFile } from './state'

export type Incoming = { name: string; mime: string; bytes: Buffer }
export type Declared = { size?: number; duration?: number; width?: number; height?: number }

// The first characters of a real file_id tell its kind.
const idPrefix: Record<FileKind, string> = {
  photo: 'AgACAgIAAxkB',
  document: 'BQACAgIAAxkB',
  video: 'BAACAgIAAxkB',
  voice: 'AwACAgIAAxkB',
  audio: 'CQACAgIAAxkB',
  video_note: 'DQACAgIAAxkB',
  thumbnail: 'AAMCAgADGQEA',
}

const newId = (prefix: string, bytes: number) => prefix + randomBytes(bytes).toString('base64url')

/** Bytes of every file of both sides: in `folder`, or in memory when there is none. */
export const createFileStore = (state: State, folder: string | undefined) => {
  const memory = new Map<number, Buffer>()

  const keep = async (n: number, bytes: Buffer) => {
    if (!folder) return void memory.set(n, bytes)
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, String(n)), bytes)
  }

  const read = async (file: StoredFile) =>
    folder ? readFile(join(folder, String(file.n))) : (memory.get(file.n) ?? Buffer.alloc(0))

  const add = async (kind: FileKind, { name, mime, bytes }: Incoming, more: Declared = {}) => {
    const n = ++state.lastFile
    await keep(n, bytes)
    const file: StoredFile = {
      fileId: newId(idPrefix[kind], 40),
      uniqueId: newId('AgAD', 8),
      kind,
      n,
      name,
      mime,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      ...more,
      size: more.size ?? bytes.length,
    }
    state.files[file.fileId] = file
    return file
  }

  /** Telegram turns every photo into JPEGs of several sizes; the biggest stands for the photo. */
  const addPhoto = async (incoming: Incoming, declared: Declared = {}) => {
    const sizes = await preparePhoto(incoming.bytes)
    const files: StoredFile[] = []
    for (const [index, { bytes, width, height }] of sizes.entries()) {
      const more = index === sizes.length - 1 ? { ...declared, width, height } : { width, height }
      files.push(await add('photo', { name: '', mime: 'image/jpeg', bytes }, more))
    }
    const biggest = files.at(-1)!
    biggest.sizes = files.map((file) => file.fileId)
    return biggest
  }

  /** An image sent as a document has a small picture of itself; other files have none here. */
  const addDocument = async (incoming: Incoming, declared: Declared = {}) => {
    const file = await add('document', incoming, declared)
    if (!/^image\/(jpeg|png|webp|gif)$/.test(incoming.mime)) return file
    const picture = (await preparePhoto(incoming.bytes).catch(() => []))[0]
    if (!picture) return file
    const { bytes, width, height } = picture
    const thumbnail = await add(
      'thumbnail',
      { name: '', mime: 'image/jpeg', bytes },
      { width, height },
    )
    file.thumbnail = thumbnail.fileId
    return file
  }

  const addAs = (kind: FileKind, incoming: Incoming, declared: Declared = {}) => {
    if (kind === 'photo') return addPhoto(incoming, declared)
    if (kind === 'document') return addDocument(incoming, declared)
    return add(kind, incoming, declared)
  }

  return { add: addAs, read, find: (fileId: string) => state.files[fileId] }
}

export type FileStore = ReturnType<typeof createFileStore>
