import { sql } from '@payloadcms/db-postgres'
import { rows } from '../../src/database/transaction'
import { captionFor, type Comment, commentPost } from '../../src/domain/comment-post'
import type { Button } from '../../src/domain/screen'
import { answerButton, openButton } from '../../src/domain/status-post'
import { plain } from '../../src/domain/text'
import { NaumenKeyRefused, NaumenUnreachable } from '../../src/naumen/errors'
import { deliver } from '../../src/telegram/deliver'
import { sendMedia } from '../../src/telegram/media'
import { type EngineerFile, fetchFile } from './fetch'
import { sendFile, sendFiles } from './files'
import { once } from './message'
import type { Telling } from './telling'

/** What an engineer said, as it stands now. */
export type Said = {
  id: string
  author: string | null
  html: string
  files: EngineerFile[]
  isDeleted: boolean
  /** Untold events of its changes: what is told now shows them already. */
  changes: number[]
}

export async function readSaid({ deps, ticket, row }: Telling, id: string): Promise<Said | null> {
  const [said] = await rows<Said>(
    deps.payload,
    sql`SELECT id::text AS id, author, coalesce(html, '') AS html,
        coalesce(attachments, '[]') AS files, deleted_at IS NOT NULL AS "isDeleted",
        ARRAY(SELECT e.id::float8 FROM ticket_events e WHERE e.ticket = ${ticket.id}
          AND e.told_at IS NULL AND e.id > ${row.id} AND e.kind = 'comment-edited'
          AND e.data->>'message' = messages.id::text) AS changes
      FROM messages WHERE id = ${id}`,
  )
  return said ?? null
}

export type Turn = {
  said: Said
  comment: Comment
  /** Those to be sent with it. */
  files: EngineerFile[]
  silent: boolean
  replyTo?: number
}

export const commentOf = (telling: Telling, said: Said, more: Partial<Comment> = {}): Comment => ({
  number: telling.ticket.number,
  author: said.author,
  html: said.html,
  edited: false,
  files: 0,
  ...more,
})

/** Words first, then pictures and files, then in words what could not be shown. */
export async function tellTurn(telling: Telling, turn: Turn): Promise<void> {
  const { said, files } = turn
  if (!(await tellAsCaption(telling, turn))) await tellWords(telling, turn)
  for (const file of files) await fetchFile(telling, said.id, file)
  const caption = telling.say('commentFilesOf', { number: telling.ticket.number })
  await sendFiles(telling, said.id, files, caption)
  await tellFailures(telling, turn)
}

/** One file with few words is one message. @returns false where it is not, or not yet */
async function tellAsCaption(telling: Telling, turn: Turn): Promise<boolean> {
  if (telling.parts.has('caption')) return true
  const [file, ...others] = turn.files
  const html = captionFor(turn.comment, telling.say)
  if (!file || others.length || html === null || telling.parts.size) return false
  const { said, silent, replyTo } = turn
  try {
    await fetchFile(telling, said.id, file)
  } catch (error) {
    // The words need not wait for it
    if (error instanceof NaumenUnreachable || error instanceof NaumenKeyRefused) return false
    throw error
  }
  if (file.state !== 'fetched') return false
  const around = { html, rows: commentButtons(telling), silent, replyTo }
  return sendFile(telling, said.id, file, around, 'caption')
}

async function tellWords(telling: Telling, { said, comment, silent, replyTo }: Turn) {
  const { deps, chat, say } = telling
  const { texts, whole } = commentPost(comment, say)
  for (const [at, html] of texts.entries()) {
    const isLast = at === texts.length - 1 && whole === null
    const rows = isLast ? commentButtons(telling) : []
    const message = { chat, html, rows, silent: silent || at > 0, replyTo }
    await once(telling, { part: `text:${at}`, about: said.id }, () =>
      deliver(deps.telegram.api, message),
    )
  }
  if (whole === null) return
  const file = {
    name: `${plain(say('commentWholeName'))} ${telling.ticket.number}.txt`,
    // Told by its first bytes to be Unicode, for programs that would guess otherwise
    bytes: Buffer.from(`\ufeff${whole}`),
  }
  const rows = commentButtons(telling)
  const media = {
    chat,
    html: say('commentWhole'),
    rows,
    silent: true,
    of: 'document',
    file,
  } as const
  await once(telling, { part: 'whole', about: said.id }, async () => {
    const { message } = await sendMedia(deps.telegram.uploads, media)
    return message
  })
}

async function tellFailures(telling: Telling, { said, files }: Turn) {
  const failed = files.filter(({ state }) => state === 'failed')
  if (!failed.length) return
  const { deps, chat, say, ticket } = telling
  const lines = failed.map(({ name, reason = '' }) => say('fileNotShown', { name, reason }))
  const head = say('commentFilesOf', { number: ticket.number })
  const html = [head, ...lines].join('\n')
  const shown = { chat, html, rows: [[answerButton(ticket.id, say)]], silent: true }
  await once(telling, { part: 'failures', about: said.id }, () => deliver(deps.telegram.api, shown))
}

export const commentButtons = ({ ticket, say }: Telling): Button[][] => [
  [answerButton(ticket.id, say), openButton(ticket.id, say)],
]
