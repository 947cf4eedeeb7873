import { createHash } from 'node:crypto'
import { sql } from '@payloadcms/db-postgres'
import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'
import { createFile } from '../../src/database/file-bytes'
import { type InTransaction, inTransaction } from '../../src/database/transaction'
import type { HandedAttachment } from '../../src/domain/hand-over'
import { NaumenRejected, NaumenUnreachable } from '../../src/naumen/errors'
import type { Telling } from './telling'

/** A file of an engineer's message; on the phone it is `handedOver`. */
export type EngineerFile = HandedAttachment & { naumen: string }

const maxBytes = 50 * 1024 * 1024
const maxPhotoBytes = 10 * 1024 * 1024
/** Failures of one file after which the rest of the conversation waits no longer. */
const patience = 8

/** Has the bytes in our own keeping, or the reason why they can't be: kept with the message. */
export async function fetchFile(telling: Telling, message: string, file: EngineerFile) {
  if (file.state !== 'waiting') return
  if (file.size > maxBytes) return refuse(telling, message, file, 'он больше 50 МБ')
  const bytes = await bytesOf(telling, message, file)
  if (!bytes) return
  if (!bytes.length) return refuse(telling, message, file, 'он пустой')
  if (bytes.length > maxBytes) return refuse(telling, message, file, 'он больше 50 МБ')
  const about = await inspect(bytes, file)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const kept = { name: file.name, mime: about.mime, bytes, ticket: telling.ticket.id }
  // By itself, for it may be long: nobody is to wait for the ticket meanwhile
  const id = await inTransaction(telling.deps.payload, ({ req }) =>
    createFile(req, { ...kept, source: 'engineer' }),
  )
  await telling.keep(async (tx) => {
    await tx.rows(sql`INSERT INTO messages_rels ("order", parent_id, path, files_id)
      SELECT count(*) + 1, ${message}, 'files', ${id} FROM messages_rels
      WHERE parent_id = ${message} AND path = 'files'`)
    const changes = { ...about, state: 'fetched', file: id, sha256, size: bytes.length } as const
    await noteFile(tx, message, file, changes)
  })
}

/** @returns false where it will never be had */
async function bytesOf(telling: Telling, message: string, file: EngineerFile) {
  const { naumen, lane } = telling.deps
  if (await lane.secondsShut()) throw new NaumenUnreachable(false, 'Naumen закрыт на время')
  try {
    const bytes = await naumen.readFile(file.naumen)
    await lane.noteSuccess()
    return bytes
  } catch (error) {
    await lane.noteFailure(error)
    if (error instanceof NaumenRejected)
      return refuse(telling, message, file, 'система инженеров его не отдаёт')
    const isFiles = error instanceof NaumenUnreachable && error.ambiguous
    if (!isFiles || (await failuresOf(telling)) < patience) throw error
    return refuse(telling, message, file, 'система инженеров не отвечает')
  }
}

async function failuresOf(telling: Telling): Promise<number> {
  const [row] = await telling.keep((tx) =>
    tx.rows<{ attempts: number }>(sql`UPDATE ticket_events SET attempts = attempts + 1
      WHERE id = ${telling.row.id} RETURNING attempts`),
  )
  return row?.attempts ?? 0
}

/** Telegram shows pictures of these kinds and measures only (TELEGRAM.md 2.1). */
async function inspect(bytes: Buffer, file: EngineerFile) {
  const mime = (await fileTypeFromBuffer(bytes))?.mime ?? file.mime
  const may = /^image\/(jpeg|png|webp)$/.test(mime) && bytes.length <= maxPhotoBytes
  const isPhoto = may && (await isShowable(bytes))
  return { mime, kind: isPhoto ? ('photo' as const) : ('document' as const) }
}

async function isShowable(bytes: Buffer): Promise<boolean> {
  const about = await sharp(bytes)
    .metadata()
    .catch(() => null)
  const { width = 0, height = 0, pages = 1 } = about ?? {}
  const ratio = Math.max(width, height) / Math.max(1, Math.min(width, height))
  return !!width && !!height && width + height <= 10_000 && ratio <= 20 && pages === 1
}

/** Why it is not shown, in words, kept with the message. */
export async function refuse(
  telling: Telling,
  message: string,
  file: EngineerFile,
  reason: string,
) {
  telling.deps.log.warn({ message, file: file.naumen, reason }, 'A file is not shown')
  await telling.keep((tx) => noteFile(tx, message, file, { state: 'failed', reason }))
  return false as const
}

/** Kept by its UUID: the pull may add files to the same message meanwhile. */
export async function noteFile(
  tx: InTransaction,
  message: string,
  file: EngineerFile,
  changes: Partial<HandedAttachment>,
) {
  await tx.rows(sql`UPDATE messages SET attachments = (
      SELECT jsonb_agg(CASE WHEN file->>'naumen' = ${file.naumen}
        THEN file || ${JSON.stringify(changes)}::jsonb ELSE file END ORDER BY place)
      FROM jsonb_array_elements(attachments) WITH ORDINALITY AS all_files(file, place))
    WHERE id = ${message}`)
  Object.assign(file, changes)
}
