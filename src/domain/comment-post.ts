import { parseHtml } from './markup'
import type { Html } from './screen'
import { captionLimit, plain, splitHtml, textLimit } from './text'
import type { Say } from './texts'

/** An engineer's words as they come to the phone. */
export type Comment = {
  number: string
  author: string | null
  html: Html
  edited: boolean
  /** How many come with it. */
  files: number
}

export type CommentPost = {
  /** One message each. */
  texts: Html[]
  /** Where it is too long to read as messages: the whole of it as the text of a file. */
  whole: string | null
}

/** A wall of messages is read by nobody: what is longer comes as a file after these. */
const mostMessages = 5

/** The words, cut where a message ends. Every part names the ticket and who wrote it. */
export function commentPost(comment: Comment, say: Say): CommentPost {
  const mark = markOf(comment, say)
  const bodies = splitHtml(comment.html, roomFor(comment, mark, say))
  if (bodies.length <= 1) {
    const files = comment.files ? say('commentFiles', { count: comment.files }) : ''
    return { texts: [join(headOf(comment, say), bodies[0] ?? files, mark)], whole: null }
  }
  const shown = bodies.slice(0, mostMessages)
  const parts = bodies.length > mostMessages ? null : bodies.length
  const texts = shown.map((body, at) => {
    const part = say('commentPart', { part: at + 1, parts: parts ?? mostMessages })
    return join(headOf(comment, say, part), body, at === shown.length - 1 ? mark : '')
  })
  return { texts, whole: parts === null ? wholeOf(comment.html) : null }
}

/** The words under a single file; null where they are too long for that. */
export function captionFor(comment: Comment, say: Say): Html | null {
  const caption = join(headOf(comment, say), comment.html, markOf(comment, say))
  return plain(caption).length <= captionLimit ? caption : null
}

/** What is left of a comment that was deleted. */
export const deletedHtml = (comment: Comment, say: Say): Html =>
  join(headOf(comment, say), `<i>${say('commentDeleted')}</i>`)

export type PhoneFile = { index: number; asPhoto: boolean; size: number }
export type FileGroup = { of: 'photo' | 'document'; files: number[] }

const albumSize = 10
/** Bytes an album may weigh: it is sent in one go, and repeated whole when that fails. */
const albumBytes = 20 * 1024 * 1024

/** Files in albums: pictures first, then the rest, each in its order. */
export function groupFiles(files: PhoneFile[]): FileGroup[] {
  const photos = files.filter(({ asPhoto }) => asPhoto)
  const documents = files.filter(({ asPhoto }) => !asPhoto)
  return [...albums('photo', photos), ...albums('document', documents)]
}

function albums(of: FileGroup['of'], files: PhoneFile[]): FileGroup[] {
  const groups: FileGroup[] = []
  let bytes = 0
  for (const { index, size } of files) {
    const last = groups.at(-1)
    bytes += size
    if (last && last.files.length < albumSize && bytes <= albumBytes) last.files.push(index)
    else {
      groups.push({ of, files: [index] })
      bytes = size
    }
  }
  return groups
}

const headOf = ({ author, number }: Comment, say: Say, part = '') =>
  say('commentHead', { author: author?.trim() || say('engineer'), number, part })

const markOf = ({ edited }: Comment, say: Say) => (edited ? say('commentEdited') : '')

/** What is left of a message for the words themselves. */
function roomFor(comment: Comment, mark: string, say: Say): number {
  const longest = headOf(comment, say, say('commentPart', { part: 99, parts: 99 }))
  return Math.max(1000, textLimit - plain(join(longest, 'x', mark)).length)
}

const join = (...parts: (string | undefined)[]) => parts.filter(Boolean).join('\n')

/** Plain text that loses no address behind a word. */
function wholeOf(html: Html): string {
  return parseHtml(html)
    .map(({ text, tags }) => {
      const href = tags.find(({ name }) => name === 'a')?.href
      return href && href !== text ? `${text} (${href})` : text
    })
    .join('')
}
