import { randomUUID } from 'node:crypto'
import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startPayload } from '../collections/test-database'
import { createFile, findBytes } from '../src/database/file-bytes'
import { connectionOf, inTransaction, rows } from '../src/database/transaction'
import { createPurge } from './purge'

let world: Awaited<ReturnType<typeof startPayload>>
let payload: Payload

beforeAll(async () => {
  world = await startPayload()
  payload = world.payload
})

afterAll(() => world.stop())

async function ticket(days: { doneAgo?: number; closedAgo?: number }): Promise<string> {
  const user = await payload.create({
    collection: 'users',
    overrideAccess: true,
    data: {
      employee: `employee$${randomUUID()}`,
      name: 'Петров Иван',
      email: `${randomUUID()}@company.ru`,
      role: 'employee',
      state: 'active',
    },
  })
  const id = randomUUID()
  await rows(
    payload,
    sql`INSERT INTO tickets (id, number, user_id, status, text, hand_over_state, hand_over_done_at, closed_at)
      VALUES (${id}, ${id}, ${user.id}, 'closed', 'Слова сотрудника', 'done',
        now() - make_interval(days => ${days.doneAgo ?? 0}),
        now() - make_interval(days => ${days.closedAgo ?? 0}))`,
  )
  return id
}

const bytesOf = async (ticketId: string) => {
  const [file] = await rows<{ filename: string }>(
    payload,
    sql`SELECT filename FROM files WHERE ticket_id = ${ticketId}`,
  )
  return findBytes(connectionOf(payload), file?.filename ?? '')
}

const withFile = (ticketId: string, source: 'employee' | 'engineer' = 'employee') =>
  inTransaction(payload, ({ req }) =>
    createFile(req, {
      name: 'журнал.txt',
      mime: 'text/plain',
      bytes: Buffer.from('содержимое'),
      source,
      ticket: ticketId,
    }),
  )

test('attachments lose their bytes a month after the hand-over, not before', async () => {
  const [old, recent] = [await ticket({ doneAgo: 31 }), await ticket({ doneAgo: 29 })]
  await withFile(old)
  await withFile(recent)
  await createPurge({ payload })()
  expect(await bytesOf(old)).toBeNull()
  expect((await bytesOf(recent))?.toString()).toBe('содержимое')
})

test('a file that came to a machine whose clock is months behind is not taken for an old one', async () => {
  const recent = await ticket({})
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2020-01-01T00:00:00.000Z') })
  await withFile(recent, 'engineer').finally(() => vi.useRealTimers())
  await createPurge({ payload })()
  expect((await bytesOf(recent))?.toString()).toBe('содержимое')
})

test('a file of an engineer loses its bytes a month after it came', async () => {
  const [old, recent] = [await ticket({}), await ticket({})]
  const file = await withFile(old, 'engineer')
  await withFile(recent, 'engineer')
  await rows(
    payload,
    sql`UPDATE files SET created_at = now() - interval '31 days' WHERE id = ${file}`,
  )
  await createPurge({ payload })()
  expect(await bytesOf(old)).toBeNull()
  expect((await bytesOf(recent))?.toString()).toBe('содержимое')
})

test('a file of the conversation is kept by when its own message was handed over', async () => {
  const old = await ticket({ doneAgo: 90 })
  const kept: Record<string, Buffer | null> = {}
  for (const [state, doneAgo] of [
    ['waiting', null],
    ['done', 29],
    ['done', 31],
  ] as const) {
    const file = await withFile(old)
    await rows(
      payload,
      sql`WITH message AS (INSERT INTO messages (ticket_id, direction, hand_over_state, hand_over_done_at)
            VALUES (${old}, 'fromEmployee', ${state}, now() - make_interval(days => ${doneAgo}::int))
            RETURNING id)
          INSERT INTO messages_rels ("order", parent_id, path, files_id)
          SELECT 1, id, 'files', ${file} FROM message`,
    )
    await createPurge({ payload })()
    const [{ filename } = { filename: '' }] = await rows<{ filename: string }>(
      payload,
      sql`SELECT filename FROM files WHERE id = ${file}`,
    )
    kept[`${state} ${doneAgo}`] = await findBytes(connectionOf(payload), filename)
  }
  expect(Object.entries(kept).map(([which, bytes]) => [which, bytes !== null])).toEqual([
    ['waiting null', true],
    ['done 29', true],
    ['done 31', false],
  ])
})

test('what an employee wrote goes a year after the closing, the request stays listed', async () => {
  const [old, recent] = [await ticket({ closedAgo: 366 }), await ticket({ closedAgo: 364 })]
  await createPurge({ payload })()
  const texts = await rows<{ id: string; text: string | null }>(
    payload,
    sql`SELECT id, text FROM tickets WHERE id IN (${old}, ${recent})`,
  )
  expect(texts.find(({ id }) => id === old)?.text).toBeNull()
  expect(texts.find(({ id }) => id === recent)?.text).toBe('Слова сотрудника')
})

test('a draft nobody came back to goes after a month', async () => {
  const draft = JSON.stringify({
    key: randomUUID(),
    parts: [{ message: 1, text: 'да' }],
    files: [],
  })
  await rows(
    payload,
    sql`INSERT INTO bot_chats (chat_id, saved_draft, updated_at) VALUES
      (1, ${draft}::jsonb, now() - interval '31 days'), (2, ${draft}::jsonb, now())`,
  )
  await createPurge({ payload })()
  const left = await rows<{ chat: number }>(
    payload,
    sql`SELECT chat_id::int AS chat FROM bot_chats WHERE saved_draft IS NOT NULL`,
  )
  expect(left).toEqual([{ chat: 2 }])
})

test('an answered update is known for two days, one that waits stays', async () => {
  await rows(
    payload,
    sql`INSERT INTO inbox (bot_id, update_id, person, done_at) VALUES
      (1, 1, 1, now() - interval '3 days'), (1, 2, 1, now() - interval '1 day'), (1, 3, 1, NULL)`,
  )
  await createPurge({ payload })()
  const left = await rows(payload, sql`SELECT update_id::int AS id FROM inbox ORDER BY 1`)
  expect(left).toEqual([{ id: 2 }, { id: 3 }])
})
