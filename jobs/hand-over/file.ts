import { createHash } from 'node:crypto'
import { sql } from '@payloadcms/db-postgres'
import type { SQL } from 'drizzle-orm'

import { createFile, findFile } from '../../src/database/file-bytes'
import { connectionOf, type InTransaction, rows } from '../../src/database/transaction'
import { type HandedAttachment, isFileThere, sentName } from '../../src/domain/hand-over'
import { failpoint } from '../../src/failpoint'
import { NaumenRejected, NaumenUnreachable } from '../../src/naumen/errors'
import { TelegramRefused } from '../../src/telegram/errors'
import { inspectFile } from './file-content'
import { type Claimed, type HandOverDeps, look, markCall } from './claim'
import { attachmentSet, sendingSet } from './ticket-record'

const MAX_BYTES = 20 * 1024 * 1024

/** Whatever brings files to Naumen: a ticket, or a turn of its conversation. */
export type FileBearer = {
  ticket: { id: string; number: string; chat: number | null }
  attachments: HandedAttachment[]
  /** UUIDs in Naumen of what its files belong to: where the first takes none, the next is tried. */
  places: string[]
  /** Text of the bot that tells of a refused file. */
  refusal: 'fileNotHandedOver' | 'messageFileNotHandedOver'
  write: Claimed['write']
  /** Makes a document of `files` one of its own, and writes the columns with it. */
  attach(tx: InTransaction, file: string, index: number, columns: SQL): Promise<unknown>
  /** What else follows from a file being handed over or refused. */
  changed(tx: InTransaction): Promise<unknown>
}

/** Brings files to Naumen one by one. What can't go is refused by itself, in words. */
export function createFileKeeper(deps: HandOverDeps) {
  const { payload, naumen, queue, log } = deps

  return {
    async handOver(held: FileBearer, index: number) {
      const attachment = attachmentAt(held, index)
      const bytes = attachment.file ? await kept(held, index) : await fetched(held, index)
      if (!bytes) return
      await send(held, index, bytes)
    },

    /** The end of sending it is not known: look before sending it again. */
    async lookFor(held: FileBearer, index: number) {
      const place = placeOf(held, index)
      const there = await look(() => naumen.listFiles(place))
      const known = await handedOverTo(place, held.ticket.id)
      if (isFileThere(there, attachmentAt(held, index), known)) return done(held, index)
      await held.write(attachmentSet(index, { sendingAt: undefined }))
    },
  }

  /** All we know to stand there, whichever turn it came with. */
  function handedOverTo(place: string, ticket: string) {
    return rows<{ name: string; size: number }>(
      payload,
      sql`SELECT item->>'name' AS name, (item->>'size')::float8 AS size FROM (
            SELECT jsonb_array_elements(attachments) AS item FROM tickets
            WHERE id = ${ticket} AND naumen_uuid = ${place}
            UNION ALL
            SELECT item FROM messages, jsonb_array_elements(attachments) AS item
            WHERE ticket_id = ${ticket} AND coalesce(item->>'to', naumen_uuid) = ${place}
          ) AS known WHERE item->>'state' = 'handedOver'`,
    )
  }

  /** From the messenger into our own keeping; undefined when it can't be passed on. */
  async function fetched(held: FileBearer, index: number): Promise<Buffer | undefined> {
    const attachment = attachmentAt(held, index)
    let bytes: Buffer
    try {
      bytes = await deps.fetchFile(attachment.remoteId, MAX_BYTES)
    } catch (error) {
      if (!(error instanceof TelegramRefused)) throw error
      return refuse(held, index, 'Telegram больше не отдаёт этот файл')
    }
    const { refusal, mime = attachment.mime } = await inspectFile({ ...attachment, bytes })
    if (refusal) return refuse(held, index, refusal)
    await keep(held, index, bytes, mime)
    failpoint('hand-over-file-fetched')
    return bytes
  }

  async function keep(held: FileBearer, index: number, bytes: Buffer, mime: string) {
    const { name } = attachmentAt(held, index)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const ticket = held.ticket.id
    await held.write(sql`id = id`, async (tx) => {
      const file = await createFile(tx.req, { name, mime, bytes, source: 'employee', ticket })
      const changes = { state: 'fetched', file, sha256, size: bytes.length, mime } as const
      await held.attach(tx, file, index, attachmentSet(index, changes))
      Object.assign(attachmentAt(held, index), changes)
    })
  }

  async function send(held: FileBearer, index: number, bytes: Buffer) {
    const { name, mime } = attachmentAt(held, index)
    await markCall(deps.settleSeconds, () => held.write(sendingSet(index)))
    failpoint('hand-over-before-add-file')
    try {
      await naumen.addFile(placeOf(held, index), { name: sentName(name), mime, bytes })
    } catch (error) {
      if (error instanceof NaumenRejected) return rejected(held, index, error)
      const ambiguous = error instanceof NaumenUnreachable && error.ambiguous
      if (!ambiguous) await held.write(attachmentSet(index, { sendingAt: undefined }))
      throw error
    }
    failpoint('hand-over-file-added')
    await done(held, index)
  }

  /** Whether it was the file or its place that Naumen did not like, it does not say. */
  function rejected(held: FileBearer, index: number, { message }: NaumenRejected) {
    const to = held.places[held.places.indexOf(placeOf(held, index)) + 1]
    if (to) return held.write(attachmentSet(index, { to, sendingAt: undefined }))
    return refuse(held, index, message, 'Система инженеров его не приняла')
  }

  function done(held: FileBearer, index: number) {
    const columns = attachmentSet(index, { state: 'handedOver', sendingAt: undefined })
    return held.write(columns, held.changed)
  }

  /** @param words the reason as the employee may read it */
  async function refuse(held: FileBearer, index: number, reason: string, words = reason) {
    const { ticket } = held
    log.warn({ ticket: ticket.id, file: index, reason }, 'A file was not handed over')
    const changes = { state: 'failed', reason: reason.slice(0, 300), sendingAt: undefined } as const
    const values = { number: ticket.number, name: attachmentAt(held, index).name, reason: words }
    await held.write(attachmentSet(index, changes), async (tx) => {
      await held.changed(tx)
      if (ticket.chat === null) return
      const notice = { chat: ticket.chat, text: held.refusal, values }
      await queue.send(tx.db, 'notify', notice, { key: String(ticket.chat) })
    })
    return undefined
  }

  /** Tried again by an admin after its days were over. */
  async function kept(held: FileBearer, index: number): Promise<Buffer | undefined> {
    const bytes = await findFile(connectionOf(payload), attachmentAt(held, index).file ?? '')
    return bytes ?? refuse(held, index, 'Файл уже удалён по сроку хранения')
  }
}

function attachmentAt({ attachments }: FileBearer, index: number): HandedAttachment {
  const attachment = attachments[index]
  if (!attachment) throw new Error('There is no such attachment')
  return attachment
}

/** Where a neighbour had to go, this one goes at once. */
function placeOf(held: FileBearer, index: number): string {
  const turnedAway = held.attachments.find(({ to, state }) => to && state === 'handedOver')
  return attachmentAt(held, index).to ?? turnedAway?.to ?? held.places[0] ?? ''
}
