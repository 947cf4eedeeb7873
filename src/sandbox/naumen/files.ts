import { createHash } from 'node:crypto'
import { existing } from './edit'
import { keyOwner } from './key-owner'
import type { UploadedFile } from './read-request'
import { schemaOf } from './schema'
import { classOf, type Thing } from './store'
import { Refused, type World } from './world'

/** Attaches files to an object: to its list of files, or to the attribute named by its code. */
export function addFiles(
  world: World,
  uuid: string,
  files: UploadedFile[],
  code: string | null,
  author = keyOwner(world),
): Thing[] {
  const source = existing(world, uuid)
  const { validationStatus, maxFileBytes, fileMovesLastModified } = world.knobs
  if (files.length === 0) throw new Refused(validationStatus, 'Файл не передан')
  if (code && !schemaOf(classOf(uuid), world.knobs)?.[code]) {
    throw new Refused(validationStatus, `Атрибут с кодом '${code}' не найден`)
  }
  if (maxFileBytes !== null && files.some(({ bytes }) => bytes.length > maxFileBytes)) {
    throw new Refused(validationStatus, 'Превышен максимально допустимый размер файла')
  }
  const relation = code === 'files' ? null : code
  const added = files.map((file) => keepFile(world, uuid, file, relation, author))
  if (fileMovesLastModified) source.lastModifiedDate = world.now()
  world.changed(classOf(uuid), uuid)
  return added
}

function keepFile(
  world: World,
  source: string,
  { name, mime, bytes }: UploadedFile,
  relation: string | null,
  author: string | null,
): Thing {
  const now = world.now()
  const file: Thing = {
    UUID: world.store.nextUuid('file'),
    metaClass: 'file',
    title: name,
    mimeType: mime,
    fileSize: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    description: null,
    removed: false,
    creationDate: now,
    lastModifiedDate: now,
    source,
    relation,
    author,
  }
  world.bytes.put(file.UUID, bytes)
  world.store.put(file)
  world.changed('file', file.UUID)
  return file
}

export function fileHeaders(world: World, file: Thing) {
  return {
    'content-type': String(file.mimeType ?? 'application/octet-stream'),
    'content-disposition': disposition(world, String(file.title)),
  }
}

// node:http refuses a header with letters beyond latin1, so raw UTF-8 goes in byte by byte.
function disposition(world: World, name: string) {
  const quoted = name.replace(/["\\]/g, '_').replace(/[\r\n]/g, ' ')
  if (world.knobs.fileNameForm === 'raw') {
    return `attachment; filename="${Buffer.from(quoted, 'utf8').toString('latin1')}"`
  }
  const plain = quoted.replace(/[^\x20-\x7e]/g, '_')
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
