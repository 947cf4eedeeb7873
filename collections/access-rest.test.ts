import { sql } from '@payloadcms/db-postgres'
import type { Endpoint, Payload } from 'payload'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { rows } from '../src/database/transaction'
import type { Admin } from '../src/payload-types'
import { allowed, allowedGlobals, openToContentManagers, openToEverybody } from './access-table'
import { createAdmin, createRest, signIn } from './panel-rest'
import { startPayload } from './test-database'

vi.setConfig({ testTimeout: 90_000 })

const roles = ['administrator', 'contentManager', 'locked', 'nobody'] as const
type Role = (typeof roles)[number]

let payload: Payload
let stop: () => Promise<void>
let ask: ReturnType<typeof createRest>
let manager: Admin
const cookies: Partial<Record<Role, string>> = {}
const nothing = '00000000-0000-4000-8000-000000000000'

beforeAll(async () => {
  ;({ payload, stop } = await startPayload())
  ask = createRest(payload)
  const boss = await createAdmin(payload, { role: 'administrator' })
  manager = await createAdmin(payload)
  const locked = await createAdmin(payload, { role: 'administrator' })
  cookies.administrator = await signIn(payload, boss.email)
  cookies.contentManager = await signIn(payload, manager.email)
  cookies.locked = await signIn(payload, locked.email)
  // Locked behind the panel's back: the session is still there, and is of no use
  await rows(payload, sql`UPDATE admins SET state = 'locked' WHERE id = ${locked.id}`)
})
afterAll(() => stop?.())

const slugs = () => payload.config.collections.map(({ slug }) => slug as string)
const ours = () => slugs().filter((slug) => !slug.startsWith('payload-'))
const as = (role: Role) => ({ cookie: cookies[role] })
const isRefused = (status: number) => [401, 403, 404, 501].includes(status)
/** Where nothing keeps versions Payload fails before it asks who is there: nothing is told. */
const isRefusedVersion = (slug: string, path: string, status: number) =>
  status === 500 && path.includes('/versions') && !versioned().includes(slug)
const versioned = () =>
  payload.config.collections.filter(({ versions }) => versions).map(({ slug }) => slug as string)

/** Every operation there is on a collection, with what it needs of the rights in the table. */
const operations = (slug: string) => [
  { needs: 'c', method: 'POST', path: `/${slug}`, body: {} },
  { needs: 'r', method: 'GET', path: `/${slug}` },
  { needs: 'r', method: 'GET', path: `/${slug}/${nothing}` },
  { needs: 'r', method: 'GET', path: `/${slug}/count` },
  { needs: 'r', method: 'GET', path: `/${slug}/versions` },
  { needs: 'r', method: 'GET', path: `/${slug}/versions/${nothing}` },
  { needs: 'u', method: 'POST', path: `/${slug}/versions/${nothing}`, body: {} },
  { needs: 'u', method: 'PATCH', path: `/${slug}/${nothing}`, body: {} },
  { needs: 'u', method: 'PATCH', path: `/${slug}?where[id][equals]=${nothing}`, body: {} },
  { needs: 'd', method: 'DELETE', path: `/${slug}/${nothing}` },
  { needs: 'd', method: 'DELETE', path: `/${slug}?where[id][equals]=${nothing}` },
  { needs: 'c', method: 'POST', path: `/${slug}/${nothing}/duplicate`, body: {} },
]

test.each(['contentManager', 'locked', 'nobody'] as const)(
  'every operation on every collection is refused to a %s, unless the table says otherwise',
  async (role) => {
    const done: string[] = []
    for (const slug of ours())
      for (const { needs, path, ...request } of operations(slug)) {
        const rights = role === 'contentManager' ? (allowed[slug]?.contentManager ?? '') : ''
        // The own account: seen by the rows, below
        const isOwn = role === 'contentManager' && slug === 'admins' && 'ru'.includes(needs)
        if (rights.includes(needs) || isOwn) continue
        const { status } = await ask(path, { ...request, ...as(role) })
        if (isRefusedVersion(slug, path, status)) continue
        if (!isRefused(status)) done.push(`${request.method} ${path}: ${status}`)
      }
    expect(done).toEqual([])
  },
)

test('an administrator reads what the table says, so that the refusals above mean something', async () => {
  for (const slug of ours()) {
    const rights = allowed[slug]?.administrator ?? ''
    const { status } = await ask(`/${slug}`, as('administrator'))
    expect({ slug, status }).toEqual({ slug, status: rights.includes('r') ? 200 : 403 })
  }
  for (const slug of ours()) {
    const rights = allowed[slug]?.contentManager ?? ''
    const { status } = await ask(`/${slug}`, as('contentManager'))
    const may = rights.includes('r') || slug === 'admins'
    expect({ slug, status }).toEqual({ slug, status: may ? 200 : 403 })
  }
})

test.each(roles)('every setting is open to a %s as the table says', async (role) => {
  const rights = role === 'administrator' || role === 'contentManager' ? role : null
  for (const { slug } of payload.config.globals) {
    const may = rights ? (allowedGlobals[slug]?.[rights] ?? '') : ''
    const read = await ask(`/globals/${slug}`, as(role))
    const update = await ask(`/globals/${slug}`, { method: 'POST', body: {}, ...as(role) })
    const versions = await ask(`/globals/${slug}/versions`, as(role))
    expect({ slug, read: isRefused(read.status) }).toEqual({ slug, read: !may.includes('r') })
    expect({ slug, update: isRefused(update.status) }).toEqual({ slug, update: !may.includes('u') })
    if (!may) expect(versions.status).toBeGreaterThanOrEqual(400)
  }
})

/** Those Payload gives to every collection, to an auth collection and to one of uploads are known. */
const ofPayload =
  /^\/(:id\??|count|versions|access|file|paste-url|duplicate|login|logout|unlock|init|me|refresh-token|first-register|forgot-password|reset-password|verify|graphql|graphql-playground|payload-jobs|reorder)?(\/|$|\?)/

type Found = { name: string; method: string; path: string }

function ownEndpoints(): Found[] {
  const bare = endpointsOf('audit-log').map((endpoint) => `${endpoint.method} ${endpoint.path}`)
  const found = ours().flatMap((slug) =>
    endpointsOf(slug)
      .filter(({ method, path }) => !bare.includes(`${method} ${path}`))
      .filter(({ path }) => !ofPayload.test(path) || /^\/:id\/./.test(path))
      .map(({ method, path }) => ({
        name: `${method} /${slug}${path}`,
        method,
        path: `/${slug}${path}`,
      })),
  )
  const globals = payload.config.globals.flatMap(({ slug, endpoints }) =>
    (endpoints || [])
      .filter(({ path }) => !ofPayload.test(path))
      .map(({ method, path }) => ({
        name: `${method} /globals/${slug}${path}`,
        method,
        path: `/globals/${slug}${path}`,
      })),
  )
  return [...found, ...globals]
}

const endpointsOf = (slug: string): Omit<Endpoint, 'root'>[] =>
  payload.config.collections.find((one) => (one.slug as string) === slug)?.endpoints || []

test('every endpoint of ours asks who is there, and only those of the list are for content managers', async () => {
  const endpoints = ownEndpoints()
  const names = endpoints.map(({ name }) => name)
  expect(names).toContain('post /admins/invite')
  expect(names).toContain('post /tickets/:id/retry')
  const open: string[] = []
  for (const { name, method, path } of endpoints)
    for (const role of ['contentManager', 'locked', 'nobody'] as const) {
      if (role === 'contentManager' && openToContentManagers.includes(name)) continue
      const body = method === 'get' ? undefined : {}
      const request = { method: method.toUpperCase(), body, ...as(role) }
      const { status } = await ask(path.replace(/:\w+/g, nothing), request)
      if (status !== 403 && status !== 401) open.push(`${role}: ${name}: ${status}`)
    }
  expect(open).toEqual([])
  expect(openToEverybody.every((name) => !names.includes(name))).toBe(true)
})

test("GraphQL, Payload's own jobs and the first registration are closed to everybody", async () => {
  const query = { query: '{ Admins { docs { email } } }' }
  for (const role of roles) {
    expect(isRefused((await ask('/graphql', { body: query, ...as(role) })).status)).toBe(true)
    for (const path of ['/payload-jobs/run', '/payload-jobs/handle-schedules', '/payload-jobs'])
      expect(isRefused((await ask(path, as(role))).status), path).toBe(true)
    const first = await ask('/admins/first-register', { body: {}, ...as(role) })
    expect(first.status).toBe(403)
  }
})

test('nobody asks questions about what is secret: neither directly nor through a relation', async () => {
  const secrets = ['password', 'hash', 'salt', 'resetPasswordToken', 'loginAttempts', 'lockUntil']
  const asked = [...secrets, 'sessions.id', 'sessions'].flatMap((field) => [
    `/admins?where[${field}][like]=a`,
    `/admins/count?where[${field}][exists]=true`,
    `/admins?where[or][0][and][0][${field}][not_equals]=a`,
    `/admins?sort=${field}`,
  ])
  const related = slugs().flatMap((slug) =>
    ['author', 'user.value', 'user', 'document.value', 'globalSlug'].flatMap((field) => [
      `/${slug}?where[${field}.hash][like]=a`,
      `/${slug}?where[${field}.resetPasswordToken][exists]=true`,
    ]),
  )
  const told: string[] = []
  for (const role of ['administrator', 'contentManager'] as const) {
    for (const path of [...asked, ...related]) {
      const { status, text } = await ask(path, as(role))
      const isSort = path.includes('sort=')
      if (status === 200 && !isSort) told.push(`${role}: ${path}`)
      if (status === 200) expect(text).not.toMatch(/pbkdf2|"(hash|salt|resetPasswordToken)"/)
    }
    const { text } = await ask('/admins?depth=2&select[hash]=true&select[salt]=true', as(role))
    expect(text).not.toMatch(/pbkdf2|"(hash|salt|resetPasswordToken|lockUntil)"/)
  }
  expect(told).toEqual([])
})

test('a content manager learns no address of a colleague by asking about authors', async () => {
  for (const path of ['author.email', 'author.name', 'author.role']) {
    const { status, body } = await ask(`/articles?where[${path}][like]=a`, as('contentManager'))
    const { totalDocs } = body as { totalDocs?: number }
    expect(status === 200 ? totalDocs : 0, path).toBe(0)
  }
})

test('what a content manager sends of the own account changes the name alone', async () => {
  const body = {
    name: 'Пётр',
    role: 'administrator',
    state: 'locked',
    emergency: true,
    lockedBecause: 'dismissed',
    email: 'other@zavod.example',
    checkedAt: '2030-01-01T00:00:00.000Z',
    sessions: [],
    hash: 'x',
    resetPasswordToken: 'x',
    loginAttempts: 0,
  }
  const path = `/admins/${manager.id}`
  await ask(path, { method: 'PATCH', body, ...as('contentManager') })
  const now = await payload.findByID({
    collection: 'admins',
    id: manager.id,
    overrideAccess: true,
    showHiddenFields: true,
  })
  expect(now).toMatchObject({
    name: 'Пётр',
    role: 'contentManager',
    state: 'active',
    emergency: false,
    lockedBecause: null,
    email: manager.email,
    checkedAt: null,
  })
  expect(now.hash).not.toBe('x')
  const { body: seen } = await ask('/admins', as('contentManager'))
  expect((seen as { docs: { id: string }[] }).docs.map(({ id }) => id)).toEqual([manager.id])
  const foreign = await ask('/admins/unlock', {
    body: { email: manager.email },
    ...as('contentManager'),
  })
  expect(foreign.status).toBe(403)
})

test('one account neither sees nor changes what the panel remembers for another', async () => {
  const value = { secret: 'of the administrator' }
  const written = await ask('/payload-preferences/own', { body: { value }, ...as('administrator') })
  expect(written.status).toBe(200)
  const read = await ask('/payload-preferences/own', as('contentManager'))
  expect(read.text).not.toContain('of the administrator')
  const list = await ask('/payload-preferences', as('contentManager'))
  expect(list.text).not.toContain('of the administrator')
  await ask('/payload-preferences/own', { method: 'DELETE', ...as('contentManager') })
  const still = await ask('/payload-preferences/own', as('administrator'))
  expect(still.text).toContain('of the administrator')
})

test('nobody who has not signed in reads what Payload keeps for itself', async () => {
  for (const slug of slugs().filter((one) => one.startsWith('payload-'))) {
    const { status } = await ask(`/${slug}`, as('nobody'))
    expect(isRefused(status), slug).toBe(true)
  }
})

test('a cookie is of no use to a page of another origin', async () => {
  const evil = { ...as('administrator'), origin: 'https://evil.example' }
  expect((await ask('/admins/me', evil)).body).toMatchObject({ user: null })
  expect((await ask('/users', evil)).status).toBe(403)
  const body = { name: 'x', email: 'x@evil.example', role: 'administrator' }
  expect((await ask('/admins', { body, ...evil })).status).toBe(403)
  const hidden = { ...as('administrator'), origin: '', headers: { 'sec-fetch-site': 'cross-site' } }
  expect((await ask('/users', hidden)).status).toBe(403)
})
