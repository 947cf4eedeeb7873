import { sql } from '@payloadcms/db-postgres'
import type { SQL } from 'drizzle-orm'
import type { Payload } from 'payload'
import { inTransaction, rows } from '../src/database/transaction'
import { failpoint } from '../src/failpoint'
import type { Log } from '../src/log'
import type { Queue } from '../src/queue'
import type { Telegram } from '../src/telegram/api'
import { drawScreen, type Picture } from '../src/telegram/draw'
import { TelegramRefused, TelegramUnreachable } from '../src/telegram/errors'
import { leaseSeconds, toBeDrawn, type Undrawn } from './chat'

export type Drawer = ReturnType<typeof createDrawer>

export type DrawerDeps = {
  payload: Payload
  queue: Queue
  telegram: Telegram
  loadPicture(id: string): Promise<Picture | null>
  log: Log
}

/**
 * Brings phones to what the database says should stand on them. The screen is state: whoever comes
 * first draws the newest revision, one at a time per chat (a lease on the row), and looks again
 * afterwards. What a crash leaves undrawn is found by the sweep.
 */
export function createDrawer(deps: DrawerDeps) {
  const drawing = new Set<Promise<void>>()
  const later = new Set<NodeJS.Timeout>()
  let sweeping: NodeJS.Timeout | undefined

  function draw(chat: number, undrawn: Undrawn | null = null) {
    const job = drawChat(deps, chat, undrawn, drawLater)
      .catch((error: unknown) => deps.log.warn({ err: error }, 'A screen could not be drawn'))
      .finally(() => drawing.delete(job))
    drawing.add(job)
  }

  function drawLater(chat: number, milliseconds: number) {
    const timer = setTimeout(() => {
      later.delete(timer)
      draw(chat)
    }, milliseconds)
    later.add(timer)
  }

  return {
    draw,
    /** Every second: chats whose drawing was left undone by a crash or an outage. */
    startSweep() {
      const sweep = () =>
        undrawnChats(deps.payload)
          .then((chats) => chats.forEach((chat) => draw(chat)))
          .catch((error: unknown) => deps.log.warn({ err: error }, 'The sweep of screens failed'))
      sweeping = setInterval(() => void sweep(), 1000)
    },
    async stop() {
      clearInterval(sweeping)
      later.forEach(clearTimeout)
      await Promise.all(drawing)
    },
  }
}

/** Left alone for a moment, so that the sweep does not race those who have just committed. */
async function undrawnChats(payload: Payload): Promise<number[]> {
  const found = await rows<{ chat: number }>(
    payload,
    sql`SELECT chat_id::float8 AS chat FROM bot_chats
      WHERE drawn_revision < screen_revision AND draw_after < now() - interval '1 second'
        AND (drawing_until IS NULL OR drawing_until < now())
      ORDER BY draw_after LIMIT 50`,
  )
  return found.map((row) => row.chat)
}

type Later = (chat: number, milliseconds: number) => void

async function drawChat(
  deps: DrawerDeps,
  chat: number,
  mine: Undrawn | null,
  drawLater: Later,
): Promise<void> {
  for (let next = mine; ; next = null) {
    const undrawn = next ?? (await claim(deps.payload, chat))
    if (!undrawn) return
    if ('wait' in undrawn) return undrawn.wait > 0 ? drawLater(chat, undrawn.wait) : undefined
    const again = await drawOnce(deps, chat, undrawn)
    if (!again) return
  }
}

async function claim(payload: Payload, chat: number): Promise<Undrawn | { wait: number } | null> {
  const [mine] = await rows<Undrawn>(
    payload,
    sql`UPDATE bot_chats SET drawing_until = now() + make_interval(secs => ${leaseSeconds})
      WHERE chat_id = ${chat} AND drawn_revision < screen_revision AND draw_after <= now()
        AND (drawing_until IS NULL OR drawing_until < now())
      RETURNING ${toBeDrawn}`,
  )
  if (mine) return mine
  const [waiting] = await rows<{ wait: number }>(
    payload,
    sql`SELECT ceil(extract(epoch FROM draw_after - now()) * 1000)::float8 AS wait FROM bot_chats
      WHERE chat_id = ${chat} AND drawn_revision < screen_revision AND drawing_until IS NULL`,
  )
  return waiting ?? null
}

async function drawOnce(deps: DrawerDeps, chat: number, undrawn: Undrawn): Promise<boolean> {
  const { screen, message, hasPicture, fresh } = undrawn
  const { loadPicture } = deps
  const renewing = setInterval(() => void renew(deps, chat), (leaseSeconds * 1000) / 2)
  let again = false
  failpoint('screen-claimed')
  try {
    await drawScreen(deps.telegram.api, {
      chat,
      message,
      messageHasPicture: hasPicture,
      fresh,
      screen,
      loadPicture,
      async stands(drawn) {
        clearInterval(renewing)
        failpoint('screen-drawn')
        again = await finish(deps, chat, undrawn, drawn)
      },
    })
    return again
  } catch (error) {
    return refusedOrLater(deps, chat, undrawn, error)
  } finally {
    clearInterval(renewing)
  }
}

/** Telegram is slow: nobody else shall draw the same meanwhile. */
async function renew({ payload, log }: DrawerDeps, chat: number): Promise<void> {
  try {
    await rows(
      payload,
      sql`UPDATE bot_chats SET drawing_until = now() + make_interval(secs => ${leaseSeconds})
        WHERE chat_id = ${chat} AND drawing_until IS NOT NULL`,
    )
  } catch (error) {
    log.info({ err: error }, 'A drawing could not be kept for oneself')
  }
}

type Stood = { message: number; hasPicture: boolean }

async function finish(
  deps: DrawerDeps,
  chat: number,
  { screen, revision }: Undrawn,
  drawn: Stood,
): Promise<boolean> {
  const update = drawnNow(chat, revision, screen.keepFor ? null : drawn.message, drawn.hasPicture)
  if (screen.keepFor) return finishReceipt(deps, chat, update, screen.keepFor, drawn)
  const [row] = await rows<{ again: boolean }>(deps.payload, update)
  return row ? row.again : overtaken(deps, chat, drawn)
}

/** Nothing when this revision counts as drawn already: another drew it, or the chat was ended. */
const drawnNow = (chat: number, revision: string, message: number | null, hasPicture: boolean) =>
  sql`UPDATE bot_chats SET drawn_revision = ${revision}::bigint,
      drawing_until = NULL, draw_failures = 0,
      message_id = ${message}, message_has_picture = ${hasPicture}
    WHERE chat_id = ${chat} AND drawn_revision < ${revision}::bigint
    RETURNING screen_revision > drawn_revision AS again`

/**
 * What was drawn has been overtaken meanwhile. Unless it is the message that should stand there, it
 * goes away again: it may be the screen of somebody whose access has just ended.
 */
function overtaken({ payload, queue }: DrawerDeps, chat: number, { message }: Stood) {
  return inTransaction(payload, async (tx) => {
    const [row] = await tx.rows<{ again: boolean; stands: boolean }>(sql`
      UPDATE bot_chats SET drawing_until = NULL WHERE chat_id = ${chat}
      RETURNING screen_revision > drawn_revision AS again, message_id = ${message}
        OR EXISTS (SELECT FROM tickets WHERE receipt_chat = ${chat} AND receipt_message = ${message})
        AS stands`)
    if (!row?.stands)
      await queue.send(tx.db, 'notify', { chat, replaces: message }, { key: String(chat) })
    return row?.again ?? false
  })
}

/**
 * The message stays as the ticket's receipt; whatever has happened to the ticket meanwhile is
 * written into it by a job.
 */
async function finishReceipt(
  deps: DrawerDeps,
  chat: number,
  update: SQL,
  ticket: string,
  drawn: Stood,
): Promise<boolean> {
  const { payload, queue } = deps
  const row = await inTransaction(payload, async (tx) => {
    const [finished] = await tx.rows<{ again: boolean }>(update)
    if (!finished) return null
    await tx.rows(sql`UPDATE tickets SET receipt_chat = ${chat}, receipt_message = ${drawn.message}
      WHERE id = ${ticket} AND receipt_message IS NULL`)
    // A reply to it belongs to the ticket
    await tx.rows(sql`INSERT INTO phone_messages (chat_id, message_id, ticket)
      VALUES (${chat}, ${drawn.message}, ${ticket}) ON CONFLICT DO NOTHING`)
    await queue.send(tx.db, 'draw-receipt', { ticket }, { key: String(chat) })
    return finished
  })
  return row ? row.again : overtaken(deps, chat, drawn)
}

/** Blocked or refused for good: there is nothing to draw on. Otherwise the sweep tries again. */
async function refusedOrLater(
  { payload, log }: DrawerDeps,
  chat: number,
  { revision, failures }: Undrawn,
  error: unknown,
): Promise<boolean> {
  const refused = error instanceof TelegramRefused
  if (refused && error.reason === 'blocked')
    await rows(payload, sql`UPDATE users SET bot_blocked = true WHERE chat_id = ${chat}`)
  if (refused) {
    log.warn({ err: error }, 'Telegram refused a screen')
    await rows(
      payload,
      sql`UPDATE bot_chats SET drawn_revision = ${revision}, drawing_until = NULL
      WHERE chat_id = ${chat}`,
    )
    return false
  }
  const asked = error instanceof TelegramUnreachable ? error.retryAfter : undefined
  const wait = asked ?? Math.min(60, 2 ** failures)
  await rows(
    payload,
    sql`UPDATE bot_chats SET drawing_until = NULL,
      draw_failures = draw_failures + 1, draw_after = now() + make_interval(secs => ${wait})
    WHERE chat_id = ${chat}`,
  )
  log.info({ err: error }, 'A screen will be drawn later')
  return false
}
