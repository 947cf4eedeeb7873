import { sql } from '@payloadcms/db-postgres'
import { type InTransaction, rows } from '../../src/database/transaction'
import {
  isActedOn,
  openButton,
  type StandingPost,
  statusButtons,
  statusHtml,
  type StatusPost,
  statusPostFor,
} from '../../src/domain/status-post'
import type { StatusChange } from '../../src/domain/ticket-event'
import { failpoint } from '../../src/failpoint'
import { deliver, editButtons, editMessage, removeMessage } from '../../src/telegram/deliver'
import { TelegramRefused } from '../../src/telegram/errors'
import { reachPerson } from '../reach/person'
import { phoneMessage, settled } from './message'
import { type TellDeps, type Telling } from './telling'

type Post = StandingPost & { chat: number; message: number }
type Untold = { id: number; change: StatusChange }
/** A post another has taken the place of: removed, or only robbed of its buttons. */
type Outdated = { message: number; remove: boolean }

/** Seconds within which changes count as one burst. */
const burst = 30

/** Tells a change of status, with all that follow it before anything else happened. */
export async function tellStatus(telling: Telling): Promise<void> {
  const run = await readRun(telling)
  const post = await readPost(telling)
  const shown = run.filter(({ change }) => change.notify !== 'off')
  if (shown.length) await tellChanges(telling, run, shown, post)
  else await telling.keep((tx) => keepQuiet(tx, telling, run, post))
  await tidyPosts(telling.deps, telling.ticket.id, telling.chat)
}

async function tellChanges(telling: Telling, run: Untold[], shown: Untold[], post: Post | null) {
  const { isRated, ratingAsked } = telling.ticket
  const changes = shown.map(({ change }) => change)
  const next = statusPostFor(changes, post, !isRated && !ratingAsked)
  const message = await telling.reach(() => show(telling, next, post))
  await telling.keep(async (tx) => {
    await tx.rows(phoneMessage(telling, { message, part: 'status' }))
    await tx.rows(standingPost(telling, message, next, outdatedBy(telling, message, post)))
    if (next.asksRating)
      await tx.rows(sql`UPDATE tickets SET rating_asked_at = coalesce(rating_asked_at, now())
        WHERE id = ${telling.ticket.id}`)
    await settleRun(tx, run, shown)
  })
  failpoint('tell-kept')
}

/** @returns the message it stands in */
async function show(telling: Telling, next: StatusPost, post: Post | null): Promise<number> {
  const { deps, ticket, chat, say } = telling
  const { api } = deps.telegram
  const shown = {
    chat,
    html: statusHtml(ticket, next, say),
    rows: statusButtons(ticket, next, say),
  }
  if (next.how === 'edit' && post) {
    try {
      await editMessage(api, { ...shown, message: post.message })
      return post.message
    } catch (error) {
      if (!(error instanceof TelegramRefused) || error.reason !== 'gone') throw error
    }
  }
  return deliver(api, { ...shown, silent: next.silent })
}

/** The untold changes from this one on, up to whatever else happened. */
async function readRun({ deps, ticket, row }: Telling): Promise<Untold[]> {
  const found = await rows<{ id: number; data: StatusChange }>(
    deps.payload,
    sql`SELECT id::float8, data FROM ticket_events e
      WHERE ticket = ${ticket.id} AND told_at IS NULL AND kind = 'status' AND id >= ${row.id}
        AND NOT EXISTS (SELECT FROM ticket_events other
          WHERE other.ticket = e.ticket AND other.told_at IS NULL AND other.kind <> 'status'
            AND other.id BETWEEN ${row.id} AND e.id)
      ORDER BY id`,
  )
  return found.map(({ id, data }) => ({ id, change: data }))
}

/** Below a message about the ticket that came since, nothing is written into the post any more. */
async function readPost({ deps, ticket, chat }: Telling): Promise<Post | null> {
  const [post] = await rows<Post>(
    deps.payload,
    sql`SELECT chat_id::float8 AS chat, message_id::float8 AS message, changes,
        chat_id = ${chat} AND at > now() - make_interval(secs => ${burst}) AND NOT EXISTS (
          SELECT FROM phone_messages below WHERE below.ticket = status_posts.ticket
            AND below.chat_id = ${chat} AND below.message_id > status_posts.message_id) AS fresh
      FROM status_posts WHERE ticket = ${ticket.id}`,
  )
  return post ?? null
}

function outdatedBy({ chat }: Telling, message: number, post: Post | null): Outdated[] {
  if (!post || post.chat !== chat || post.message === message) return []
  if (post.fresh) return [{ message: post.message, remove: true }]
  return isActedOn(post.changes) ? [{ message: post.message, remove: false }] : []
}

const standingPost = (
  { ticket, chat }: Telling,
  message: number,
  { changes }: StatusPost,
  outdated: Outdated[],
) => sql`INSERT INTO status_posts (ticket, chat_id, message_id, changes, outdated)
  VALUES (${ticket.id}, ${chat}, ${message}, ${JSON.stringify(changes)}::jsonb,
    ${JSON.stringify(outdated)}::jsonb)
  ON CONFLICT (ticket) DO UPDATE SET chat_id = EXCLUDED.chat_id, message_id = EXCLUDED.message_id,
    changes = EXCLUDED.changes, at = now(), outdated = CASE
      WHEN status_posts.chat_id = EXCLUDED.chat_id THEN status_posts.outdated ELSE '[]' END
      || EXCLUDED.outdated`

/** Nothing is said, but what stands there may not be acted on any more. */
async function keepQuiet(tx: InTransaction, telling: Telling, run: Untold[], post: Post | null) {
  await settleRun(tx, run, [])
  if (!post || post.chat !== telling.chat || !isActedOn(post.changes)) return
  if (run.at(-1)?.change.status === post.changes.at(-1)?.status) return
  const outdated = JSON.stringify([{ message: post.message, remove: false }])
  await tx.rows(sql`UPDATE status_posts SET outdated = outdated || ${outdated}::jsonb
    WHERE ticket = ${telling.ticket.id}`)
}

async function settleRun(tx: InTransaction, run: Untold[], shown: Untold[]) {
  const last = shown.at(-1)
  const merged = shown.slice(0, -1).map(({ id }) => id)
  const off = run.filter((one) => !shown.includes(one)).map(({ id }) => id)
  if (last) await tx.rows(settled('told', [last.id]))
  if (merged.length) await tx.rows(settled('merged', merged))
  if (off.length) await tx.rows(settled('off', off))
}

/** Takes away posts, or their buttons, that a later post has taken the place of. */
export async function tidyPosts(deps: TellDeps, ticket: string, chat?: number): Promise<void> {
  const [post] = await rows<{ chat: number; outdated: Outdated[] }>(
    deps.payload,
    sql`SELECT chat_id::float8 AS chat, outdated FROM status_posts
      WHERE ticket = ${ticket} AND outdated <> '[]'`,
  )
  if (!post || (chat !== undefined && post.chat !== chat)) return
  const rowsLeft = [[openButton(ticket, await deps.texts())]]
  const { api } = deps.telegram
  for (const { message, remove } of post.outdated)
    await reachPerson(deps, post.chat, async () => {
      if (remove && (await removeMessage(api, post.chat, message))) return
      await editButtons(api, { chat: post.chat, message, rows: rowsLeft })
    })
  await rows(
    deps.payload,
    sql`UPDATE status_posts SET outdated = '[]'
      WHERE ticket = ${ticket} AND outdated = ${JSON.stringify(post.outdated)}::jsonb`,
  )
}
