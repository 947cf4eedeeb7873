import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readCategoryTree } from '../../src/database/category-tree'
import type { categoryFailpoints } from '../../src/failpoint'
import { type Running, startReady } from '../world/processes'
import { until } from '../world/until'
import { type CategoryWorld, startCategoryWorld } from './category-world'

type Name = (typeof categoryFailpoints)[number]
type Point = Name | `${Name}:${number}`
/** As it is to stand on both sides. */
type Node = { id: string; title: string; parent: string | null; active: boolean }
/** @returns what is to come of it; `before`: the topic as all began */
type Act = (node: Node, elsewhere: string, before: Node) => Promise<Node[]>

const patience = 90_000
const timeout = 5 * 60_000

let world: CategoryWorld
let worker: Running | null = null
let started = 0

beforeAll(async () => {
  world = await startCategoryWorld()
  worker = await startWorker()
  await until('the catalogue', async () => (await shown()).length > 50, patience)
})
afterAll(async () => {
  await worker?.stop()
  await world?.stop()
})

const startWorker = (more: Record<string, string> = {}) =>
  startReady('src/worker.ts', ['jobs'], { ...world.env, ...more }, `category-${++started}`)
const shown = () => readCategoryTree(world.deps.payload)

/**
 * The worker ends itself at the point while an administrator acts, and another begins.
 * @param meanwhile what the administrator does while there is none
 */
async function diesAt(point: Point, act: Act, meanwhile?: Act) {
  const { topic, elsewhere } = await aTopic()
  await worker?.stop()
  worker = await startWorker({ FAILPOINT: point })
  const dying = worker.process
  let wanted = await act(topic, elsewhere, topic)
  await until(`the end at ${point}`, async () => dying.signalCode === 'SIGKILL', patience)
  if (meanwhile && wanted[0]) wanted = await meanwhile(wanted[0], elsewhere, topic)
  // Dead for longer than the queue waits for a sign of life
  await world.rows(`UPDATE pgboss.job SET heartbeat_on = now() - interval '1 minute'
    WHERE state = 'active'`)
  worker = await startWorker()
  await inStep(wanted)
}

/** In one category, to be moved to another; Naumen knows all three. */
async function aTopic() {
  const [parent, elsewhere] = [await world.made(world.word()), await world.made(world.word())]
  const title = world.word()
  const id = await world.made(title, parent)
  for (const one of [id, elsewhere]) await world.reaches(one, 'synced', patience)
  return { topic: { id, title, parent, active: true }, elsewhere }
}

async function inStep(wanted: Node[]) {
  for (const { id } of wanted) await world.reaches(id, 'synced', patience)
  await until('its job to be over', async () => {
    const left = await world.rows(`SELECT FROM pgboss.job
      WHERE name = 'hand-over-category' AND state IN ('created', 'retry', 'active')`)
    return !left.length
  })
  const nodes = await shown()
  const items = await world.items()
  const known = await world.rows<{ uuid: string }>(`SELECT naumen_uuid AS uuid FROM categories
    WHERE naumen_uuid IS NOT NULL`)
  expect(items.map(({ uuid }) => uuid).sort()).toEqual(known.map(({ uuid }) => uuid).sort())
  for (const { id, title, parent, active } of wanted) {
    const inPanel = { id, title, parent, active, state: 'synced', reason: null }
    expect(nodes.filter((one) => one.title === title)).toMatchObject([inPanel])
    const above = parent && (await world.uuidOf(parent))
    const inNaumen = { uuid: await world.uuidOf(id), parent: above, removed: !active }
    expect(items.filter((one) => one.title === title)).toMatchObject([inNaumen])
  }
}

const creates: Act = async () => {
  const [title, below] = [world.word(), world.word()]
  const id = await world.made(title)
  const child = await world.made(below, id)
  return [
    { id, title, parent: null, active: true },
    { id: child, title: below, parent: id, active: true },
  ]
}

const changes =
  (to: (elsewhere: string, before: Node) => Partial<Node>): Act =>
  async (node, elsewhere, before) => {
    const change = to(elsewhere, before)
    await world.change(node.id, change)
    return [{ ...node, ...change }]
  }

const renames = changes(() => ({ title: world.word() }))
const moves = changes((elsewhere) => ({ parent: elsewhere }))
const archives = changes(() => ({ active: false }))
const takesBack = changes((_, { title, parent, active }) => ({ title, parent, active }))
const changesAll = changes((elsewhere) => ({
  title: world.word(),
  parent: elsewhere,
  active: false,
}))

describe('dead at a line of the hand-over, the worker brings to its end that an administrator', () => {
  const acts: [string, Act, Point[]][] = [
    ['makes a category with a topic', creates, ['category-before-create', 'category-created']],
    ['makes one', creates, ['category-adopted', 'category-created:2', 'category-done']],
    ['renames one', renames, ['category-before-edit', 'category-edited', 'category-done']],
    ['moves one', moves, ['category-before-edit', 'category-edited']],
    ['archives one', archives, ['category-before-edit', 'category-edited', 'category-done']],
    ['changes all of it', changesAll, ['category-before-edit:2', 'category-edited:2']],
  ]
  const cases = acts.flatMap(([what, act, points]) => points.map((point) => ({ what, act, point })))
  test.for(cases)('$what ($point)', { timeout }, ({ act, point }) => diesAt(point, act))
})

describe('what an administrator does while the worker is dead is what counts: the category just', () => {
  const edited = 'category-edited'
  const cases: { what: string; point: Point; act: Act; meanwhile: Act }[] = [
    { what: 'made, renamed', point: 'category-created', act: creates, meanwhile: renames },
    { what: 'made, archived', point: 'category-created', act: creates, meanwhile: archives },
    { what: 'renamed, renamed', point: edited, act: renames, meanwhile: renames },
    { what: 'renamed, taken back', point: edited, act: renames, meanwhile: takesBack },
    { what: 'moved, taken back', point: edited, act: moves, meanwhile: takesBack },
    { what: 'archived, taken back', point: edited, act: archives, meanwhile: takesBack },
  ]
  test.for(cases)('$what ($point)', { timeout }, ({ point, act, meanwhile }) =>
    diesAt(point, act, meanwhile),
  )
})
