import { sql } from '@payloadcms/db-postgres'
import { findBytes } from '../src/database/file-bytes'
import { connectionOf, rows } from '../src/database/transaction'
import { type FileGroup, groupFiles } from '../src/domain/comment-post'
import { escapeHtml } from '../src/domain/text'
import type { Jobs, Queue } from '../src/queue'
import { deliver } from '../src/telegram/deliver'
import { TelegramRefused } from '../src/telegram/errors'
import { type Media, sendAlbum, sendMedia } from '../src/telegram/media'
import { isOpen, type NotifyOptions } from './notify'
import { reachPerson } from './reach/person'

type ArticleFile = { name: string; key: string; mime: string; size: number; title: string }

const maxPhotoBytes = 10_000_000

/**
 * Job `send-article-files`: what lies with an article comes into the chat, one album a job, so that
 * nothing that stands there is sent again when a later one fails.
 */
export function createSendArticleFiles(options: NotifyOptions & { queue: Queue }) {
  const { payload, queue } = options
  return async function sendArticleFiles(data: Jobs['send-article-files']): Promise<void> {
    const { chat, article, album = 0 } = data
    if (!(await isOpen(payload, chat))) return
    const files = await filesOf(options, article)
    const groups = groupFiles(
      files.map((file, index) => ({ index, size: file.size, asPhoto: isPhoto(file) })),
    )
    const group = groups[album]
    if (!group) return
    await reachPerson(options, chat, () => sendGroup(options, chat, files, group))
    if (album + 1 < groups.length)
      await queue.send(
        null,
        'send-article-files',
        { ...data, album: album + 1 },
        { key: `${chat}` },
      )
  }
}

const isPhoto = ({ mime, size }: ArticleFile) =>
  /^image\/(jpeg|png|webp)$/.test(mime) && size <= maxPhotoBytes

/** Of an article that may still be read. */
const filesOf = ({ payload }: NotifyOptions, article: string) =>
  rows<ArticleFile>(
    payload,
    sql`SELECT coalesce(files.name, files.filename) AS name, filename AS key, title,
        coalesce(mime_type, '') AS mime, coalesce(filesize, 0)::float8 AS size
      FROM articles JOIN articles_rels ON parent_id = articles.id AND path = 'files'
        JOIN files ON files.id = files_id
      WHERE articles.id = ${article}::uuid AND _status = 'published' ORDER BY articles_rels."order"`,
  )

async function sendGroup(
  options: NotifyOptions,
  chat: number,
  all: ArticleFile[],
  group: FileGroup,
) {
  const { telegram, rate } = options
  const files = group.files.flatMap((index) => all[index] ?? [])
  const loaded = (await Promise.all(files.map((file) => load(options, file)))).flatMap(
    (file) => file ?? [],
  )
  const html = `📎 <b>${escapeHtml(files[0]?.title ?? '')}</b>`
  if (loaded.length > 1) {
    // An album counts as so many messages
    for (let more = 1; more < loaded.length; more++) await rate.take()
    const album = { chat, html, of: group.of, files: loaded, silent: true }
    if (await unlessRefused(sendAlbum(telegram.uploads, album))) return
  }
  for (const file of loaded) await sendOne(options, { chat, html, file }, group.of)
}

/** A picture Telegram won't show goes as a file; what it won't take at all is told. */
async function sendOne(
  { telegram, texts }: NotifyOptions,
  { chat, html, file }: { chat: number; html: string; file: Media },
  first: FileGroup['of'],
) {
  const ways = first === 'photo' ? (['photo', 'document'] as const) : (['document'] as const)
  for (const of of ways) {
    const media = { chat, html, of, file, rows: [], silent: true }
    if (await unlessRefused(sendMedia(telegram.uploads, media))) return
  }
  const say = await texts()
  const words = say('fileNotShown', { name: file.name, reason: 'Telegram его не принимает' })
  await deliver(telegram.api, { chat, html: words, rows: [], silent: true })
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

async function load({ payload }: NotifyOptions, { key, name }: ArticleFile): Promise<Media | null> {
  const bytes = await findBytes(connectionOf(payload), key)
  return bytes && { name, bytes }
}
