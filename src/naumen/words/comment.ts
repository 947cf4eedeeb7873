import { booleanOf, linkOf, type NaumenObject, type Person, textOf, uuidOf } from './value'

/** By these a change of a comment is seen; `text` where comments have no date of their own. */
export const commentGlanceAttributes = 'UUID,source,private,lastModifiedDate,files'.split(',')
export const wholeCommentAttributes = [...commentGlanceAttributes, 'text', 'author', 'creationDate']

export type Comment = {
  uuid: string
  /** UUID of the service call it stands on. */
  source: string
  /** Null when Naumen does not tell: it is not shown to anybody then. */
  isPrivate: boolean | null
  modified: string
  /** HTML; null when it was not asked for. */
  text: string | null
  author: Person | null
  created: string
  /** UUIDs of its files. */
  files: string[]
}

export function readComment(raw: NaumenObject): Comment {
  const author = linkOf(raw.author)
  const files = Array.isArray(raw.files) ? raw.files : []
  return {
    uuid: textOf(raw.UUID),
    source: uuidOf(raw.source),
    isPrivate: booleanOf(raw.private),
    modified: textOf(raw.lastModifiedDate),
    text: raw.text === undefined ? null : textOf(raw.text),
    author: author.UUID ? { uuid: textOf(author.UUID), name: textOf(author.title) } : null,
    created: textOf(raw.creationDate),
    files: files.map(uuidOf).filter(Boolean),
  }
}

export const bySources = (uuids: string[]) => ({ source: uuids })

export const bySource = (uuid: string) => ({ source: uuid })

export type NewComment = {
  /** UUID of the service call. */
  source: string
  /** HTML. */
  text: string
  /** UUID of an employee; without one, the owner of our key. */
  author?: string
  private: boolean
}

export const commentBody = ({ source, text, author, private: isPrivate }: NewComment) => ({
  source,
  text,
  ...(author ? { author } : {}),
  private: isPrivate,
})

/** A comment as it is compared with what we have said. */
export type PostedComment = {
  uuid: string
  author: string
  html: string
  private: boolean
  at: Date | null
}

export const commentAttributes = 'UUID,author,text,private,creationDate'

export const readPostedComment = (
  raw: NaumenObject,
  readDate: (text: unknown) => Date | null,
): PostedComment => ({
  uuid: textOf(raw.UUID),
  author: uuidOf(raw.author),
  html: textOf(raw.text),
  private: raw.private === true,
  at: readDate(raw.creationDate),
})
