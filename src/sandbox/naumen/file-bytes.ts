import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type FileBytes = {
  put(uuid: string, bytes: Buffer): void
  get(uuid: string): Buffer
  remove(uuid: string): void
}

/** Contents of files: in a folder, or in memory when there is none. */
export function createFileBytes(folder: string | undefined): FileBytes {
  return folder ? inFolder(folder) : inMemory()
}

function inMemory(): FileBytes {
  const kept = new Map<string, Buffer>()
  return {
    put: (uuid, bytes) => void kept.set(uuid, bytes),
    get: (uuid) => kept.get(uuid) ?? Buffer.alloc(0),
    remove: (uuid) => void kept.delete(uuid),
  }
}

// Synchronous on purpose: an operation is one step, so nobody sees a file without its bytes.
function inFolder(folder: string): FileBytes {
  mkdirSync(folder, { recursive: true })
  const pathOf = (uuid: string) => join(folder, uuid.replace(/[^\w-]/g, '-'))
  return {
    put: (uuid, bytes) => {
      writeFileSync(`${pathOf(uuid)}.new`, bytes)
      renameSync(`${pathOf(uuid)}.new`, pathOf(uuid))
    },
    get: (uuid) => readFileSync(pathOf(uuid)),
    remove: (uuid) => rmSync(pathOf(uuid), { force: true }),
  }
}
