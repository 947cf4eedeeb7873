import { sql } from '@payloadcms/db-postgres'
import { rows } from '../../src/database/transaction'
import { captionFor, commentPost, deletedHtml } from '../../src/domain/comment-post'
import { openButton } from '../../src/domain/status-post'
import type { TicketEvent } from '../../src/domain/ticket-event'
import { deliver, editMessage, removeMessage } from '../../src/telegram/deliver'
import { TelegramRefused } from '../../src/telegram/errors'
import { editCaption } from '../../src/telegram/media'
import { endTelling, once } from './message'
import { commentButtons, commentOf, readSaid, type Said, tellTurn } from './turn'
import type { Telling } from './telling'

type NewFiles = Extract<TicketEvent, { kind: 'comment-files' }>

/** What an engineer wrote. */
export async function tellComment(telling: Telling, message: string) {
  const said = await readSaid(telling, message)
  if (!said || said.isDeleted) return endTelling(telling, 'overtaken')
  const { files } = said
  const comment = commentOf(telling, said, { files: files.length })
  const changes = shownBy(telling, said)
  await tellTurn(telling, { said, comment, files, silent: false })
  await endTelling(telling, 'told', changes)
}

/** What a try before this one has told may be older than the changes: they are told by themselves. */
const shownBy = ({ parts }: Telling, { changes }: Said) => (parts.size ? [] : changes)

/** Files that joined a comment later. */
export async function tellNewFiles(telling: Telling, event: NewFiles) {
  const said = await readSaid(telling, event.message)
  if (!said || said.isDeleted) return endTelling(telling, 'overtaken')
  // Some may have gone out with the comment itself
  const isNew = (file: Said['files'][number]) =>
    event.files.includes(file.naumen) &&
    (isWaiting(file.state) || telling.parts.has(`file:${file.naumen}`) || telling.parts.size > 0)
  const files = said.files.filter(isNew)
  if (!files.length) return endTelling(telling, 'merged')
  const html = telling.say('commentFilesAdded', { count: files.length })
  const comment = commentOf(telling, said, { html })
  const replyTo = (await shownOf(telling, said.id)).find(isWords)?.message
  await tellTurn(telling, { said, comment, files, silent: false, replyTo })
  await endTelling(telling, 'told')
}

const isWaiting = (state: string) => state === 'waiting' || state === 'fetched'

/** In the message itself where it is one, with a word below that it has changed; else anew. */
export async function tellEdit(telling: Telling, message: string) {
  const said = await readSaid(telling, message)
  if (!said || said.isDeleted) return endTelling(telling, 'overtaken')
  const changes = shownBy(telling, said)
  const shown = (await shownOf(telling, said.id)).filter(({ event }) => event !== telling.row.id)
  const edited = telling.parts.has('note') ? null : await editInPlace(telling, said, shown)
  if (edited === false) {
    const files = shown.length ? [] : said.files
    const comment = commentOf(telling, said, { edited: true, files: files.length })
    await tellTurn(telling, { said, comment, files, silent: true })
  } else if (edited) {
    const { deps, chat, say } = telling
    const note = { chat, html: say('commentEditedNote'), rows: [], silent: true, replyTo: edited }
    await once(telling, { part: 'note', about: said.id }, () => deliver(deps.telegram.api, note))
  }
  await endTelling(telling, 'told', changes)
}

/** @returns the message it stands in; false where that can't be */
async function editInPlace(telling: Telling, said: Said, shown: Shown[]): Promise<number | false> {
  const { deps, chat, say, parts } = telling
  const words = lastWords(shown)
  const [only, ...others] = words
  // Begun anew by a try before this one
  if (!only || others.length || parts.size) return false
  const comment = commentOf(telling, said, { edited: true })
  const { texts, whole } = commentPost(comment, say)
  const html = only.part === 'caption' ? captionFor(comment, say) : texts[0]
  if (!html || (only.part !== 'caption' && (texts.length > 1 || whole !== null))) return false
  const edit = { chat, message: only.message, html, rows: commentButtons(telling) }
  const write = only.part === 'caption' ? editCaption : editMessage
  const isThere = await telling.reach(() => unlessGone(write(deps.telegram.api, edit)))
  return isThere && only.message
}

/** What was said is taken back from the phone as far as Telegram lets us. */
export async function tellDeletion(telling: Telling, message: string) {
  const said = await readSaid(telling, message)
  const shown = await shownOf(telling, message)
  if (!said || !shown.length) return endTelling(telling, 'overtaken')
  const [first] = lastWords(shown)
  for (const one of shown) if (one !== first) await takeBack(telling, said, one)
  if (first?.part === 'caption') await takeBack(telling, said, first)
  else if (first) await replace(telling, said, first)
  await endTelling(telling, 'told')
}

/** A message with a file goes; what is too old for that keeps the file, and loses the words. */
async function takeBack(telling: Telling, said: Said, { message, part }: Shown) {
  const { deps, chat, say } = telling
  const { api } = deps.telegram
  const gone = await telling.reach(() => removeMessage(api, chat, message))
  if (part.startsWith('text:') && !gone) await replace(telling, said, { message, part })
  if (part !== 'caption') return
  const html = deletedHtml(commentOf(telling, said), say)
  const left = { chat, html, rows: [[openButton(telling.ticket.id, say)]] }
  const isThere =
    !gone && (await telling.reach(() => unlessGone(editCaption(api, { ...left, message }))))
  if (isThere) return
  await once(telling, { part: 'deleted', about: said.id }, () =>
    deliver(api, { ...left, silent: true }),
  )
}

async function replace(telling: Telling, said: Said, { message }: Pick<Shown, 'message' | 'part'>) {
  const { deps, chat, say, ticket } = telling
  const html = deletedHtml(commentOf(telling, said), say)
  const edit = { chat, message, html, rows: [[openButton(ticket.id, say)]] }
  await telling.reach(() => unlessGone(editMessage(deps.telegram.api, edit)))
}

async function unlessGone(editing: Promise<void>): Promise<boolean> {
  try {
    await editing
    return true
  } catch (error) {
    if (!(error instanceof TelegramRefused) || error.reason !== 'gone') throw error
    return false
  }
}

type Shown = { message: number; event: number; part: string }

/** Messages on the phone that show a turn of the conversation, oldest first. */
const shownOf = ({ deps, chat }: Telling, said: string) =>
  rows<Shown>(
    deps.payload,
    sql`SELECT message_id::float8 AS message, event::float8 AS event, part FROM phone_messages
      WHERE message = ${said} AND chat_id = ${chat} AND part IS NOT NULL AND part <> 'deleted'
      ORDER BY message_id`,
  )

const isWords = ({ part }: Shown) => part === 'caption' || part.startsWith('text:')

/** The words as they were told last: after an edit they may stand there twice. */
function lastWords(shown: Shown[]): Shown[] {
  const words = shown.filter(isWords)
  const last = words.at(-1)?.event
  return words.filter(({ event }) => event === last)
}
