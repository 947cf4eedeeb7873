import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createCategoryHandOver } from '../../jobs/hand-over-category'
import { createPullCategories } from '../../jobs/pull-categories'
import { until } from '../world/until'
import { type JobsWorld, startJobsWorld } from './jobs-world'

type Item = {
  uuid: string
  title: string
  parent: string | null
  order: number | null
  removed: boolean
  children: Item[]
}
type Row = { state: string; error: string | null; uuid: string | null; theirs: object | null }

let world: JobsWorld
let admin: { id: string; collection: 'admins' }
let order: string | null = null

beforeAll(async () => {
  world = await startJobsWorld()
  const mapped = async () => ({ ...(await readMapping()), categoryOrder: order ?? undefined })
  const readMapping = world.deps.readMapping
  world.deps.readMapping = mapped
  await pull()
  await world.deps.queue.work('hand-over-category', 2, createCategoryHandOver(world.deps))
  const { docs } = await world.deps.payload.find({
    collection: 'admins',
    overrideAccess: true,
    limit: 1,
  })
  const found = docs[0] ?? (await anAdministrator())
  admin = { ...found, collection: 'admins' }
})
beforeEach(() => {
  order = null
})
afterEach(async () => {
  await world.naumen.remove('/faults')
  await world.naumen.post('/up')
  await world.rows('UPDATE naumen_lane SET closed_until = NULL, reason = NULL')
})
afterAll(() => world?.stop())

const anAdministrator = () =>
  world.deps.payload.create({
    collection: 'admins',
    overrideAccess: true,
    data: {
      email: 'admin@blago.example',
      password: 'correct horse battery',
      name: 'Админ',
      role: 'administrator',
      state: 'active',
    },
  })

const pull = () => createPullCategories(world.deps)()
const made = async (title: string, parent: string | null = null) =>
  (
    await world.deps.payload.create({
      collection: 'categories',
      overrideAccess: false,
      user: admin,
      data: { title, parent, active: true },
    })
  ).id
const change = (id: string, data: object) =>
  world.deps.payload.update({
    collection: 'categories',
    overrideAccess: false,
    user: admin,
    id,
    data,
    depth: 0,
  })
const word = () => `Тема ${randomUUID().slice(0, 8)}`

const row = async (id: string) => {
  const [found] = await world.rows<Row>(
    `SELECT sync_state AS state, sync_error AS error, naumen_uuid AS uuid, sync_theirs AS theirs
     FROM categories WHERE id = $1`,
    [id],
  )
  if (!found) throw new Error('no such category')
  return found
}
const hurry = () =>
  world.rows(`UPDATE pgboss.job SET start_after = now()
    WHERE name = 'hand-over-category' AND state < 'active' AND start_after > now()`)
const reaches = (id: string, state: string) =>
  until(
    `the category to be ${state}`,
    async () => {
      await hurry()
      const found = await row(id)
      return found.state === state && found
    },
    30_000,
  )
const items = async () => {
  const flat = (list: Item[]): Item[] => list.flatMap((item) => [item, ...flat(item.children)])
  return flat(await world.naumen.get<Item[]>('/categories'))
}
const called = async (title: string) => (await items()).filter((item) => item.title === title)
const uuidOf = async (id: string) => (await row(id)).uuid ?? ''
const there = async (id: string) => {
  const uuid = await uuidOf(id)
  return (await items()).find((item) => item.uuid === uuid)
}
const inNaumen = (uuid: string, attributes: object) =>
  world.naumen.post(`/categories/${encodeURIComponent(uuid)}/edit`, { attributes })
const fault = (kind: string, path: string, more = {}) =>
  world.naumen.post('/faults', { kind, path, ...more })

describe('what an administrator does in the tree', () => {
  test('is done in Naumen: made, renamed, moved, archived, brought back', async () => {
    const [first, second] = [await made(word()), await made(word())]
    const topic = await made(word(), first)
    await reaches(topic, 'synced')
    expect((await there(topic))?.parent).toBe(await uuidOf(first))
    const title = word()
    await change(topic, { title, parent: second })
    await reaches(topic, 'synced')
    expect(await there(topic)).toMatchObject({ title, parent: await uuidOf(second) })
    await change(topic, { active: false })
    await reaches(topic, 'synced')
    expect((await there(topic))?.removed).toBe(true)
    await change(topic, { active: true, title: `${title}!` })
    await reaches(topic, 'synced')
    expect(await there(topic)).toMatchObject({ title: `${title}!`, removed: false })
    await change(topic, { parent: null })
    await reaches(topic, 'synced')
    expect((await there(topic))?.parent ?? null).toBeNull()
  })

  test('reaches Naumen parents first, a whole new branch made while it was away', async () => {
    await world.naumen.post('/down')
    const category = await made(word())
    const subcategory = await made(word(), category)
    const topic = await made(word(), subcategory)
    expect((await row(topic)).state).toBe('waiting')
    await world.naumen.post('/up')
    for (const id of [topic, subcategory, category]) await reaches(id, 'synced')
    expect((await there(topic))?.parent).toBe(await uuidOf(subcategory))
  })

  test('counts as it is at last: changes made one upon the other arrive as the last of them', async () => {
    const id = await made(word())
    await reaches(id, 'synced')
    await fault('slow', 'edit-m2m', { ms: 400 })
    const last = word()
    for (const title of [word(), word(), last]) await change(id, { title })
    await until('Naumen to have the last', async () => (await there(id))?.title === last)
    await reaches(id, 'synced')
    expect((await there(id))?.title).toBe(last)
  })

  test('brings the order along where Naumen keeps one, and only there', async () => {
    const id = await made(word())
    await reaches(id, 'synced')
    expect((await there(id))?.order).toBeNull()
    await world.deps.payload.updateGlobal({
      slug: 'naumen-mapping',
      data: { categoryOrder: 'order' },
      overrideAccess: true,
    })
    order = 'order'
    await change(id, { order: 42 })
    await reaches(id, 'synced')
    expect((await there(id))?.order).toBe(42)
    await world.deps.payload.updateGlobal({
      slug: 'naumen-mapping',
      data: { categoryOrder: null },
      overrideAccess: true,
    })
  })

  test('stays and says why where Naumen refuses it, and is not tried again by itself', async () => {
    const id = await made(word())
    await reaches(id, 'synced')
    await fault('400', 'edit-m2m')
    await change(id, { title: word() })
    const { error } = await reaches(id, 'failed')
    expect(error).toContain('Операция не может быть выполнена')
    const calls = await world.calls('edit-m2m')
    await hurry()
    expect(await world.calls('edit-m2m')).toBe(calls)
    await change(id, { title: word() })
    await reaches(id, 'synced')
  })

  test('waits while our key is refused', async () => {
    const id = await made(word())
    await reaches(id, 'synced')
    await fault('badKey', '')
    const title = word()
    await change(id, { title })
    await until('the lane to be shut', async () => {
      const [lane] = await world.rows<{ reason: string | null }>('SELECT reason FROM naumen_lane')
      return lane?.reason
    })
    expect((await row(id)).state).toBe('waiting')
    await world.naumen.remove('/faults')
    await world.rows('UPDATE naumen_lane SET closed_until = NULL, reason = NULL')
    await reaches(id, 'synced')
    expect((await there(id))?.title).toBe(title)
  })
})

describe('created, but the end of it unknown: a category still stands in Naumen once when Naumen', () => {
  const kinds = ['dropAfterCommit', '500afterCommit', 'badJson', 'drop', '500', '502', 'hang']
  for (const kind of kinds)
    test(`does «${kind}»`, async () => {
      await fault(kind, 'create-m2m')
      const title = word()
      const id = await made(title)
      await reaches(id, 'synced')
      expect(await called(title)).toHaveLength(1)
    })

  test('carries it out after our first look', async () => {
    await fault('lateCommit', 'create-m2m', { ms: 1500 })
    const title = word()
    const id = await made(title)
    await reaches(id, 'synced')
    expect(await called(title)).toHaveLength(1)
  })

  test('did it, and it was renamed and archived here meanwhile', async () => {
    await fault('dropAfterCommit', 'create-m2m')
    const [before, after] = [word(), word()]
    const id = await made(before)
    await until('the create to be on its way', async () => (await called(before)).length === 1)
    await change(id, { title: after, active: false })
    await reaches(id, 'synced')
    expect(await called(before)).toHaveLength(0)
    expect(await called(after)).toMatchObject([{ removed: true }])
  })
})

describe('a look at Naumen’s catalogue', () => {
  test('makes no twin of a category whose create is on its way', async () => {
    await fault('dropAfterCommit', 'create-m2m')
    const title = word()
    const id = await made(title)
    await until('the create to have been done', async () => (await called(title)).length === 1)
    await pull()
    await reaches(id, 'synced')
    await pull()
    const all = await world.rows('SELECT id FROM categories WHERE title = $1', [title])
    expect(all).toHaveLength(1)
  })

  test('takes the same made on both sides for one', async () => {
    await world.rows(`UPDATE naumen_lane SET closed_until = now() + interval '1 hour'`)
    const title = word()
    const id = await made(title)
    await until('the job to be put off', async () => {
      const [job] = await world.rows(
        `DELETE FROM pgboss.job WHERE name = 'hand-over-category' AND singleton_key = $1
         AND state = 'created' AND start_after > now() RETURNING id`,
        [id],
      )
      return job
    })
    await world.rows('UPDATE naumen_lane SET closed_until = NULL')
    const { uuid } = await world.naumen.post<Item>('/categories', { title })
    await pull()
    expect((await reaches(id, 'synced')).uuid).toBe(uuid)
    expect(await called(title)).toHaveLength(1)
  })

  test('never takes back what is just being written', async () => {
    const id = await made(word())
    await reaches(id, 'synced')
    const title = word()
    await fault('slow', 'find/catalogs', { ms: 700 })
    const looking = pull()
    await change(id, { title })
    await reaches(id, 'synced')
    await looking
    expect((await there(id))?.title).toBe(title)
    await pull()
    const [kept] = await world.rows<{ title: string }>(
      'SELECT title FROM categories WHERE id = $1',
      [id],
    )
    expect(kept?.title).toBe(title)
  })

  test('brings in what was renamed, moved, archived and brought back there', async () => {
    const [first, second] = [await made(word()), await made(word())]
    const id = await made(word(), first)
    await reaches(id, 'synced')
    const uuid = await uuidOf(id)
    const title = word()
    await inNaumen(uuid, { title, parent: await uuidOf(second) })
    await pull()
    const found = () =>
      world.deps.payload.findByID({ collection: 'categories', id, depth: 0, overrideAccess: true })
    expect(await found()).toMatchObject({ title, parent: second, level: 2, active: true })
    await inNaumen(uuid, { removed: true })
    await pull()
    expect((await found()).active).toBe(false)
    await inNaumen(uuid, { removed: false })
    await pull()
    expect(await found()).toMatchObject({ active: true, sync: { state: 'synced' } })
  })

  test('tells of a place that does not fit, once, and stays whole', async () => {
    const [category, other] = [await made(word()), await made(word())]
    const subcategory = await made(word(), category)
    const topic = await made(word(), subcategory)
    await made(word(), other)
    for (const id of [topic, other]) await reaches(id, 'synced')
    await inNaumen(await uuidOf(category), { parent: await uuidOf(other) })
    expect(await pull()).toMatchObject({ conflicts: 1 })
    expect(await row(category)).toMatchObject({ state: 'conflict' })
    expect((await pull())?.updated).toBe(0)
  })

  test('sees to it that nothing waits for ever', async () => {
    await world.naumen.post('/down')
    const id = await made(word())
    await world.naumen.post('/up')
    await until('the job to be over', async () => {
      await world.rows(
        `DELETE FROM pgboss.job WHERE name = 'hand-over-category' AND state <> 'active'`,
      )
      return (
        (await world.rows(`SELECT 1 FROM pgboss.job WHERE name = 'hand-over-category'`)).length ===
        0
      )
    })
    await pull()
    await reaches(id, 'synced')
  })
})

test('what both sides changed differently is shown to a person, and nothing is overwritten', async () => {
  const id = await made(word())
  await reaches(id, 'synced')
  const [ours, theirs] = [word(), word()]
  await inNaumen(await uuidOf(id), { title: theirs })
  await change(id, { title: ours })
  const { theirs: shown, error } = await reaches(id, 'conflict')
  expect(shown).toEqual({ title: theirs })
  expect(error).toContain(theirs)
  expect((await there(id))?.title).toBe(theirs)
  await pull()
  expect((await row(id)).state).toBe('conflict')
})

test('deleted there for good, it is archived here, and comes back as a new one', async () => {
  const id = await made(word())
  await reaches(id, 'synced')
  const before = await uuidOf(id)
  await fetch(
    `${world.deskUrl}/sd/services/rest/delete/${encodeURIComponent(before)}?accessKey=${world.key}`,
  )
  await pull()
  await change(id, { active: true })
  await reaches(id, 'synced')
  const found = await there(id)
  expect(found?.uuid).not.toBe(before)
  expect(found?.removed).toBe(false)
})

test('two administrators at once lose nothing of each other, and make no circle', async () => {
  const [a, b] = [await made(word()), await made(word())]
  for (const id of [a, b]) await reaches(id, 'synced')
  const title = word()
  await Promise.all([change(a, { title }), change(a, { parent: b })])
  await reaches(a, 'synced')
  expect(await there(a)).toMatchObject({ title, parent: await uuidOf(b) })
  await change(a, { parent: null })
  const moves = await Promise.allSettled([change(a, { parent: b }), change(b, { parent: a })])
  expect(moves.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})
