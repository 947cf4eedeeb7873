import { randomUUID } from 'node:crypto'
import { sql } from '@payloadcms/db-postgres'
import type { Update } from 'grammy/types'
import type { Payload } from 'payload'
import { afterAll, beforeAll, expect, vi } from 'vitest'
import { startPayload } from '../collections/test-database'
import { rows } from '../src/database/transaction'
import { emptyDraft } from '../src/domain/draft'
import { signInKey } from '../src/domain/sign-in'
import { createLogger } from '../src/log'
import { createQueue, type Queue } from '../src/queue'
import type { Telegram } from '../src/telegram/api'
import type { Dialog } from './chat'
import { createContent } from './content'
import { answerUpdate } from './inbox/answer-update'
import { createInbox, type Inbox } from './inbox'
import { keepUpdates, type Waiting } from './inbox/table'
import type { InboxDeps } from './world'

export const botId = 1_000_000_001
const drawn: number[] = []
export const said: number[] = []
/** Whoever imports this file has an inbox at work on a database of its own. */
export let payload: Payload
let stopPayload: () => Promise<void>
let queue: Queue
export let inbox: Inbox
let update = 500
export const nextUpdate = () => update++
let nextPerson = 9001

beforeAll(async () => {
  const started = await startPayload()
  payload = started.payload
  stopPayload = started.stop
  const connectionString = process.env.DATABASE_URL ?? ''
  queue = createQueue({ connectionString, role: 'worker', onError: () => undefined })
  await queue.start()
  inbox = startInbox()
}, 120_000)

afterAll(async () => {
  await inbox?.stop()
  await queue?.stop()
  await stopPayload?.()
}, 60_000)

const deafTelegram = {
  api: {
    answerCallbackQuery: async () => true,
    sendMessage: async (chat: number) => {
      said.push(chat)
      return { message_id: 1 }
    },
    leaveChat: async () => true,
  },
} as unknown as Telegram

export const log = createLogger('silent', 'test')

export const deps = (): InboxDeps => ({
  payload,
  queue,
  telegram: deafTelegram,
  settings: {
    botId,
    signInKey: signInKey('a secret of tests'),
    sessionDays: 90,
    graceHours: 24,
    timeZone: 'Europe/Moscow',
    alertEmail: null,
  },
  contentAt: createContent(payload),
  drawer: {
    draw: (chat) => void drawn.push(chat),
    startSweep: () => undefined,
    stop: async () => undefined,
  },
  log,
  onUnknown: () => undefined,
})

/** What one process has of the inbox. */
export function startInbox(): Inbox {
  const all = deps()
  const answer = (update: Waiting) => answerUpdate(all, update)
  return createInbox({ payload, botId, people: 40, answer, log })
}

export const person = (id: number) => ({ id, is_bot: false, first_name: 'Иван' })

/** One message of a person's private chat; its number is the update's. */
export function message(from: number, text: string): Update {
  const update_id = nextUpdate()
  const chat = { id: from, type: 'private' as const, first_name: 'Иван' }
  return { update_id, message: { message_id: update_id, date: 1, chat, from: person(from), text } }
}

export const receive = (...updates: Update[]) => inbox.receive(updates)
/** As the webhook does it in another process. */
export const keep = (...updates: Update[]) => keepUpdates(payload, botId, updates, false)
export const allOf = <T>(query: ReturnType<typeof sql>) => rows<T>(payload, query)

export const rowOf = async ({ update_id: id }: Update) =>
  (
    await allOf<{ done: boolean; body: object | null }>(
      sql`SELECT done_at IS NOT NULL AS done, body FROM inbox WHERE update_id = ${id}`,
    )
  )[0]
export const handled = (...updates: Update[]) =>
  vi.waitFor(
    async () => {
      for (const update of updates) expect((await rowOf(update))?.done).toBe(true)
    },
    { timeout: 15_000, interval: 100 },
  )

type ChatRow = {
  dialog: Dialog | null
  saved: { parts: { text: string }[] } | null
  revision: number
  text: string
}
export async function chatOf(id: number): Promise<ChatRow | undefined> {
  const [row] = await allOf<ChatRow>(sql`SELECT dialog, saved_draft AS saved,
    screen_revision::int AS revision, screen->>'text' AS text FROM bot_chats WHERE chat_id = ${id}`)
  return row
}
export const partsOf = (chat: ChatRow | undefined) => {
  const { draft } = chat?.dialog?.draft as { draft: { parts: { text: string }[] } }
  return draft.parts.map(({ text }) => text)
}

/** Somebody signed in who is describing what has happened. */
export async function describing(): Promise<number> {
  const id = nextPerson++
  await payload.create({
    collection: 'users',
    overrideAccess: true,
    data: {
      employee: `employee$${id}`,
      name: 'Петров Иван',
      firstName: 'Иван',
      email: `p${id}@company.ru`,
      login: `p${id}`,
      role: 'employee',
      state: 'active',
      telegramId: id,
      chatId: id,
    },
  })
  await allOf(sql`UPDATE users SET checked_at = now(), session_expires_at = now() + interval '1 day'
    WHERE telegram_id = ${id}`)
  const draft = { draft: emptyDraft(randomUUID()) }
  const dialog = JSON.stringify({ name: 'new-ticket', step: 'description', draft })
  await allOf(sql`INSERT INTO bot_chats (chat_id, dialog, consent_version)
    VALUES (${id}, ${dialog}::jsonb, '1')`)
  return id
}
