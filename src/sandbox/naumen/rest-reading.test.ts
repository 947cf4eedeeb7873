import { expect, test } from 'vitest'
import { ivan, openDesk, withKey, type Json } from './test-desk'

const NO_KEY = 'Ошибка авторизации. Необходимо указать ключ авторизации в параметре accessKey'
const BAD_KEY =
  'Переход не может быть выполнен: ключ авторизации *** не найден или не может быть использован повторно'

test('the status is told without a key, and a wrong key is noticed there too', async () => {
  const desk = await openDesk()
  expect(await (await desk.rest('check-status')).text()).toBe('Operation completed successfully')
  expect((await desk.rest('check-status?accessKey=other')).status).toBe(500)
})

test('a call without a key is 401, with a wrong one 500, both in plain words', async () => {
  const desk = await openDesk()
  const none = await desk.rest('find/employee')
  const wrong = await desk.rest('find/employee?accessKey=other')
  expect([none.status, await none.text()]).toEqual([401, NO_KEY])
  expect([wrong.status, await wrong.text()]).toEqual([500, BAD_KEY])
  expect(wrong.headers.get('content-type')).toMatch(/^text\/plain/)
})

test('a key is issued to an employee who works, for as many minutes as asked', async () => {
  const desk = await openDesk()
  const headers = { HTTP_AUTH_LOGIN: 'ivan.petrov', HTTP_AUTH_PASSWD: 'sandbox' }
  const key = await (await desk.rest('get-access-key?livetime=5', { headers })).text()
  expect((await desk.rest(withKey('get/employee$10501', key))).status).toBe(200)
  const locked = { ...headers, HTTP_AUTH_LOGIN: 'o.smirnova' }
  expect((await desk.rest('get-access-key', { headers: locked })).status).toBe(401)
})

const ways: [string, string, RequestInit?][] = [
  ['a JSON body', 'find/employee', { method: 'POST', body: '{"login":"ivan.petrov"}' }],
  ['JSON in the path', 'find/employee/{"login":"ivan.petrov"}'],
  ['single quotes in the path', "find/employee/{'login':'ivan.petrov'}"],
  ['bare words in the path', 'find/employee/{login:ivan.petrov}/'],
  ['base64 in the path', `find/employee/40x${btoa('{"login":"ivan.petrov"}').replace(/=/g, '')}`],
  ['the query', 'find/employee?login=ivan.petrov'],
  ['the query after a slash', 'find/employee/?login=ivan.petrov'],
  ['the type with $', 'find/employee$employee?login=ivan.petrov'],
  ['the type with %24', 'find/employee%24employee?login=ivan.petrov'],
  [
    'a form',
    'find/employee',
    { method: 'POST', body: new URLSearchParams({ login: 'ivan.petrov' }) },
  ],
]

test.each(ways)('an employee is found by login through %s', async (_way, path, init) => {
  const desk = await openDesk()
  const answer = await desk.rest(withKey(path), init)
  expect((await answer.json()) as Json[]).toMatchObject([
    { UUID: ivan, email: 'ivan.petrov@blago.example' },
  ])
})

test('a list in a filter means any of them, and letters must be of the same case', async () => {
  const desk = await openDesk()
  const email = [
    'ivan.petrov@blago.example',
    'm.sidorova@blago.example',
    'IVAN.PETROV@blago.example',
  ]
  expect(await desk.json('find/employee?attrs=UUID', { email })).toHaveLength(2)
  expect(await desk.json('find/employee', { email: email[2] })).toEqual([])
})

test('the dismissed and the locked are found like all others', async () => {
  const desk = await openDesk()
  const [gone] = await desk.json<Json[]>('find/employee', { login: 'a.kuznetsov' })
  const [locked] = await desk.json<Json[]>('find/employee', { login: 'o.smirnova' })
  expect(gone).toMatchObject({ removed: true, removalDate: expect.stringMatching(/^2026\./) })
  expect(locked).toMatchObject({ removed: false, isEmployeeLocked: true, isEmployeeActive: false })
  const working = await desk.json<Json[]>('find/employee', { removed: false })
  expect(working.map(({ login }) => login)).not.toContain('a.kuznetsov')
})

test('pages follow one another, and an offset needs a limit', async () => {
  const desk = await openDesk()
  const page = (query: string) => desk.json<Json[]>(`find/catalogs$category?attrs=UUID&${query}`)
  const all = await page('')
  const pages = [...(await page('limit=30')), ...(await page('limit=100&offset=30'))]
  expect(all.length).toBeGreaterThan(60)
  expect(pages).toEqual(all)
  expect((await desk.get('find/catalogs$category?offset=30')).status).toBe(400)
})

const wrongQuestions: [Json, string][] = [
  [{ isEmployeeActive: true }, 'Could not resolve property'],
  [{ nothing: 1 }, 'Could not resolve property'],
  [{ number: '1' }, 'Could not execute query'],
  [{ parent: 'employee$10501' }, 'Loader not found for prefix'],
]

test.each(wrongQuestions)('a filter by %o is refused in words', async (filter, words) => {
  const desk = await openDesk()
  const answer = await desk.post('find/employee', filter)
  expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining(words)])
})

test('the world of a fresh desk holds together', async () => {
  const desk = await openDesk()
  const agreement = await desk.json('get/agreement$605301')
  expect(agreement.services).toContainEqual(expect.objectContaining({ UUID: 'slmService$605005' }))
  const categories = await desk.json<Json[]>('find/catalogs$category?attrs=UUID,parent')
  const children = new Map<unknown, number>()
  for (const { parent } of categories) {
    const uuid = (parent as Json | null)?.UUID ?? null
    children.set(uuid, (children.get(uuid) ?? 0) + 1)
  }
  expect([children.get(null), Math.max(...children.values())]).toEqual([5, 23])
  expect(await desk.json('find/KB?attrs=title')).toHaveLength(2)
  expect(await desk.json('find/catalogs$mark')).toHaveLength(5)
})

test('scripts are answered as by an installation that has none', async () => {
  const desk = await openDesk()
  const words = 'Script module or method not found: sdRest.listCalls(2 args)'
  for (const method of ['exec', 'exec-post']) {
    const answer = await desk.get(`${method}?func=modules.sdRest.listCalls&params=1,user`)
    expect(await answer.text()).toBe(words)
  }
})

test('a search gives bare UUIDs', async () => {
  const desk = await openDesk()
  expect(await desk.json('search/employee/{login:ivan.petrov}')).toEqual([ivan])
})
