import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createCategoryHandOver } from '../../jobs/hand-over-category'
import { createPullCategories } from '../../jobs/pull-categories'
import { until } from '../world/until'
import { type CategoryWorld, type Item, startCategoryWorld } from './category-world'

let world: CategoryWorld
let order: string | null = null

beforeAll(async () => {
  world = await startCategoryWorld()
  const readMapping = world.deps.readMapping
  world.deps.readMapping = async () => ({
    ...(await readMapping()),
    categoryOrder: order ?? undefined,
  })
  await pull()
  await world.deps.queue.work('hand-over-category', 2, createCategoryHandOver(world.deps))
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

const pull = () => createPullCategories(world.deps)()
const inNaumen = (uuid: string, attributes: object) =>
  world.naumen.post(`/categories/${encodeURIComponent(uuid)}/edit`, { attributes })

describe('what an administrator does in the tree', () => {
  test('is done in Naumen: made, renamed, moved, archived, brought back', async () => {
    const [first, second] = [await world.made(world.word()), await world.made(world.word())]
    const topic = await world.made(world.word(), first)
    await world.reaches(topic, 'synced')
    expect((await world.there(topic))?.parent).toBe(await world.uuidOf(first))
    const title = world.word()
    await world.change(topic, { title, parent: second })
    await world.reaches(topic, 'synced')
    expect(await world.there(topic)).toMatchObject({ title, parent: await world.uuidOf(second) })
    await world.change(topic, { active: false })
    await world.reaches(topic, 'synced')
    expect((await world.there(topic))?.removed).toBe(true)
    await world.change(topic, { active: true, title: `${title}!` })
    await world.reaches(topic, 'synced')
    expect(await world.there(topic)).toMatchObject({ title: `${title}!`, removed: false })
    await world.change(topic, { parent: null })
    await world.reaches(topic, 'synced')
    expect((await world.there(topic))?.parent ?? null).toBeNull()
  })

  test('reaches Naumen parents first, a whole new branch made while it was away', async () => {
    await world.naumen.post('/down')
    const category = await world.made(world.word())
    const subcategory = await world.made(world.word(), category)
    const topic = await world.made(world.word(), subcategory)
    expect((await world.row(topic)).state).toBe('waiting')
    await world.naumen.post('/up')
    for (const id of [topic, subcategory, category]) await world.reaches(id, 'synced')
    expect((await world.there(topic))?.parent).toBe(await world.uuidOf(subcategory))
  })

  test('waits for a category that is only just being brought back from the archive', async () => {
    const [first, second] = [await world.made(world.word()), await world.made(world.word())]
    const topic = await world.made(world.word(), second)
    for (const id of [first, topic]) await world.reaches(id, 'synced')
    await world.change(first, { active: false })
    await world.reaches(first, 'synced')
    await world.fault('502', 'edit-m2m')
    await world.change(first, { active: true })
    await world.change(topic, { parent: first })
    const made = await world.made(world.word(), first)
    for (const id of [made, topic, first]) await world.reaches(id, 'synced')
    for (const id of [made, topic])
      expect(await world.there(id)).toMatchObject({ parent: await world.uuidOf(first) })
  })

  test('counts as it is at last: changes made one upon the other arrive as the last of them', async () => {
    const id = await world.made(world.word())
    await world.reaches(id, 'synced')
    await world.fault('slow', 'edit-m2m', { ms: 400 })
    const last = world.word()
    for (const title of [world.word(), world.word(), last]) await world.change(id, { title })
    await until('Naumen to have the last', async () => (await world.there(id))?.title === last)
    await world.reaches(id, 'synced')
    expect((await world.there(id))?.title).toBe(last)
  })

  test('brings the order along where Naumen keeps one, and only there', async () => {
    const id = await world.made(world.word())
    await world.reaches(id, 'synced')
    expect((await world.there(id))?.order).toBeNull()
    await world.deps.payload.updateGlobal({
      slug: 'naumen-mapping',
      data: { categoryOrder: 'order' },
      overrideAccess: true,
    })
    order = 'order'
    await world.change(id, { order: 42 })
    await world.reaches(id, 'synced')
    expect((await world.there(id))?.order).toBe(42)
    await world.deps.payload.updateGlobal({
      slug: 'naumen-mapping',
      data: { categoryOrder: null },
      overrideAccess: true,
    })
  })

  test('stays and says why where Naumen refuses it, and is not tried again by itself', async () => {
    const id = await world.made(world.word())
    await world.reaches(id, 'synced')
    await world.fault('400', 'edit-m2m')
    await world.change(id, { title: world.word() })
    const { error } = await world.reaches(id, 'failed')
    expect(error).toContain('Операция не может быть выполнена')
    const calls = await world.calls('edit-m2m')
    await world.hurryCategories()
    expect(await world.calls('edit-m2m')).toBe(calls)
    await world.change(id, { title: world.word() })
    await world.reaches(id, 'synced')
  })

  test('waits while our key is refused', async () => {
    const id = await world.made(world.word())
    await world.reaches(id, 'synced')
    await world.fault('badKey', '')
    const title = world.word()
    await world.change(id, { title })
    await until('the lane to be shut', async () => {
      const [lane] = await world.rows<{ reason: string | null }>('SELECT reason FROM naumen_lane')
      return lane?.reason
    })
    expect((await world.row(id)).state).toBe('waiting')
    await world.naumen.remove('/faults')
    await world.rows('UPDATE naumen_lane SET closed_until = NULL, reason = NULL')
    await world.reaches(id, 'synced')
    expect((await world.there(id))?.title).toBe(title)
  })
})

describe('created, but the end of it unknown: a category still stands in Naumen once when Naumen', () => {
  const kinds = ['dropAfterCommit', '500afterCommit', 'badJson', 'drop', '500', '502', 'hang']
  for (const kind of kinds)
    test(`does «${kind}»`, async () => {
      await world.fault(kind, 'create-m2m')
      const title = world.word()
      const id = await world.made(title)
      await world.reaches(id, 'synced')
      expect(await world.called(title)).toHaveLength(1)
    })

  test('carries it out after our first look', async () => {
    await world.fault('lateCommit', 'create-m2m', { ms: 1500 })
    const title = world.word()
    const id = await world.made(title)
    await world.reaches(id, 'synced', 30_000, false)
    expect(await world.called(title)).toHaveLength(1)
  })

  test('did it, and it was renamed and archived here meanwhile', async () => {
    await world.fault('dropAfterCommit', 'create-m2m')
    const [before, after] = [world.word(), world.word()]
    const id = await world.made(before)
    await until(
      'the create to be on its way',
      async () => (await world.called(before)).length === 1,
    )
    await world.change(id, { title: after, active: false })
    await world.reaches(id, 'synced')
    expect(await world.called(before)).toHaveLength(0)
    expect(await world.called(after)).toMatchObject([{ removed: true }])
  })
})

describe('a look at Naumen’s catalogue', () => {
  test('makes no twin of a category whose create is on its way', async () => {
    await world.fault('dropAfterCommit', 'create-m2m')
    const title = world.word()
    const id = await world.made(title)
    await until(
      'the create to have been done',
      async () => (await world.called(title)).length === 1,
    )
    await pull()
    await world.reaches(id, 'synced')
    await pull()
    const all = await world.rows('SELECT id FROM categories WHERE title = $1', [title])
    expect(all).toHaveLength(1)
  })

  test('takes the same made on both sides for one', async () => {
    await world.rows(`UPDATE naumen_lane SET closed_until = now() + interval '1 hour'`)
    const title = world.word()
    const id = await world.made(title)
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
    expect((await world.reaches(id, 'synced')).uuid).toBe(uuid)
    expect(await world.called(title)).toHaveLength(1)
  })

  test('never takes back what is just being written', async () => {
    const id = await world.made(world.word())
    await world.reaches(id, 'synced')
    const title = world.word()
    await world.fault('slow', 'find/catalogs', { ms: 700 })
    const looking = pull()
    await world.change(id, { title })
    await world.reaches(id, 'synced')
    await looking
    expect((await world.there(id))?.title).toBe(title)
    await pull()
    const [kept] = await world.rows<{ title: string }>(
      'SELECT title FROM categories WHERE id = $1',
      [id],
    )
    expect(kept?.title).toBe(title)
  })

  test('brings in what was renamed, moved, archived and brought back there', async () => {
    const [first, second] = [await world.made(world.word()), await world.made(world.word())]
    const id = await world.made(world.word(), first)
    await world.reaches(id, 'synced')
    const uuid = await world.uuidOf(id)
    const title = world.word()
    await inNaumen(uuid, { title, parent: await world.uuidOf(second) })
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
    const [category, other] = [await world.made(world.word()), await world.made(world.word())]
    const subcategory = await world.made(world.word(), category)
    const topic = await world.made(world.word(), subcategory)
    await world.made(world.word(), other)
    for (const id of [topic, other]) await world.reaches(id, 'synced')
    await inNaumen(await world.uuidOf(category), { parent: await world.uuidOf(other) })
    expect(await pull()).toMatchObject({ conflicts: 1 })
    expect(await world.row(category)).toMatchObject({ state: 'conflict' })
    expect((await pull())?.updated).toBe(0)
  })

  test('sees to it that nothing waits for ever', async () => {
    await world.naumen.post('/down')
    const id = await world.made(world.word())
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
    await world.reaches(id, 'synced')
  })
})

test('what both sides changed differently is shown to a person, and nothing is overwritten', async () => {
  const id = await world.made(world.word())
  await world.reaches(id, 'synced')
  const [ours, theirs] = [world.word(), world.word()]
  await inNaumen(await world.uuidOf(id), { title: theirs })
  await world.change(id, { title: ours })
  const { theirs: shown, error } = await world.reaches(id, 'conflict')
  expect(shown).toEqual({ title: theirs })
  expect(error).toContain(theirs)
  expect((await world.there(id))?.title).toBe(theirs)
  await pull()
  expect((await world.row(id)).state).toBe('conflict')
})

test('deleted there for good, it is archived here, and comes back as a new one', async () => {
  const id = await world.made(world.word())
  await world.reaches(id, 'synced')
  const before = await world.uuidOf(id)
  await fetch(
    `${world.deskUrl}/sd/services/rest/delete/${encodeURIComponent(before)}?accessKey=${world.key}`,
  )
  await pull()
  await world.change(id, { active: true })
  await world.reaches(id, 'synced')
  const found = await world.there(id)
  expect(found?.uuid).not.toBe(before)
  expect(found?.removed).toBe(false)
})

test('two administrators at once lose nothing of each other, and make no circle', async () => {
  const [a, b] = [await world.made(world.word()), await world.made(world.word())]
  for (const id of [a, b]) await world.reaches(id, 'synced')
  const title = world.word()
  await Promise.all([world.change(a, { title }), world.change(a, { parent: b })])
  await world.reaches(a, 'synced')
  expect(await world.there(a)).toMatchObject({ title, parent: await world.uuidOf(b) })
  await world.change(a, { parent: null })
  const moves = await Promise.allSettled([
    world.change(a, { parent: b }),
    world.change(b, { parent: a }),
  ])
  expect(moves.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})
