import { sql } from '@payloadcms/db-postgres'
import type { Draft } from '../src/domain/draft'
import type { Html, Incoming, Screen } from '../src/domain/screen'
import type { InTransaction } from '../src/database/transaction'
import { isClaimed, markDone, type Waiting } from './inbox/table'

/** A running dialog: which, where in it, and what has been said so far. */
export type Dialog = { name: DialogName; step: string; draft: unknown }

type DialogName =
  | 'sign-in'
  | 'new-ticket'
  | 'find-ticket'
  | 'article-search'
  | 'conversation'
  | 'which-ticket'
  | 'closing'
  | 'rating'

/**
 * A screen; with `keepFor` its message stays in the chat as the receipt of that ticket. `live` is the
 * part of the text that is a ticket's card: brought up to date where it stands.
 */
export type Shown = Screen & { keepFor?: string; live?: Html }

/** The row of `bot_chats`: what the bot knows of a chat. */
export type Chat = {
  id: number
  consentVersion: string | null
  dialog: Dialog | null
  savedDraft: Draft | null
  /** Counts steps: a press made for an earlier one is stale. */
  turn: number
  place: string
  screen: Shown | null
  message: number | null
}

export type User = {
  id: string
  employee: string
  name: string
  firstName: string
  email: string
  department: string | null
  post: string | null
  role: string
  state: 'active' | 'dismissed' | 'locked' | 'signedOut' | 'blocked'
  sessionOpen: boolean
  /** Naumen's last good answer is younger than the grace time. */
  verified: boolean
  sessionExpiresAt: string
  /** Written down within the last minutes. */
  seen: boolean
}

export type Known = { chat: Chat; user: User | null; revision: number }

/**
 * Claims the update, locks the chat until the transaction ends, so that its updates are handled one by
 * one, and reads who is bound to it and how fresh what the bot says is: all in one round trip.
 * @returns null when the update is not this transaction's to answer
 */
export async function lockChat(
  tx: InTransaction,
  update: Waiting,
  incoming: Incoming,
  graceHours: number,
): Promise<Known | null> {
  const person = JSON.stringify(incoming.person)
  const known = sql`
    SELECT chat_id::float8 AS id, consent_version AS "consentVersion", dialog,
      saved_draft AS "savedDraft", turn::float8 AS turn, place, screen,
      message_id::float8 AS message, person = ${person}::jsonb AS "samePerson",
      (SELECT revision::float8 FROM content_revision) AS revision,
      -- false when it was waited for: then all but the row itself was read too early
      turn = (SELECT turn FROM bot_chats WHERE chat_id = ${incoming.chat}) AS settled,
      ${userOf(incoming, graceHours)} AS user
    FROM bot_chats WHERE chat_id = ${incoming.chat}`
  type Row = Chat & Omit<Known, 'chat'> & { samePerson: boolean; settled: boolean }
  const [row] = await tx.rows<Row>(sql`WITH claimed AS (${markDone(update)})
    ${known} AND EXISTS (SELECT FROM claimed) FOR UPDATE OF bot_chats`)
  if (row?.samePerson) {
    const user = row.settled ? row.user : await readUser(tx, incoming, graceHours)
    return { chat: row, user, revision: row.revision }
  }
  if (!row && !(await isClaimed(tx, update))) return null
  await tx.rows(sql`INSERT INTO bot_chats (chat_id, person)
    VALUES (${incoming.chat}, ${person}::jsonb)
    ON CONFLICT (chat_id) DO UPDATE SET person = EXCLUDED.person`)
  const [fresh] = await tx.rows<Row>(known)
  return fresh ? { chat: fresh, user: fresh.user, revision: fresh.revision } : null
}

/** The user bound to the person who writes. */
export async function readUser(
  tx: InTransaction,
  incoming: Incoming,
  graceHours: number,
): Promise<User | null> {
  const [row] = await tx.rows<{ user: User | null }>(
    sql`SELECT ${userOf(incoming, graceHours)} AS user`,
  )
  return row?.user ?? null
}

const userOf = (incoming: Incoming, graceHours: number) => sql`
  (SELECT jsonb_build_object('id', id, 'employee', employee, 'name', name,
      'firstName', coalesce(first_name, name), 'email', email, 'department', department,
      'post', post, 'role', role, 'state', state,
      'seen', coalesce(last_seen_at > now() - interval '5 minutes' AND NOT bot_blocked, false),
      'sessionOpen', coalesce(session_expires_at > now(), false),
      'verified', coalesce(checked_at > now() - make_interval(secs => ${graceHours * 3600}), false),
      'sessionExpiresAt', session_expires_at)
    FROM users WHERE telegram_id = ${incoming.person.id})`

export type Change = {
  screen: Shown
  dialog: Dialog | null
  turn: number
  place: string
  savedDraft: Draft | null
  consentVersion: string | null
  /** Stand at the bottom of the chat, as after something typed. */
  fresh: boolean
  /** Seconds to wait for what belongs together (an album) before drawing. */
  settle: number
}

/** A screen that is the caller's to draw, until the lease ends. */
export type Undrawn = {
  screen: Shown
  revision: string
  message: number | null
  hasPicture: boolean
  fresh: boolean
  failures: number
}

/** Short, because a crash leaves it behind; whoever draws for longer renews it. */
export const leaseSeconds = 6

/** @returns the screen to be drawn after the commit; null when another is drawing or it must settle */
export async function saveChat(
  tx: InTransaction,
  chat: Chat,
  change: Change,
): Promise<Undrawn | null> {
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value))
  const [saved] = await tx.rows<Undrawn & { mine: boolean }>(sql`
    UPDATE bot_chats SET
      dialog = ${json(change.dialog)}::jsonb,
      saved_draft = ${json(change.savedDraft)}::jsonb,
      turn = ${change.turn},
      place = ${change.place},
      consent_version = ${change.consentVersion},
      consented_at = CASE WHEN consent_version IS DISTINCT FROM ${change.consentVersion}
        THEN now() ELSE consented_at END,
      screen = ${json(change.screen)}::jsonb,
      screen_revision = screen_revision + 1,
      fresh_revision = CASE WHEN ${change.fresh} THEN screen_revision + 1 ELSE fresh_revision END,
      draw_after = now() + make_interval(secs => ${change.settle}),
      drawing_until = CASE WHEN ${change.settle} = 0 AND coalesce(drawing_until < now(), true)
        THEN now() + make_interval(secs => ${leaseSeconds}) ELSE drawing_until END,
      updated_at = now()
    WHERE chat_id = ${chat.id}
    RETURNING ${toBeDrawn},
      coalesce(drawing_until = now() + make_interval(secs => ${leaseSeconds}), false) AS mine`)
  return saved?.mine ? saved : null
}

/** Columns of `bot_chats` as an `Undrawn`. */
export const toBeDrawn = sql`screen, screen_revision AS revision, message_id::float8 AS message,
  message_has_picture AS "hasPicture", fresh_revision > drawn_revision AS fresh,
  draw_failures AS failures`

/** Draw again what stands already: a stale press came from a message that is not the screen. */
export async function repaint(tx: InTransaction, chat: Chat): Promise<void> {
  await tx.rows(sql`
    UPDATE bot_chats SET screen_revision = screen_revision + 1,
      fresh_revision = screen_revision + 1, draw_after = now()
    WHERE chat_id = ${chat.id}`)
}

/** Another text in the message that stands, without a move of the person's; the sweep draws it. */
export async function redraw(tx: InTransaction, chat: number, screen: Shown): Promise<void> {
  await tx.rows(sql`
    UPDATE bot_chats SET screen = ${JSON.stringify(screen)}::jsonb,
      screen_revision = screen_revision + 1, draw_after = now() - interval '1 second'
    WHERE chat_id = ${chat}`)
}
