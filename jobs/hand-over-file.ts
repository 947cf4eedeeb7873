import { createHash } from 'node:crypto'
import { sql } from '@payloadcms/db-postgres'
import { createLocalReq } from 'payload'

import { createFile, readFile } from '../src/database/file-bytes'
import { type HandedAttachment, isFileThere, sentName } from '../src/domain/hand-over'
import { failpoint } from '../src/failpoint'
import { NaumenRejected, NaumenUnreachable } from '../src/naumen/errors'
import { TelegramRefused } from '../src/telegram/errors'
import { inspectFile } from './file-content'
import { type Claimed, type HandOverDeps, look, markCall, redraw } from './hand-over-claim'
import { attachmentSet, sendingSet } from './ticket-record'

const MAX_BYTES = 20 * 1024 * 1024

/** Brings a ticket's files to Naumen one by one. What can't go is refused by itself, in words. */
export function createFileKeeper(deps: HandOverDeps) {
  const { payload, naumen, queue, log } = deps

  return {
    async handOver(held: Claimed, index: number) {
      const attachment = attachmentAt(held, index)
      const bytes = attachment.file ? await kept(attachment.file) : await fetched(held, index)
      if (!bytes) return
      await send(held, index, bytes)
    },

    /** The end of sending it is not known: look before sending it again. */
    async lookFor(held: Claimed, index: number) {
      const { attachments, serviceCall } = held.ticket
      const there = await look(() => naumen.listFiles(serviceCall ?? ''))
      if (isFileThere(there, attachments, index)) return done(held, index)
      await held.write(attachmentSet(index, { sendingAt: undefined }))
    },
  }

  /** From the messenger into our own keeping; undefined when it can't be passed on. */
  async function fetched(held: Claimed, index: number): Promise<Buffer | undefined> {
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

  async function keep(held: Claimed, index: number, bytes: Buffer, mime: string) {
    const { name } = attachmentAt(held, index)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const ticket = held.ticket.id
    await held.write(sql`id = id`, async (tx) => {
      const file = await createFile(tx.req, { name, mime, bytes, source: 'employee', ticket })
      const changes = { state: 'fetched', file, sha256, size: bytes.length, mime } as const
      await tx.rows(sql`UPDATE tickets SET ${attachmentSet(index, changes)} WHERE id = ${ticket}`)
      await tx.rows(sql`INSERT INTO tickets_rels ("order", parent_id, path, files_id)
        VALUES (${index + 1}, ${ticket}, 'files', ${file})`)
      Object.assign(attachmentAt(held, index), changes)
    })
  }

  async function send(held: Claimed, index: number, bytes: Buffer) {
    const { name, mime } = attachmentAt(held, index)
    await markCall(deps.settleSeconds, () => held.write(sendingSet(index)))
    failpoint('hand-over-before-add-file')
    try {
      await naumen.addFile(held.ticket.serviceCall ?? '', { name: sentName(name), mime, bytes })
    } catch (error) {
      if (error instanceof NaumenRejected)
        return refuse(held, index, error.message, 'Система инженеров его не приняла')
      const ambiguous = error instanceof NaumenUnreachable && error.ambiguous
      if (!ambiguous) await held.write(attachmentSet(index, { sendingAt: undefined }))
      throw error
    }
    failpoint('hand-over-file-added')
    await done(held, index)
  }

  function done(held: Claimed, index: number) {
    const columns = attachmentSet(index, { state: 'handedOver', sendingAt: undefined })
    return held.write(columns, (tx) => redraw(queue, tx, held.ticket))
  }

  /** @param words the reason as the employee may read it */
  async function refuse(held: Claimed, index: number, reason: string, words = reason) {
    const { ticket } = held
    log.warn({ ticket: ticket.id, file: index, reason }, 'A file was not handed over')
    const changes = { state: 'failed', reason: reason.slice(0, 300), sendingAt: undefined } as const
    const values = { number: ticket.number, name: attachmentAt(held, index).name, reason: words }
    await held.write(attachmentSet(index, changes), async (tx) => {
      await redraw(queue, tx, ticket)
      if (ticket.chat === null) return
      const notice = { chat: ticket.chat, text: 'fileNotHandedOver', values }
      await queue.send(tx.db, 'notify', notice, { key: String(ticket.chat) })
    })
    return undefined
  }

  async function kept(id: string): Promise<Buffer> {
    return (await readFile(await createLocalReq({}, payload), id)).bytes
  }
}

function attachmentAt({ ticket }: Claimed, index: number): HandedAttachment {
  const attachment = ticket.attachments[index]
  if (!attachment) throw new Error('The ticket has no such attachment')
  return attachment
}
