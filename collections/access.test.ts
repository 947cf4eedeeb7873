import type { CollectionSlug, GlobalSlug, Payload, PayloadRequest } from 'payload'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Admin } from '../src/payload-types'
import { allowed, allowedGlobals } from './access-table'
import { startPayload } from './test-database'

type Doc = Record<string, unknown>
type Role = (typeof roles)[number]

const operations = ['create', 'read', 'update', 'delete'] as const
type Operation = (typeof operations)[number]
const roles = ['administrator', 'contentManager', 'locked', 'nobody'] as const

const letter: Record<Operation, string> = { create: 'c', read: 'r', update: 'u', delete: 'd' }
const isAllowed = (table: typeof allowed, slug: string, role: Role, operation: Operation) =>
  (role === 'administrator' || role === 'contentManager') &&
  table[slug]?.[role].includes(letter[operation])

let payload: Payload
let stop: () => Promise<void>
const people: Partial<Record<Role, Admin>> = {}
let count = 0

beforeAll(async () => {
  ;({ payload, stop } = await startPayload())
  people.administrator = await createAdmin({ role: 'administrator' })
  people.contentManager = await createAdmin({ role: 'contentManager' })
  people.locked = await createAdmin({ role: 'administrator', state: 'locked' })
})
afterAll(() => stop())

async function createAdmin(data: Partial<Admin>): Promise<Admin> {
  const email = `admin-${++count}@zavod.example`
  const password = 'correct horse battery'
  const created = await payload.create({
    collection: 'admins',
    data: { name: 'Ольга', role: 'contentManager', state: 'active', email, password, ...data },
    overrideAccess: true,
  })
  return { ...created, collection: 'admins' }
}

const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const image = { data: picture, name: 'план.png', mimetype: 'image/png', size: picture.length }

/** Data with which a document of the collection can be created, were it allowed. */
async function sample(slug: string): Promise<Doc> {
  const once = `${slug} ${++count}`
  const samples: Record<string, () => Doc | Promise<Doc>> = {
    users: () => ({ name: once, email: `${count}@zavod.example`, employee: `employee$${count}` }),
    admins: () => ({
      name: once,
      email: `new-${count}@zavod.example`,
      password: 'correct horse battery',
      role: 'contentManager',
    }),
    tickets: async () => ({ user: (await make('users')).id }),
    messages: async () => ({ ticket: (await make('tickets')).id, direction: 'note' }),
    categories: () => ({ title: once }),
    'menu-sections': () => ({ title: once, kind: 'page' }),
    articles: () => ({ title: once }),
    'article-sections': () => ({ title: once }),
    files: () => ({}),
    'audit-log': () => ({
      at: new Date().toISOString(),
      admin: 'x',
      action: 'act',
      collection: 'x',
    }),
  }
  const data = samples[slug]
  if (!data) throw new Error(`Say how a document of ${slug} is created`)
  return data()
}

async function make(slug: string): Promise<{ id: string }> {
  const made = await payload.create({
    collection: slug as CollectionSlug,
    data: (await sample(slug)) as never,
    ...fileFor(slug),
    overrideAccess: true,
  })
  return { id: String(made.id) }
}

const fileFor = (slug: string) => (slug === 'files' ? { file: image } : {})

async function attempt(slug: string, operation: Operation, role: Role) {
  const collection = slug as CollectionSlug
  const as = { overrideAccess: false, user: people[role] ?? null } as const
  const data = (operation === 'create' ? await sample(slug) : {}) as never
  if (operation === 'create') return payload.create({ collection, data, ...fileFor(slug), ...as })
  const { id } = await make(slug)
  if (operation === 'read') return payload.findByID({ collection, id, ...as })
  if (operation === 'update') return payload.update({ collection, id, data, ...as })
  return payload.delete({ collection, id, ...as })
}

const outcome = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { status?: number; message: string }) =>
      error.status === 403 || error.status === 404 ? 'refused' : error.message,
  )

test('every collection and every global stands in the tables of this test', () => {
  const ours = payload.config.collections.map(({ slug }) => slug as string)
  expect(ours.filter((slug) => !slug.startsWith('payload-')).sort()).toEqual(
    Object.keys(allowed).sort(),
  )
  expect(payload.config.globals.map(({ slug }) => slug as string).sort()).toEqual(
    Object.keys(allowedGlobals).sort(),
  )
})

describe.each(Object.keys(allowed))('%s', (slug) => {
  test.each(roles.flatMap((role) => operations.map((operation) => ({ role, operation }))))(
    'whether a $role may $operation it is as the table says',
    async ({ role, operation }) => {
      const expected = isAllowed(allowed, slug, role, operation) ? 'done' : 'refused'
      expect(await outcome(attempt(slug, operation, role))).toBe(expected)
    },
  )
})

describe.each(Object.keys(allowedGlobals))('%s', (slug) => {
  const actions = roles.flatMap((role) =>
    (['read', 'update'] as const).map((operation) => ({ role, operation })),
  )
  test.each(actions)(
    'whether a $role may $operation it is as the table says',
    async ({ role, operation }) => {
      const as = {
        slug: slug as GlobalSlug,
        overrideAccess: false,
        user: people[role] ?? null,
      } as const
      const work =
        operation === 'read'
          ? payload.findGlobal(as)
          : payload.updateGlobal({ ...as, data: {} as never })
      const expected = isAllowed(allowedGlobals, slug, role, operation) ? 'done' : 'refused'
      expect(await outcome(work)).toBe(expected)
    },
  )
})

test('nobody reads what Payload keeps for itself without having signed in', async () => {
  const own = payload.config.collections.filter(({ slug }) => slug.startsWith('payload-'))
  expect(own.length).toBeGreaterThan(0)
  for (const { slug } of own)
    expect(
      await outcome(
        payload.find({ collection: slug as CollectionSlug, overrideAccess: false, user: null }),
      ),
    ).toBe('refused')
})

test('a content manager can neither promote nor reopen himself, nor become the emergency account', async () => {
  const manager = await createAdmin({ role: 'contentManager' })
  const changed = await payload.update({
    collection: 'admins',
    id: manager.id,
    data: { name: 'Пётр', role: 'administrator', emergency: true },
    overrideAccess: false,
    user: manager,
  })
  expect(changed).toMatchObject({ name: 'Пётр', role: 'contentManager', emergency: false })
})

test('a content manager sees only his own account', async () => {
  const manager = people.contentManager
  const { docs } = await payload.find({
    collection: 'admins',
    overrideAccess: false,
    user: manager,
  })
  expect(docs.map(({ id }) => id)).toEqual([manager?.id])
})

test('a content manager sees pictures of the menu but nothing an employee sent', async () => {
  const { createFile } = await import('../src/database/file-bytes')
  const req = { payload } as PayloadRequest
  const sent = await createFile(req, {
    name: 'паспорт.jpg',
    mime: 'image/jpeg',
    bytes: picture,
    source: 'employee',
  })
  const read = (role: Role) =>
    outcome(
      payload.findByID({
        collection: 'files',
        id: sent,
        overrideAccess: false,
        user: people[role] ?? null,
      }),
    )
  expect(await read('contentManager')).toBe('refused')
  expect(await read('administrator')).toBe('done')
})

test('the panel keeps no file that could run in a browser', async () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  for (const [name, mimetype] of [
    ['a.svg', 'image/svg+xml'],
    ['a.png', 'image/png'],
    ['a.html', 'text/html'],
  ] as const) {
    const file = { data: svg, name, mimetype, size: svg.length }
    const upload = payload.create({
      collection: 'files',
      data: {} as never,
      file,
      overrideAccess: false,
      user: people.administrator,
    })
    await expect(upload).rejects.toMatchObject({ status: 400 })
  }
})

test('an uploaded file says itself what it is, whatever the request claims', async () => {
  const claim = { name: 'x.exe', source: 'employee', sha256: 'nothing' } as never
  const user = people.contentManager
  const file = await payload.create({
    collection: 'files',
    data: claim,
    file: image,
    overrideAccess: false,
    user,
  })
  expect(file).toMatchObject({ name: 'план.png', source: 'admin', mimeType: 'image/png' })
  expect(file.sha256).toMatch(/^[0-9a-f]{64}$/)
  expect(file.filename).toMatch(/^plan-[0-9a-f-]{36}\.png$/)
})

test('nobody deletes the account he is signed in with, nor the emergency one', async () => {
  const user = people.administrator
  const remove = (id: string) =>
    outcome(payload.delete({ collection: 'admins', id, overrideAccess: false, user }))
  const { docs } = await payload.find({
    collection: 'admins',
    where: { emergency: { equals: true } },
    overrideAccess: true,
  })
  expect(await remove(user?.id ?? '')).toBe('refused')
  expect(await remove(docs[0]?.id ?? '')).toBe('refused')
})

test('only an administrator opens an account locked by wrong passwords', async () => {
  const unlock = async (role: Role) => {
    const { email } = await createAdmin({})
    const user = people[role] ?? null
    const req = { user } as Partial<PayloadRequest>
    return outcome(
      payload.unlock({
        collection: 'admins',
        data: { email } as never,
        overrideAccess: false,
        req,
      }),
    )
  }
  expect(await unlock('administrator')).toBe('done')
  expect(await unlock('contentManager')).toBe('refused')
  expect(await unlock('nobody')).toBe('refused')
})
