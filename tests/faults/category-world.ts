import { randomUUID } from 'node:crypto'
import { until } from '../world/until'
import { startJobsWorld } from './jobs-world'

export type CategoryWorld = Awaited<ReturnType<typeof startCategoryWorld>>

/** As Naumen's desk shows it. */
export type Item = {
  uuid: string
  title: string
  parent: string | null
  order: number | null
  removed: boolean
  children: Item[]
}
type Row = { state: string; error: string | null; uuid: string | null; theirs: object | null }

/** The jobs' world with an administrator who works in the tree of categories. */
export async function startCategoryWorld() {
  const jobs = await startJobsWorld()
  const { payload } = jobs.deps
  const account = await payload.create({
    collection: 'admins',
    overrideAccess: true,
    data: {
      email: 'tree@blago.example',
      password: 'correct horse battery',
      name: 'Админ',
      role: 'administrator',
      state: 'active',
    },
  })
  const asAdmin = {
    collection: 'categories',
    overrideAccess: false,
    user: { ...account, collection: 'admins' },
    depth: 0,
  } as const

  const world = {
    ...jobs,
    word: () => `Тема ${randomUUID().slice(0, 8)}`,
    async made(title: string, parent: string | null = null) {
      const made = await payload.create({ ...asAdmin, data: { title, parent, active: true } })
      return made.id
    },
    change: (id: string, data: object) => payload.update({ ...asAdmin, id, data }),
    async row(id: string) {
      const [found] = await jobs.rows<Row>(
        `SELECT sync_state AS state, sync_error AS error, naumen_uuid AS uuid, sync_theirs AS theirs
         FROM categories WHERE id = $1`,
        [id],
      )
      if (!found) throw new Error('no such category')
      return found
    },
    /** What waits for its next try tries now. */
    hurryCategories: () =>
      jobs.rows(`UPDATE pgboss.job SET start_after = now()
        WHERE name = 'hand-over-category' AND state < 'active' AND start_after > now()`),
    /** @param hurried what waits for its next try need not wait as long as it meant to */
    reaches: (id: string, state: string, milliseconds = 30_000, hurried = true) =>
      until(
        `the category to be ${state}`,
        async () => {
          if (hurried) await world.hurryCategories()
          const found = await world.row(id)
          return found.state === state && found
        },
        milliseconds,
      ),
    async items() {
      const flat = (list: Item[]): Item[] => list.flatMap((item) => [item, ...flat(item.children)])
      return flat(await jobs.naumen.get<Item[]>('/categories'))
    },
    called: async (title: string) => (await world.items()).filter((item) => item.title === title),
    uuidOf: async (id: string) => (await world.row(id)).uuid ?? '',
    async there(id: string) {
      const uuid = await world.uuidOf(id)
      return (await world.items()).find((item) => item.uuid === uuid)
    },
    fault: (kind: string, path: string, more = {}) =>
      jobs.naumen.post('/faults', { kind, path, ...more }),
  }
  return world
}
