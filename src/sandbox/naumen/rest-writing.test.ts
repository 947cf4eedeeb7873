import { expect, test } from 'vitest'
import { attach, fileCall, ivan, newCall, openDesk, type Json } from './test-desk'

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

test('twenty calls at once get twenty numbers, each with its own file', async () => {
  const desk = await openDesk()
  const people = Array.from({ length: 20 }, (_, at) => `снимок ${at}.png`)
  await Promise.all(
    people.map(async (name) => attach(desk, await fileCall(desk, { shortDescr: name }), [name])),
  )
  const tickets =
    await desk.control<{ subject: string; number: number; files: Json[] }[]>('tickets')
  expect(new Set(tickets.map(({ number }) => number)).size).toBe(20)
  expect(tickets.map(({ files }) => files[0]?.title)).toEqual(tickets.map(({ subject }) => subject))
})
