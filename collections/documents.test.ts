import { sql } from '@payloadcms/db-postgres'
import type { Payload, PayloadRequest } from 'payload'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findBytes, readBytes, saveBytes } from '../src/database/file-bytes'
import { inTransaction, rows } from '../src/database/transaction'
import type { Admin } from '../src/payload-types'
import { categoryLink } from './category-link'
import { beat, engineOf } from './engine'
import { seed } from './seed'
import { startPayload } from './test-database'

let payload: Payload
let stop: () => Promise<void>
let admin: Admin

beforeAll(async () => {
  ;({ payload, stop } = await startPayload())
  const { docs } = await payload.find({ collection: 'admins', overrideAccess: true })
  admin = { ...docs[0], collection: 'admins' } as Admin
})
afterAll(() => stop())

const sections = async () =>
  (await payload.find({ collection: 'menu-sections', overrideAccess: true, pagination: false }))
    .docs
const revision = async () =>
  Number(
    (await rows<{ revision: string }>(payload, sql`SELECT revision FROM content_revision`))[0]
      ?.revision,
  )
const entries = async () =>
  (await payload.find({ collection: 'audit-log', overrideAccess: true, sort: '-at' })).docs

test('a fresh database has a menu, statuses and one emergency administrator', async () => {
  const titles = (await sections()).map(({ title }) => title)
  expect(titles).toEqual(
    expect.arrayContaining(['Создать заявку', 'Мои заявки', 'Помощь', 'Контакты']),
  )
  const { statuses } = await payload.findGlobal({ slug: 'ticket-statuses', overrideAccess: true })
  expect(statuses?.map(({ status }) => status)).toEqual(
    expect.arrayContaining(['registered', 'assigned', 'awaitingAuthor', 'closed']),
  )
  expect(admin).toMatchObject({ role: 'administrator', emergency: true, state: 'active' })
})

test('what an admin deleted from the first menu does not come back', async () => {
  const [contacts] = (await sections()).filter(({ kind }) => kind === 'contacts')
  await payload.delete({
    collection: 'menu-sections',
    id: contacts?.id ?? '',
    overrideAccess: true,
  })
  await seed(payload, engineOf(payload).config)
  expect((await sections()).filter(({ kind }) => kind === 'contacts')).toEqual([])
})

test('a topic has an address as soon as the bot has told its name, and only for admins', async () => {
  const ask = async (user: object | null) => {
    const req = { payload, user, routeParams: { id: 'x-1' } } as unknown as PayloadRequest
    const answer = await categoryLink.handler(req)
    return { status: answer.status, ...((await answer.json()) as { link: string | null }) }
  }
  expect(await ask(admin)).toEqual({ status: 200, link: null })
  await rows(payload, sql`INSERT INTO installation VALUES (${'bot username'}, ${'blago_bot'})`)
  expect(await ask(admin)).toEqual({ status: 200, link: 'https://t.me/blago_bot?start=c-x-1' })
  for (const nobody of [null, { ...admin, state: 'dismissed' }])
    expect(await ask(nobody)).toEqual({ status: 403, link: null })
})

test('two starts at once make the first records once', async () => {
  await rows(payload, sql`DELETE FROM installation WHERE key = 'seeded menu'`)
  const before = (await sections()).length
  const { config } = engineOf(payload)
  await Promise.all([seed(payload, config), seed(payload, config)])
  expect((await sections()).length - before).toBe(7)
})

test('every change of the menu is known to the bot, and who made it to the log', async () => {
  const before = await revision()
  const as = { overrideAccess: false, user: admin } as const
  const section = await payload.create({
    collection: 'menu-sections',
    data: { title: 'Столовая', kind: 'page', visibility: 'everyone' },
    ...as,
  })
  await payload.update({
    collection: 'menu-sections',
    id: section.id,
    data: { title: 'Обед' },
    ...as,
  })
  await payload.delete({ collection: 'menu-sections', id: section.id, ...as })
  expect((await revision()) - before).toBe(3)
  const made = (await entries()).filter(({ document }) => document === section.id)
  expect(made.map(({ action }) => action).sort()).toEqual(['create', 'delete', 'update'])
  const update = made.find(({ action }) => action === 'update')
  expect(update).toMatchObject({
    admin: admin.email,
    fields: ['title'],
    before: { title: 'Столовая' },
    after: { title: 'Обед' },
  })
})

test('a change that fails is neither known to the bot nor in the log', async () => {
  const before = [await revision(), (await entries()).length]
  const failing = inTransaction(payload, async ({ req }) => {
    req.user = admin
    await payload.create({
      collection: 'menu-sections',
      data: { title: 'Зря', kind: 'page', visibility: 'everyone' },
      overrideAccess: true,
      req,
    })
    throw new Error('changed my mind')
  })
  await expect(failing).rejects.toThrow('changed my mind')
  expect([await revision(), (await entries()).length]).toEqual(before)
})

test('not even the database lets anybody change or delete an entry of the log', async () => {
  expect((await entries()).length).toBeGreaterThan(0)
  const refusal = { cause: { message: 'audit_log is append-only' } }
  await expect(rows(payload, sql`DELETE FROM audit_log`)).rejects.toMatchObject(refusal)
  await expect(rows(payload, sql`UPDATE audit_log SET admin = 'x'`)).rejects.toMatchObject(refusal)
})

test('a section with others under it is not deleted', async () => {
  const help = (await sections()).find(({ title }) => title === 'Помощь')
  const removal = payload.delete({
    collection: 'menu-sections',
    id: help?.id ?? '',
    overrideAccess: true,
  })
  await expect(removal).rejects.toThrow('вложенные')
})

test('a text left as it was follows ours; a changed one stays', async () => {
  const read = () => payload.findGlobal({ slug: 'bot-texts', overrideAccess: true })
  const { greeting } = await read()
  await payload.updateGlobal({
    slug: 'bot-texts',
    data: { greeting, menu: 'Что случилось?' },
    overrideAccess: true,
  })
  expect(await rows(payload, sql`SELECT written FROM bot_texts`)).toEqual([
    { written: { menu: 'Что случилось?' } },
  ])
  expect(await read()).toMatchObject({ greeting, menu: 'Что случилось?' })
  await payload.updateGlobal({ slug: 'bot-texts', data: { menu: '' }, overrideAccess: true })
  expect(await rows(payload, sql`SELECT written FROM bot_texts`)).toEqual([{ written: {} }])
})

test('what an admin changed in the catalogue waits for Naumen, what the exchange wrote does not', async () => {
  const create = (title: string, user: Admin | null) =>
    payload.create({
      collection: 'categories',
      data: { title, sync: { state: 'synced' } },
      overrideAccess: true,
      user,
    })
  expect((await create('Принтеры', null)).sync?.state).toBe('synced')
  expect((await create('Связь', admin)).sync?.state).toBe('waiting')
})

test('the last administrator can neither step down nor lock himself out', async () => {
  const change = (data: Partial<Admin>) =>
    payload.update({ collection: 'admins', id: admin.id, data, overrideAccess: false, user: admin })
  await expect(change({ role: 'contentManager' })).rejects.toMatchObject({ status: 400 })
  await expect(change({ state: 'locked' })).rejects.toMatchObject({ status: 400 })
})

test('a locked admin does not get in with the right password', async () => {
  const account = { email: 'gone@zavod.example', password: 'correct horse battery' }
  await payload.create({
    collection: 'admins',
    data: { ...account, name: 'Уволен', role: 'contentManager', state: 'locked' },
    overrideAccess: true,
  })
  await expect(payload.login({ collection: 'admins', data: account })).rejects.toMatchObject({
    status: 401,
  })
})

test('a mail of Payload itself is left to the worker', async () => {
  const mail = { to: admin.email, subject: 'Проверка', text: 'Слова' }
  await payload.sendEmail(mail)
  const [job] = await rows<{ data: object }>(
    payload,
    sql`SELECT data FROM pgboss.job WHERE name = 'send-mail'`,
  )
  expect(job?.data).toEqual({ kind: 'ready-made', message: mail })
})

test('bytes come back as they were, in any size, and a rollback leaves none', async () => {
  for (const size of [0, 1, 262_144, 262_145, 700_000]) {
    const bytes = Buffer.alloc(size, size % 251)
    await inTransaction(payload, ({ db }) => saveBytes(db, `of ${size}`, bytes))
    const kept = await inTransaction(payload, ({ db }) => readBytes(db, `of ${size}`))
    expect(kept.equals(bytes), String(size)).toBe(true)
  }
  const failing = inTransaction(payload, async ({ db }) => {
    await saveBytes(db, 'half', Buffer.from('x'))
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect(await inTransaction(payload, ({ db }) => findBytes(db, 'half'))).toBeNull()
})

test('a database that drops every connection does not take the process with it', async () => {
  await beat(payload, 'worker')
  const dropped = await rows<{ count: number }>(
    payload,
    sql`SELECT count(pg_terminate_backend(pid))::int AS count FROM pg_stat_activity
        WHERE pid <> pg_backend_pid() AND datname = current_database()`,
  )
  expect(dropped[0]?.count).toBeGreaterThan(0)
  const cutOff = inTransaction(payload, (tx) =>
    tx.rows(sql`SELECT pg_terminate_backend(pg_backend_pid())`),
  )
  await expect(cutOff).rejects.toThrow()
  // A dead connection may still be handed out once; then there is a new one
  const answers = () =>
    sections().then(
      ({ length }) => length,
      () => 0,
    )
  await expect.poll(answers).toBeGreaterThan(0)
})
