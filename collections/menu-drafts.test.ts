import { randomUUID } from 'node:crypto'
import { sql } from '@payloadcms/db-postgres'
import type { Payload, PayloadRequest, Where } from 'payload'
import { createLocalReq, restoreVersionOperation } from 'payload'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rows } from '../src/database/transaction'
import type { Admin, MenuSection } from '../src/payload-types'
import { menuEndpoints } from './MenuSections.endpoints'
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

const collection = 'menu-sections'
const as = () => ({ collection, user: admin }) as const

const create = (title: string, more: Partial<MenuSection> = {}, draft = false) =>
  payload.create({
    ...as(),
    overrideAccess: false,
    data: { title, kind: 'submenu', visibility: 'everyone', ...more },
    draft,
  } as never) as Promise<MenuSection>

const saveDraft = (id: string, data: Partial<MenuSection>) =>
  payload.update({ ...as(), overrideAccess: false, id, data, draft: true })
const save = (id: string, data: Partial<MenuSection>) =>
  payload.update({ ...as(), overrideAccess: false, id, data })

/** As the panel calls it. */
async function call(path: string, id: string, body: object, user: unknown = admin) {
  const endpoint = menuEndpoints.find((one) => one.path === path)
  const req = await createLocalReq({ user: user as never }, payload)
  Object.assign(req, { method: 'POST', routeParams: { id }, json: () => Promise.resolve(body) })
  return (await endpoint!.handler(req as PayloadRequest)).json() as Promise<{ id: string }>
}

const move = (id: string, parent: string | null, after: string | null = null) =>
  call('/:id/move', id, { parent, after })

/** As the bot reads it. */
const inBot = async (id: string) => {
  const where: Where = { and: [{ id: { equals: id } }, { _status: { equals: 'published' } }] }
  const { docs } = await payload.find({ collection, where, depth: 0, overrideAccess: true })
  return docs[0]
}
const draftOf = (id: string) =>
  payload.findByID({ collection, id, draft: true, depth: 0, overrideAccess: true })
const versionsOf = async (id: string) => {
  const where = { parent: { equals: id } }
  return (await payload.findVersions({ ...as(), overrideAccess: false, where, sort: 'createdAt' }))
    .docs
}
const refusedFor = (path: string) => ({ data: { errors: [{ path }] } })
const orders = async (parent: string) =>
  (
    await rows<{ title: string }>(
      payload,
      sql`SELECT title FROM menu_sections WHERE parent_id = ${parent} ORDER BY "order"`,
    )
  ).map(({ title }) => title)

test('a section made without a word about drafts is in the bot at once, a draft is not', async () => {
  expect(await inBot((await create('Столовая')).id)).toMatchObject({ title: 'Столовая' })
  expect(await inBot((await create('Обед', {}, true)).id)).toBeUndefined()
})

test('a draft of a published section changes nothing in the bot until it is published', async () => {
  const { id } = await create('Отпуск')
  await saveDraft(id, { title: 'Отпуск и отгулы' })
  expect((await inBot(id))?.title).toBe('Отпуск')
  await call('/:id/publish', id, {})
  expect((await inBot(id))?.title).toBe('Отпуск и отгулы')
})

test('a change without a word about drafts never takes a published section out of the bot', async () => {
  const { id } = await create('Пропуск')
  await saveDraft(id, { emoji: '🪪' })
  await save(id, { title: 'Пропуска' })
  expect(await inBot(id)).toMatchObject({ title: 'Пропуска', emoji: '🪪' })
})

test('a change of a draft leaves it a draft', async () => {
  const { id } = await create('Бассейн', {}, true)
  await save(id, { title: 'Спортзал' })
  expect(await inBot(id)).toBeUndefined()
  expect((await draftOf(id)).title).toBe('Спортзал')
})

test('a section taken back from publication leaves the bot and keeps its words', async () => {
  const { id } = await create('Автобус')
  await payload.update({ ...as(), overrideAccess: false, id, data: { _status: 'draft' } })
  expect(await inBot(id)).toBeUndefined()
  expect((await draftOf(id)).title).toBe('Автобус')
})

test('moving, hiding and renaming show at once and leave the draft a draft', async () => {
  const [office, desk] = [await create('Офис'), await create('Стол')]
  await saveDraft(desk.id, { emoji: '🪑' })
  await move(desk.id, office.id)
  await call('/:id/rename', desk.id, { title: ' Столы ' })
  await call('/:id/show', desk.id, { active: false })
  const changed = { title: 'Столы', parent: office.id, active: false }
  expect(await inBot(desk.id)).toMatchObject({ ...changed, emoji: null })
  expect(await draftOf(desk.id)).toMatchObject({ ...changed, emoji: '🪑', _status: 'draft' })
  await saveDraft(desk.id, { emoji: '🛋' })
  expect(await draftOf(desk.id)).toMatchObject({ ...changed, emoji: '🛋' })
  expect(await inBot(desk.id)).toMatchObject(changed)
})

test('sections stand in the order they were dragged to', async () => {
  const parent = (await create('Порядок')).id
  const ids: string[] = []
  for (const title of ['а', 'б', 'в']) ids.push((await create(title, { parent })).id)
  const [a = '', b = '', c = ''] = ids
  await move(c, parent)
  expect(await orders(parent)).toEqual(['в', 'а', 'б'])
  await move(c, parent, a)
  expect(await orders(parent)).toEqual(['а', 'в', 'б'])
  const added = await call('/add', '', { parent, title: 'г' })
  await move(b, parent, added.id)
  expect(await orders(parent)).toEqual(['а', 'в', 'г', 'б'])
})

test('a section dragged into itself, too deep or into a link is refused in words', async () => {
  const top = await create('1')
  const below = await create('2', { parent: top.id })
  await expect(move(top.id, below.id)).rejects.toThrow('самого себя')
  let deepest = below
  for (const title of ['3', '4', '5']) deepest = await create(title, { parent: deepest.id })
  await expect(move((await create('6')).id, deepest.id)).rejects.toThrow('Слишком глубоко')
  const branch = await create('7')
  await create('8', { parent: branch.id })
  const fourth = (deepest.parent as MenuSection | null)?.id ?? String(deepest.parent)
  await expect(move(branch.id, fourth)).rejects.toThrow('Слишком глубоко')
  const link = await create('Портал', { kind: 'link', url: 'https://portal.example' })
  await expect(move(branch.id, link.id)).rejects.toThrow('нельзя вложить')
  await expect(move(branch.id, randomUUID())).rejects.toThrow('больше нет')
})

test('two moves at once that would close a circle: one of them is refused', async () => {
  const [a, b] = [await create('К1'), await create('К2')]
  const outcomes = await Promise.allSettled([move(a.id, b.id), move(b.id, a.id)])
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('an older version brings back its words, not the place of that time', async () => {
  const office = await create('Здание')
  const { id } = await create('Первое название')
  await save(id, { title: 'Второе название' })
  await move(id, office.id)
  await call('/:id/show', id, { active: false })
  const [first] = await versionsOf(id)
  await payload.restoreVersion({ ...as(), overrideAccess: false, id: first?.id ?? '' })
  expect(await inBot(id)).toMatchObject({
    title: 'Первое название',
    parent: office.id,
    active: false,
  })
})

test('an older version may come back as a draft, for the bot to see when it is published', async () => {
  const { id } = await create('Было')
  await save(id, { title: 'Стало' })
  const [first] = await versionsOf(id)
  // As the panel does it: Payload's Local API knows no drafts here
  const req = await createLocalReq({ user: admin }, payload)
  const restored = { collection: payload.collections[collection], id: first?.id ?? '', req }
  await restoreVersionOperation({ ...restored, draft: true, overrideAccess: false })
  expect((await inBot(id))?.title).toBe('Стало')
  expect((await draftOf(id)).title).toBe('Было')
})

test('a place is never kept as a draft', async () => {
  const [office, { id }] = [await create('Корпус'), await create('Кабинет')]
  await expect(saveDraft(id, { parent: office.id })).rejects.toMatchObject(refusedFor('parent'))
})

test('a new section stands where it was added, a draft for the same readers as what is above', async () => {
  const above = await create('Руководителям', { visibility: 'manager' })
  const { id } = await call('/add', '', { parent: above.id, title: 'Отчёт' })
  expect(await draftOf(id)).toMatchObject({
    parent: above.id,
    visibility: 'manager',
    _status: 'draft',
  })
})

test('a link without an address waits as a draft and is refused when it is published', async () => {
  const { id } = await create('Портал', { kind: 'link' }, true)
  await expect(call('/:id/publish', id, {})).rejects.toMatchObject(refusedFor('url'))
  expect(await inBot(id)).toBeUndefined()
})

test('every act of the tree is in the log with before and after, and known to the bot', async () => {
  const revision = () =>
    rows<{ revision: string }>(payload, sql`SELECT revision FROM content_revision`)
  const { id } = await create('Журнал')
  const [before] = await revision()
  await call('/:id/rename', id, { title: 'Журналы' })
  const [after] = await revision()
  expect(Number(after?.revision) - Number(before?.revision)).toBe(1)
  const where: Where = { and: [{ document: { equals: id } }, { action: { equals: 'update' } }] }
  const { docs } = await payload.find({ collection: 'audit-log', where, overrideAccess: true })
  expect(docs).toMatchObject([
    { admin: admin.email, before: { title: 'Журнал' }, after: { title: 'Журналы' } },
  ])
})

test('whoever may not change the menu cannot do it through the tree, and sees no version', async () => {
  const { id } = await create('Касса')
  for (const user of [null, { ...admin, state: 'locked' }]) {
    await expect(call('/:id/rename', id, { title: 'x' }, user)).rejects.toThrow('прав')
    const ask = { collection, user: user as never } as const
    await expect(payload.findVersions({ ...ask, overrideAccess: false })).rejects.toThrow()
  }
  expect((await inBot(id))?.title).toBe('Касса')
})
