import { sql } from '@payloadcms/db-postgres'
import type { Payload, Where } from 'payload'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startPayload } from '../../collections/test-database'
import { foldCounts } from './kept-counts'
import { inTransaction, rows } from './transaction'

type Status = 'registered' | 'inProgress' | 'closed'

let payload: Payload
let stop: () => Promise<void>
let user: string

const asked = (query: Parameters<typeof rows>[1]) => rows<{ id: string }>(payload, query)

beforeAll(async () => {
  ;({ payload, stop } = await startPayload())
  const [made] = await asked(
    sql`INSERT INTO users (name, email, employee, state)
        VALUES ('Ёлкина Мария', 'e@blago.example', 'employee$1', 'active') RETURNING id`,
  )
  user = made?.id ?? ''
})
afterAll(() => stop?.())
beforeEach(() => asked(sql`TRUNCATE tickets CASCADE`))

let last = 0
/** That many requests in one statement. */
const file = (status: Status, many = 1) => {
  const first = last + 1
  last += many
  return asked(
    sql`INSERT INTO tickets (number, user_id, text, status, registered_at)
        SELECT 'Б-' || n, ${user}, 'Сломалось', ${status}::enum_tickets_status, now()
        FROM generate_series(${first}::int, ${last}::int) AS n RETURNING id`,
  )
}
const say = (ticket: string, text: string) =>
  asked(
    sql`INSERT INTO messages (ticket_id, direction, text, hand_over_state, sent_at)
        VALUES (${ticket}, 'fromEngineer', ${text}, 'notNeeded', now())`,
  )
const fold = () => inTransaction(payload, foldCounts)

/** As the panel's list asks, for somebody who may see it. */
async function listed(collection: 'tickets' | 'messages' | 'audit-log', where?: Where) {
  const admin = { id: user, role: 'administrator', state: 'active', collection: 'admins' } as never
  const query = { collection, limit: 1, where, user: admin, overrideAccess: false } as const
  return (await payload.find(query)).totalDocs
}
const ofStatus = (...statuses: Status[]): Where => ({
  or: [{ and: [{ status: { in: statuses } }] }],
})
const countedNow = async () => [
  await listed('tickets'),
  await listed('tickets', ofStatus('closed')),
  await listed('tickets', ofStatus('registered', 'inProgress')),
  await listed('messages'),
]

test('a list says how many there are, whatever came, changed, went or was taken back', async () => {
  expect(await countedNow()).toEqual([0, 0, 0, 0])
  const one = (await file('registered', 40)).at(-1)
  await file('closed', 5)
  const ticket = one?.id ?? ''
  await say(ticket, 'Смотрим')
  await say(ticket, 'Готово')
  expect(await countedNow()).toEqual([45, 5, 40, 2])
  await fold()
  await asked(sql`UPDATE tickets SET status = 'inProgress' WHERE id = ${ticket}`)
  await asked(sql`UPDATE tickets SET status = 'closed' WHERE number <= 'Б-11'`)
  const taken = inTransaction(payload, async (tx) => {
    await tx.rows(sql`DELETE FROM tickets WHERE status = 'closed'`)
    throw new Error('taken back')
  })
  await expect(taken).rejects.toThrow('taken back')
  const [by] = await rows<{ open: number; closed: number }>(
    payload,
    sql`SELECT count(*) FILTER (WHERE status <> 'closed')::int AS open,
          count(*) FILTER (WHERE status = 'closed')::int AS closed FROM tickets`,
  )
  expect(by?.closed).toBeGreaterThan(5)
  expect(await countedNow()).toEqual([45, by?.closed, by?.open, 2])
  await fold()
  expect(await countedNow()).toEqual([45, by?.closed, by?.open, 2])
  await asked(sql`DELETE FROM messages WHERE text = 'Готово'`)
  await asked(sql`DELETE FROM tickets WHERE status = 'closed'`)
  expect(await countedNow()).toEqual([by?.open, 0, by?.open, 1])
})

test('nothing is lost to those who fold while others write', async () => {
  const writers = Array.from({ length: 30 }, () => file('registered', 3))
  const folders = Array.from({ length: 6 }, fold)
  await Promise.all([...writers, ...folders])
  expect(await listed('tickets')).toBe(90)
  await fold()
  expect(await asked(sql`SELECT * FROM kept_counts WHERE relation = 'tickets'`)).toHaveLength(1)
})

test('whole lists and lists of a status read the kept count, any other filter counts', async () => {
  await file('closed', 3)
  await asked(sql`INSERT INTO kept_counts VALUES ('tickets', 'closed', 100), ('messages', '', 100),
    ('audit_log', '', 100)`)
  expect(await listed('tickets')).toBe(103)
  expect(await listed('tickets', ofStatus('closed'))).toBe(103)
  expect(await listed('tickets', ofStatus('registered', 'closed'))).toBe(103)
  expect(await listed('tickets', { status: { equals: 'closed' } })).toBe(103)
  expect(await listed('messages')).toBe(100)
  expect(await listed('audit-log')).toBeGreaterThanOrEqual(100)
  expect(await listed('tickets', { origin: { equals: 'bot' } })).toBe(3)
  const both: Where = { and: [ofStatus('closed'), { origin: { equals: 'bot' } }] }
  expect(await listed('tickets', both)).toBe(3)
  expect(await listed('tickets', { status: { not_in: ['registered'] } })).toBe(3)
})
