import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startNaumenSandbox } from './server'
import { attach, fileCall, openDesk, type Json } from './test-desk'

test('an engineer sees the newest call first, with its client, category and files', async () => {
  const desk = await openDesk()
  await fileCall(desk)
  const more = { category: 'catalogs$701003', botRequestId: 'r-2' }
  const uuid = await fileCall(desk, more)
  await attach(desk, uuid, ['снимок.png'])
  const tickets = await desk.control<Json[]>('tickets')
  expect(tickets).toHaveLength(2)
  expect(tickets[0]).toMatchObject({
    ...{ uuid, number: 300, title: 'SD300', state: 'registered', stateTitle: 'Зарегистрировано' },
    ...{ subject: 'Не печатает', description: '<p>Принтер молчит</p>', correlation: 'r-2' },
    client: { title: 'Петров Иван Сергеевич', email: 'ivan.petrov@blago.example' },
    category: 'Компьютер и оргтехника → Рабочее место → Компьютер не включается',
    files: [{ title: 'снимок.png', size: 25, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
  })
  const [file] = tickets[0]?.files as Json[]
  const bytes = await fetch(`${desk.server.url}${String(file?.url)}`)
  expect(await bytes.text()).toBe('bytes of снимок.png')
})

test('an engineer takes a call, answers with a file, resolves it; the client may reopen it', async () => {
  const desk = await openDesk()
  const uuid = await fileCall(desk)
  const at = `tickets/${uuid}`
  const taken = await desk.control(`${at}/assign`, {
    employee: 'employee$10512',
    team: 'team$20001',
  })
  expect(taken.responsible).toMatchObject({ employee: { title: 'Сетевая Анна Олеговна' } })
  const form = new FormData()
  form.append('text', '<p>Готово</p>')
  form.append('file', new Blob(['x']), 'ответ.txt')
  const url = `${desk.server.url}/control/${at}/comment`
  const comment = (await (await fetch(url, { method: 'POST', body: form })).json()) as Json
  expect(comment).toMatchObject({
    author: { title: 'Сетевая Анна Олеговна' },
    ...{ private: false, text: '<p>Готово</p>', files: [{ title: 'ответ.txt' }] },
  })
  expect(await desk.control(`${at}/state`, { state: 'resolved' })).toMatchObject({
    state: 'resolved',
  })
  expect((await desk.post(`edit/${uuid}`, { state: 'resumed' })).status).toBe(200)
})

test('what the desk may not do is said in words', async () => {
  const desk = await openDesk()
  const uuid = await fileCall(desk)
  const refused = await desk.control(`tickets/${uuid}/state`, { state: 'resumed' })
  expect(refused.error).toContain('Переход из статуса')
  expect(await desk.control('tickets/serviceCall$1/state', { state: 'closed' })).toHaveProperty(
    'error',
  )
  expect(await desk.control('nowhere')).toHaveProperty('error')
})

test('comments are private, nameless, corrected and deleted', async () => {
  const desk = await openDesk()
  const at = `tickets/${await fileCall(desk)}`
  const hidden = await desk.control(`${at}/comment`, { text: 'Тайно', private: true, author: null })
  expect(hidden).toMatchObject({ private: true, author: null })
  const path = `comments/${String(hidden.uuid)}`
  expect(await desk.control(`${path}/edit`, { text: 'Явно' })).toMatchObject({ text: 'Явно' })
  await desk.control(path, undefined, 'DELETE')
  expect(await desk.control(at)).toMatchObject({ comments: [] })
})

test('a picture pasted into a comment stands in its text, other files below it', async () => {
  const desk = await openDesk()
  const uuid = await fileCall(desk)
  const form = new FormData()
  form.append('text', '<p>Нажмите сюда:</p><img src="cid:кнопка.png">')
  for (const name of ['кнопка.png', 'инструкция.txt']) form.append('file', new Blob(['x']), name)
  const url = `${desk.server.url}/control/tickets/${uuid}/comment`
  const comment = (await (await fetch(url, { method: 'POST', body: form })).json()) as Json
  expect(comment.files).toMatchObject([{ title: 'инструкция.txt' }])
  const [, picture = ''] = /download\?uuid=(file\$\d+)"/.exec(String(comment.text)) ?? []
  expect((await desk.get(`get-file/${picture}`)).status).toBe(200)
  const read = await desk.json<Json[]>('find/comment?attrs=text,files', { source: uuid })
  expect(read).toMatchObject([{ text: comment.text, files: [{ title: 'инструкция.txt' }] }])
})

test('the desk knows who moved and took a call: an engineer, the bot, or Naumen itself', async () => {
  const desk = await openDesk()
  const uuid = await fileCall(desk)
  const anna = 'employee$10512'
  await desk.control(`tickets/${uuid}/assign`, { employee: anna, by: anna })
  await desk.control(`tickets/${uuid}/state`, { state: 'waitClientAnswer' })
  await desk.json('create-m2m/comment', { source: uuid, text: 'Вот', author: 'employee$10501' })
  await desk.control(`tickets/${uuid}/state`, { state: 'resolved', by: anna })
  await desk.post(`edit/${uuid}`, { state: 'closed' })
  expect((await desk.control(`tickets/${uuid}`)).history).toMatchObject([
    { by: 'Сетевая Анна Олеговна', responsible: 'Сетевая Анна Олеговна' },
    { by: 'Инженеров Пётр Николаевич', state: 'waitClientAnswer' },
    { by: null, state: 'resumed' },
    { by: 'Сетевая Анна Олеговна', state: 'resolved' },
    { by: 'Интеграция', state: 'closed' },
  ])
})

test("the client's comment brings a waiting call back to work", async () => {
  const desk = await openDesk()
  const source = await fileCall(desk)
  await desk.control(`tickets/${source}/state`, { state: 'waitClientAnswer' })
  await desk.json('create-m2m/comment', { source, text: 'Не моё', author: 'employee$10511' })
  expect(await desk.json(`get/${source}?attrs=state`)).toEqual({ state: 'waitClientAnswer' })
  await desk.json('create-m2m/comment', { source, text: 'Вот', author: 'employee$10501' })
  expect(await desk.json(`get/${source}?attrs=state`)).toEqual({ state: 'resumed' })
})

test('people are hired, dismissed, taken back, locked and renamed', async () => {
  const desk = await openDesk()
  const names = { lastName: 'Новиков', firstName: 'Олег' }
  const hired = await desk.control('employees', { ...names, email: 'o@blago.example', login: 'o' })
  expect(hired).toMatchObject({ title: 'Новиков Олег', removed: false, locked: false })
  const act = (name: string, body: Json = {}) =>
    desk.control(`employees/${String(hired.uuid)}/${name}`, body)
  expect(await act('dismiss')).toMatchObject({ removed: true })
  expect(await act('rehire')).toMatchObject({ removed: false })
  expect(await act('lock')).toMatchObject({ locked: true })
  expect(await act('unlock')).toMatchObject({ locked: false })
  expect(await act('edit', { attributes: { lastName: 'Старков' } })).toMatchObject({
    title: 'Старков Олег',
  })
  expect(await desk.control('employees')).toHaveLength(8)
})

test('the catalogue is a tree that can be grown and archived', async () => {
  const desk = await openDesk()
  const node = await desk.control('categories', { title: 'Прочее' })
  const leaf = await desk.control('categories', { title: 'Разное', parent: node.uuid })
  await desk.control(`categories/${String(leaf.uuid)}/edit`, { title: 'Другое' })
  await desk.control(`categories/${String(leaf.uuid)}/archive`, {})
  const tree = await desk.control<Json[]>('categories')
  expect(tree.find(({ uuid }) => uuid === node.uuid)).toMatchObject({
    title: 'Прочее',
    children: [{ title: 'Другое', removed: true, children: [] }],
  })
})

test('whoever watches the desk hears of every change', async () => {
  const desk = await openDesk()
  const stopping = new AbortController()
  const url = `${desk.server.controlUrl}/control/events`
  const events = await fetch(url, { signal: stopping.signal })
  const uuid = await fileCall(desk)
  let heard = ''
  for await (const chunk of events.body ?? []) {
    heard += Buffer.from(chunk).toString()
    if (heard.includes(uuid)) break
  }
  expect(heard).toContain(`data: {"type":"ticket","uuid":"${uuid}"}`)
  stopping.abort()
})

test('a restart keeps calls, files, knobs and the count', async () => {
  const stateFile = join(await mkdtemp(join(tmpdir(), 'naumen-')), 'naumen.json')
  const before = await openDesk({ stateFile })
  const uuid = await fileCall(before)
  await attach(before, uuid, ['снимок.png'])
  await before.control('knobs', { archivedReturned: false })
  await before.server.stop()
  const after = await openDesk({ stateFile })
  const [file] = await after.json<Json[]>('find/file', { source: uuid })
  const bytes = await after.get(`get-file/${String(file?.UUID)}`)
  expect(await bytes.text()).toBe('bytes of снимок.png')
  expect(await after.control('knobs')).toMatchObject({ archivedReturned: false })
  const next = await after.json(`get/${await fileCall(after)}?attrs=number`)
  expect(next).toEqual({ number: 300 })
})

test('a port that is taken is said at the start', async () => {
  const { server } = await openDesk()
  await expect(startNaumenSandbox({ port: server.port, accessKey: 'K' })).rejects.toThrow(
    'EADDRINUSE',
  )
})
