import { createHash } from 'node:crypto'

import { sql } from '@payloadcms/db-postgres'
import type { SQL } from 'drizzle-orm'
import type { Payload } from 'payload'

import { rows } from '../../src/database/transaction'
import { readCommentHtml } from '../../src/domain/comment-html'
import type { SeenComment } from '../../src/domain/inbound'
import type { Naumen } from '../../src/naumen/client'
import { NaumenRejected } from '../../src/naumen/errors'
import type { Comment } from '../../src/naumen/words/comment'
import type { FileCard } from '../../src/naumen/words/file'
import type { ServiceCallCard } from '../../src/naumen/words/service-call-card'
import type { InboundDeps } from './deps'

/** One service call as Naumen showed it, with all that hangs on it. */
export type Look = {
  /** When the look began, by the database's clock: what was kept later is newer than this. */
  begun: string
  card: ServiceCallCard
  comments: LookedAtComment[]
  /** Comments we have that Naumen confirms to be gone. */
  gone: Set<string>
}
export type LookedAtComment = SeenComment & {
  html: string
  authorName: string
  cards: FileCard[]
}

/** A confirmation costs a call: so many at one look, the others at the next. */
const CONFIRMED_AT_MOST = 50

/** Reads these service calls whole, comments and their files too, in few calls. */
export function createLooks({ payload, naumen, readMapping }: InboundDeps) {
  return {
    /** Null when Naumen has no such service call. Finds what its lists do not show yet. */
    async at(uuid: string): Promise<Look | null> {
      const begun = await timeOf(payload)
      const card = await naumen.getCard(await readMapping(), uuid)
      if (!card) return null
      const [look] = await around(begun, [card])
      return look ?? null
    },

    /** Whoever Naumen leaves out of the list is missing here. */
    async atAll(uuids: string[]): Promise<Look[]> {
      if (!uuids.length) return []
      const begun = await timeOf(payload)
      return around(begun, await naumen.findCards(await readMapping(), uuids))
    },
  }

  async function around(begun: string, cards: ServiceCallCard[]): Promise<Look[]> {
    const uuids = cards.map(({ uuid }) => uuid)
    const listed = await unlessRefused(naumen.findComments(uuids), null)
    const missing = listed ? await missingOf(uuids, listed) : []
    const comments = [...(listed ?? []), ...missing.flatMap(({ found }) => found ?? [])]
    const open = comments.filter(({ isPrivate }) => isPrivate === false)
    const read = open.map((comment) => ({ ...comment, words: readCommentHtml(comment.text ?? '') }))
    const files = await unlessRefused(filesOf(naumen, read), [])
    const secret = comments.filter(({ isPrivate }) => isPrivate !== false).map(withoutWords)
    const seen = [...secret, ...read.map((comment) => seenOf(naumen, comment, files))]
    const gone = missing.filter(({ found }) => found === null)
    return cards.map((card) => ({
      begun,
      card,
      comments: seen.filter(({ source }) => source === card.uuid),
      gone: new Set(gone.filter(({ call }) => call === card.uuid).map(({ uuid }) => uuid)),
    }))
  }

  /** Comments we know that are in no list: to be missing there proves nothing. */
  async function missingOf(calls: string[], listed: Comment[]) {
    const there = new Set(listed.map(({ uuid }) => uuid))
    const known = await rows<{ uuid: string; call: string }>(
      payload,
      sql`SELECT m.naumen_uuid AS uuid, t.naumen_uuid AS call
          FROM messages m JOIN tickets t ON t.id = m.ticket_id
          WHERE t.naumen_uuid IN ${listOf(calls)} AND m.naumen_uuid IS NOT NULL
            AND m.direction = 'fromEngineer' AND m.deleted_at IS NULL`,
    )
    const missing = known.filter(({ uuid }) => !there.has(uuid)).slice(0, CONFIRMED_AT_MOST)
    return Promise.all(
      missing.map(async (one) => ({
        ...one,
        found: await unlessRefused(naumen.getComment(one.uuid), undefined),
      })),
    )
  }
}

/** Without the right to comments or files, statuses are told all the same. */
async function unlessRefused<T, D>(ask: Promise<T>, otherwise: D): Promise<T | D> {
  try {
    return await ask
  } catch (error) {
    if (error instanceof NaumenRejected) return otherwise
    throw error
  }
}

/** By the database's clock, to the millisecond its columns keep. */
export async function timeOf(payload: Payload): Promise<string> {
  const [row] = await rows<{ now: string }>(
    payload,
    sql`SELECT date_trunc('milliseconds', clock_timestamp())::text AS now`,
  )
  return row?.now ?? ''
}

/** Any number of values in one parameter. */
export const listOf = (values: string[]): SQL =>
  sql`(SELECT jsonb_array_elements_text(${JSON.stringify(values)}::jsonb))`

type Read = Comment & { words: ReturnType<typeof readCommentHtml> }
type Sourced = LookedAtComment & { source: string }

/** What hangs on public comments, what they name, and the pictures in their words. */
async function filesOf(naumen: Naumen, comments: Read[]): Promise<FileCard[]> {
  if (!comments.length) return []
  const on = await naumen.findFilesOn(comments.map(({ uuid }) => uuid))
  const known = new Set(on.map(({ uuid }) => uuid))
  const named = comments.flatMap(({ files, words }) => [...files, ...words.pictures])
  const others = [...new Set(named)].filter((uuid) => !known.has(uuid))
  return others.length ? [...on, ...(await naumen.findFiles(others))] : on
}

function seenOf(naumen: Naumen, comment: Read, files: FileCard[]): Sourced {
  const { uuid, source, isPrivate, modified, words, author } = comment
  const on = files.filter((file) => file.source === uuid).map((file) => file.uuid)
  const names = [...new Set([...words.pictures, ...comment.files, ...on])]
  const cards = names.flatMap((name) => files.find((file) => file.uuid === name) ?? [])
  return {
    ...{ uuid, source, isPrivate, modified, cards },
    ...{ author: author?.uuid ?? null, authorName: author?.name ?? '' },
    ...{ text: words.text, html: words.html, textHash: hashOf(comment.text) },
    created: naumen.readDate(comment.created),
    ...{ files: cards.map((card) => card.uuid), listed: comment.files },
  }
}

/** A private comment goes no further than this: nothing of it is kept in hand. */
const withoutWords = ({ uuid, source, isPrivate }: Comment): Sourced => ({
  ...{ uuid, source, isPrivate, modified: '', author: null, authorName: '', created: null },
  ...{ text: '', html: '', textHash: '', files: [], listed: [], cards: [] },
})

export const hashOf = (text: string | null) =>
  createHash('sha256')
    .update(text ?? '')
    .digest('base64url')
    .slice(0, 16)
