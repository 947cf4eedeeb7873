import { sql } from '@payloadcms/db-postgres'
import { findBytes } from '../../src/database/file-bytes'
import { connectionOf, rows } from '../../src/database/transaction'
import { groupFiles, type FileGroup } from '../../src/domain/comment-post'
import type { Html } from '../../src/domain/screen'
import { TelegramRefused } from '../../src/telegram/errors'
import {
  type Media,
  sendAlbum,
  sendMedia,
  type SentMedia,
  type Shown,
} from '../../src/telegram/media'
import { type EngineerFile, noteFile, refuse } from './fetch'
import { keepSent } from './message'
import type { Telling } from './telling'

/** Sends what is fetched, album by album; each is kept as soon as it stands on the phone. */
export async function sendFiles(
  telling: Telling,
  message: string,
  files: EngineerFile[],
  caption: Html,
) {
  const waiting = files
    .map((file, index) => ({ file, index }))
    .filter(({ file }) => file.state === 'fetched')
  const known = waiting.map(({ file, index }) => ({
    index,
    asPhoto: file.kind === 'photo',
    size: file.size,
  }))
  for (const group of groupFiles(known)) await sendGroup(telling, message, files, group, caption)
}

async function sendGroup(
  telling: Telling,
  message: string,
  all: EngineerFile[],
  group: FileGroup,
  html: Html,
) {
  const files = group.files.flatMap((index) => all[index] ?? [])
  const loaded = (await Promise.all(files.map((file) => load(telling, file)))).flatMap(
    (file) => file ?? [],
  )
  if (files.length > 1 && loaded.length === files.length) {
    // An album counts as so many messages
    for (let more = 1; more < files.length; more++) await telling.deps.rate.take()
    const { chat, deps } = telling
    const album = { chat, html, of: group.of, files: loaded, silent: true }
    const sent = await telling.reach(() => unlessRefused(sendAlbum(deps.telegram.uploads, album)))
    if (sent) return keepFiles(telling, message, files, sent)
  }
  for (const file of files) await sendFile(telling, message, file, { html, silent: true })
}

type Around = Partial<Omit<Parameters<typeof sendMedia>[1], 'chat' | 'of' | 'file'>> & {
  html: Html
}

/**
 * One file by itself: as a picture, as a file, and in words when Telegram takes neither.
 * @returns whether it stands on the phone
 */
export async function sendFile(
  telling: Telling,
  message: string,
  file: EngineerFile,
  around: Around,
  part?: string,
): Promise<boolean> {
  const loaded = await load(telling, file)
  if (!loaded) return refuse(telling, message, file, 'он больше не хранится')
  const ways: Shown[] = file.kind === 'photo' ? ['photo', 'document'] : ['document']
  const { chat, deps } = telling
  for (const of of ways) {
    const media = { rows: [], ...around, chat, of, file: loaded }
    const sent = await telling.reach(() => unlessRefused(sendMedia(deps.telegram.uploads, media)))
    if (!sent) continue
    await keepFiles(telling, message, [file], [sent], part)
    return true
  }
  return refuse(telling, message, file, 'Telegram его не принимает')
}

/** null: refused for what it is, not for whom it is for. */
async function unlessRefused<T>(sending: Promise<T>): Promise<T | null> {
  try {
    return await sending
  } catch (error) {
    if (!(error instanceof TelegramRefused) || error.reason === 'blocked') throw error
    return null
  }
}

/** null: purged since, because for long nobody could be told. */
async function load({ deps }: Telling, { file, name }: EngineerFile): Promise<Media | null> {
  const [kept] = await rows<{ key: string }>(
    deps.payload,
    sql`SELECT filename AS key FROM files WHERE id::text = ${file ?? ''}`,
  )
  const bytes = kept && (await findBytes(connectionOf(deps.payload), kept.key))
  return bytes ? { name, bytes } : null
}

async function keepFiles(
  telling: Telling,
  message: string,
  files: EngineerFile[],
  sent: SentMedia[],
  part?: string,
) {
  const parts = files.map((file, at) => ({
    part: part ?? `file:${file.naumen}`,
    about: message,
    message: sent[at]?.message ?? 0,
  }))
  await keepSent(telling, parts, async (tx) => {
    for (const [at, file] of files.entries()) {
      const { remoteId = '', uniqueId = '' } = sent[at] ?? {}
      await noteFile(tx, message, file, { state: 'handedOver', remoteId, uniqueId })
    }
  })
}
