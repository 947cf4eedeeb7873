import { type NaumenObject, textOf, uuidOf } from './value'

/** What `find/file` tells of a file beside its bytes. */
export type FileCard = StoredFile & { mime: string; source: string }

export const readFileDetails = (raw: NaumenObject): FileCard => ({
  ...readFileCard(raw),
  mime: textOf(raw.mimeType),
  source: uuidOf(raw.source),
})

export type StoredFile = { uuid: string; name: string; size: number | null }

/** Which attribute holds a file's size is in no public source: null where none does. */
export function readFileCard(raw: NaumenObject): StoredFile {
  const size = [raw.fileSize, raw.size, raw.length].map(Number).find((value) => value > 0)
  return { uuid: textOf(raw.UUID), name: textOf(raw.title), size: size ?? null }
}
