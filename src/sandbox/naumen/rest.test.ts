import { expect, test } from 'vitest'
import { attach, fileCall, ivan, newCall, openDesk, withKey, type Json } from './test-desk'

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

test('a new service call answers 201 with what was asked for', async () => {
  const desk = await openDesk()
  const path = 'create-m2m/serviceCall$serviceCall?attrs=UUID,number,title,state,client'
  const answer = await desk.post(path, newCall())
  expect(answer.status).toBe(201)
  expect(await answer.json()).toEqual({
    UUID: expect.stringMatching(/^serviceCall\$\d+$/),
    number: 299,
    title: 'SD299',
    state: 'registered',
    client: { UUID: ivan, title: 'Петров Иван Сергеевич', metaClass: 'employee$employee' },
  })
})

test('the type may stand in the path, in the body or in both', async () => {
  const desk = await openDesk()
  const metaClass = 'serviceCall$request'
  for (const path of ['serviceCall', 'serviceCall$request']) {
    expect(await desk.json(`create-m2m/${path}`, newCall({ metaClass }))).toMatchObject({
      metaClass,
    })
  }
  expect((await desk.post('create-m2m/serviceCall', newCall())).status).toBe(400)
  expect((await desk.post('create-m2m/serviceCall$call', newCall({ metaClass }))).status).toBe(400)
})

test('create answers 201 with text, and several are created one by one', async () => {
  const desk = await openDesk()
  const created = await desk.post('create/serviceCall$call', newCall())
  expect(created.status).toBe(201)
  expect(created.headers.get('content-type')).toMatch(/^text\/plain/)
  const metaClass = 'serviceCall$call'
  const several = [newCall({ metaClass }), { metaClass, shortDescr: 'Без услуги' }]
  expect(await desk.json('create-m2m-multiple', several)).toEqual([
    { UUID: expect.stringMatching(/^serviceCall\$/) },
    expect.objectContaining({
      shortDescr: 'Без услуги',
      error: expect.stringContaining('Соглашение'),
    }),
  ])
})

const wrongCalls: [string, Json, string][] = [
  ['no agreement', { agreement: null }, 'Не заполнены обязательные атрибуты: Соглашение'],
  ['an unknown attribute', { noSuch: 'x' }, "Атрибут с кодом 'noSuch' не найден"],
  ['a number of its own', { number: 7 }, 'недоступен для редактирования'],
  ['a client who is not there', { clientEmployee: 'employee$1' }, 'Объект employee$1 не найден'],
  ['a link to another class', { service: 'employee$10501' }, 'Loader not found for prefix'],
  ['a wrong date', { deadLineTime: 'завтра' }, "Неверное значение атрибута 'deadLineTime'"],
]

test.each(wrongCalls)(
  'a service call with %s is refused, nothing is kept',
  async (_, more, words) => {
    const desk = await openDesk()
    const answer = await desk.post('create-m2m/serviceCall$serviceCall', newCall(more))
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining(words)])
    expect(await desk.json('find/serviceCall')).toEqual([])
  },
)

test('edit answers with text, edit-m2m with the object, and an edit by GET counts too', async () => {
  const desk = await openDesk()
  const uuid = await fileCall(desk)
  const edited = await desk.post(`edit/${uuid}`, { state: 'inprogress' })
  expect([edited.status, await edited.text()]).toEqual([200, 'Operation completed successfully'])
  const whole = await desk.json(`edit-m2m/${uuid}?attrs=responsible`, { responsible: 'team$20001' })
  expect(whole).toMatchObject({ responsible: { UUID: 'team$20001', title: 'Первая линия' } })
  await desk.get(`edit/${uuid}?shortDescr=Иначе`)
  expect(await desk.json(`get/${uuid}`)).toMatchObject({ shortDescr: 'Иначе', state: 'inprogress' })
})

test('a state is reached only from those that lead to it, with what it demands', async () => {
  const desk = await openDesk()
  const uuid = await fileCall(desk)
  const words = async (attributes: Json) => (await desk.post(`edit/${uuid}`, attributes)).text()
  expect(await words({ state: 'resumed' })).toContain('Переход из статуса "Зарегистрировано"')
  expect(await words({ state: 'nowhere' })).toContain("Статус с кодом 'nowhere' не найден")
  expect(await words({ state: 'resolved', shortDescr: 'Х' })).toContain('Код закрытия, Решение')
  expect(await desk.json(`get/${uuid}`)).toMatchObject({
    state: 'registered',
    shortDescr: 'Не печатает',
  })
  const done = { state: 'resolved', codeOfClosing: 'closureCode$559501', solution: 'Готово' }
  expect(await words(done)).toBe('Operation completed successfully')
  expect(await words({ state: 'closed' })).toBe('Operation completed successfully')
})

test('files keep their names and bytes whatever their parts are called', async () => {
  const desk = await openDesk()
  const uuid = await fileCall(desk)
  const names = ['Снимок экрана № 1.png', "акт (2) 100% 'верно'.pdf"]
  expect((await attach(desk, uuid, names)).status).toBe(200)
  const files = await desk.json<Json[]>('find/file?attrs=UUID,title,source', { source: uuid })
  expect(files.map(({ title }) => title)).toEqual(names)
  const answer = await desk.get(`get-file/${String(files[0]?.UUID)}`)
  expect(await answer.text()).toBe(`bytes of ${names[0]}`)
  const encoded = encodeURIComponent(names[0] ?? '')
  expect(answer.headers.get('content-disposition')).toContain(`filename*=UTF-8''${encoded}`)
  expect(await desk.json(`get/${uuid}?attrs=files`)).toMatchObject({ files: [{}, {}] })
})

test.each(['attrCode', 'attrsCode'])(
  'a file goes to the attribute named by %s',
  async (parameter) => {
    const desk = await openDesk()
    const uuid = await fileCall(desk)
    await attach(desk, uuid, ['a.txt'], `?${parameter}=ContentFiles`)
    const { files, ContentFiles } = await desk.json(`get/${uuid}`)
    expect([files, ContentFiles]).toEqual([[], [expect.objectContaining({ title: 'a.txt' })]])
    expect((await attach(desk, uuid, ['a.txt'], `?${parameter}=noSuch`)).status).toBe(400)
  },
)

test('comments are objects; private ones come along, and a superuser has no name', async () => {
  const desk = await openDesk()
  const source = await fileCall(desk)
  await desk.json('create-m2m/comment', { source, text: 'Добрый день', author: ivan })
  await desk.json('create-m2m/comment', { source, text: 'Между нами', private: true })
  await desk.control('knobs', { superuserKey: true })
  await desk.post(`edit/${source}`, { '@comment': 'Из правки' })
  expect(await desk.json('find/comment?attrs=text,private,author', { source })).toMatchObject([
    { text: 'Добрый день', private: false, author: { UUID: ivan } },
    { text: 'Между нами', private: true, author: { title: 'Интеграция' } },
    { text: 'Из правки', private: false, author: null },
  ])
})

test('a comment carries files, and deleting a call takes all with it', async () => {
  const desk = await openDesk()
  const source = await fileCall(desk)
  const comment = await desk.json('create-m2m/comment', { source, text: 'Вот' })
  await attach(desk, String(comment.UUID), ['b.txt'])
  expect(await desk.json(`get/${String(comment.UUID)}`)).toMatchObject({
    files: [{ title: 'b.txt' }],
  })
  expect((await desk.get(`delete/${source}`)).status).toBe(200)
  expect((await desk.get(`get/${source}`)).status).toBe(404)
  expect([await desk.json('find/comment'), await desk.json('find/file')]).toEqual([[], []])
})

test('dates are in the zone of the server, and are read in it', async () => {
  const desk = await openDesk({ timeZone: 'Asia/Yekaterinburg' })
  const uuid = await fileCall(desk, { deadLineTime: '2026-12-01 10:00:00' })
  const call = await desk.json(`get/${uuid}?attrs=deadLineTime,creationDate`)
  expect(call.deadLineTime).toBe('2026.12.01 10:00:00')
  const [date = '', time = ''] = String(call.creationDate).split(' ')
  const created = Date.parse(`${date.replaceAll('.', '-')}T${time}+05:00`)
  expect(Math.abs(created - Date.now())).toBeLessThan(60_000)
})

test('categories are created with a code of their own, renamed, moved and archived', async () => {
  const desk = await openDesk()
  const parent = 'catalogs$701001'
  const made = await desk.json('create-m2m/catalogs$category', {
    title: 'Сканер',
    code: 'scan',
    parent,
  })
  const path = `edit-m2m/${String(made.UUID)}`
  expect(await desk.json(path, { title: 'Сканеры', parent: null, removed: true })).toMatchObject({
    ...{ title: 'Сканеры', code: 'scan', parent: null, removed: true },
    removalDate: expect.any(String),
  })
  const twice = await desk.post('create-m2m/catalogs$category', { title: 'Ещё', code: 'scan' })
  expect(await twice.text()).toContain("Элемент с кодом 'scan' уже существует")
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
