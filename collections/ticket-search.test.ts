import { sql } from '@payloadcms/db-postgres'
import type { Payload, Where } from 'payload'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rows } from '../src/database/transaction'
import { startPayload } from './test-database'
import { queryOf } from './ticket-search'

let payload: Payload
let stop: () => Promise<void>

beforeAll(async () => {
  ;({ payload, stop } = await startPayload())
  const [user] = await rows<{ id: string }>(
    payload,
    sql`INSERT INTO users (name, first_name, email, employee, state)
        VALUES ('Ёлкина Мария', 'Мария', 'e@blago.example', 'employee$1', 'active') RETURNING id`,
  )
  const ticket = async (number: string, words: string, title: string | null, status = 'closed') => {
    const [made] = await rows<{ id: string }>(
      payload,
      sql`INSERT INTO tickets (number, user_id, text, status, naumen_title, naumen_number, registered_at)
          VALUES (${number}, ${user?.id}, ${words}, ${status}::enum_tickets_status, ${title},
            ${title ? Number(title.slice(2)) : null}, now()) RETURNING id`,
    )
    return made?.id
  }
  await ticket('Б-1001', 'Не печатает принтер в бухгалтерии', 'RP500100')
  const quiet = await ticket('Б-10012', 'Сломалось', 'RP777')
  await ticket('Б-1002', 'Пишите на ivan.petrov@blago.example, кабинет 512', null, 'inProgress')
  await rows(
    payload,
    sql`INSERT INTO messages (ticket_id, direction, text, hand_over_state, sent_at)
        VALUES (${quiet}, 'fromEngineer', 'Заменили картридж и подключили по Wi-Fi', 'notNeeded', now())`,
  )
})
afterAll(() => stop?.())

const asking = (role: string) =>
  ({ id: role, role, state: 'active', collection: 'admins' }) as never

async function found(words: string, and: Where[] = []) {
  const { docs } = await payload.find({
    collection: 'tickets',
    where: { and: [...and, { or: [{ search: { like: words } }] }] },
    sort: 'number',
    depth: 0,
    overrideAccess: false,
    user: asking('administrator'),
  })
  return docs.map(({ number }) => number)
}

test('a word is found in any of its forms and by its beginning', async () => {
  for (const words of ['принтера', 'ПРИНТЕРАМИ', 'прин', 'бухгалтерия принтер'])
    expect(await found(words), words).toEqual(['Б-1001'])
})

test('what was said in a request finds it too', async () => {
  expect(await found('картриджи')).toEqual(['Б-10012'])
  expect(await found('wi-fi')).toEqual(['Б-10012'])
})

test('a lone figure is meant as it is, the beginning of a number finds it', async () => {
  expect(await found('кабинет 51')).toEqual(['Б-1002'])
  expect(await found('кабинет 5')).toEqual([])
})

test('all words must be there', async () => {
  expect(await found('принтер картридж')).toEqual([])
})

test('a number is found as it is written, by its beginning, and with a Latin letter', async () => {
  expect(await found('Б-1002')).toEqual(['Б-1002'])
  expect(await found('б-1001')).toEqual(['Б-1001', 'Б-10012'])
  expect(await found('B-1002')).toEqual(['Б-1002'])
  expect(await found('1002')).toEqual(['Б-1002'])
  expect(await found('№ 1002')).toEqual(['Б-1002'])
  expect(await found('rp5001')).toEqual(['Б-1001'])
  expect(await found('777')).toEqual(['Б-10012'])
})

test('so are a person by name, and an address in the text', async () => {
  expect(await found('Ёлкина')).toHaveLength(3)
  expect(await found('ivan.petrov@blago.example')).toEqual(['Б-1002'])
})

test('filters narrow what was found', async () => {
  expect(await found('Ёлкина', [{ status: { equals: 'inProgress' } }])).toEqual(['Б-1002'])
})

test('nothing anybody types breaks the search', async () => {
  for (const words of [
    "'",
    '\\',
    ':*',
    "') & (",
    '🙂',
    '—',
    '%',
    'a:* | b',
    '\0',
    'и',
    '1'.repeat(50),
  ])
    expect(await found(words), words).toEqual([])
  expect(queryOf("o'brien \\ & :*")).toEqual(["'o':*", "'brien':*"])
})

test('messages are found by their words alone', async () => {
  const { docs } = await payload.find({
    collection: 'messages',
    where: { or: [{ search: { like: 'картриджа' } }] },
    depth: 0,
    overrideAccess: false,
    user: asking('administrator'),
  })
  expect(docs).toHaveLength(1)
})

test('who may not read requests finds none', async () => {
  const search = payload.find({
    collection: 'tickets',
    where: { search: { like: 'принтер' } },
    overrideAccess: false,
    user: asking('contentManager'),
  })
  await expect(search).rejects.toMatchObject({ status: 403 })
})
