import { expect, test, vi } from 'vitest'
import { attach, fileCall, newCall, openDesk, type Desk, type Json } from './test-desk'

const CREATE = 'create-m2m/serviceCall$serviceCall'
const calls = (desk: Desk) => desk.json<Json[]>('find/serviceCall?attrs=UUID,botRequestId')

const refusals: [string, number, RegExp][] = [
  ['400', 400, /не может быть выполнена/],
  ['401', 401, /Необходимо указать ключ/],
  ['badKey', 500, /ключ авторизации \*\*\*/],
  ['403', 403, /Недостаточно прав/],
  ['500', 500, /Внутренняя ошибка/],
  ['502', 502, /nginx/],
  ['html', 200, /^<!DOCTYPE html>/],
]

test.each(refusals)(
  'told to answer %s, it does so once and keeps nothing',
  async (kind, status, words) => {
    const desk = await openDesk()
    await desk.control('faults', { kind, path: '^create-m2m' })
    const answer = await desk.post(CREATE, newCall())
    expect([answer.status, await answer.text()]).toEqual([status, expect.stringMatching(words)])
    expect(await calls(desk)).toEqual([])
    expect((await desk.post(CREATE, newCall())).status).toBe(201)
  },
)

test('told to drop before, it keeps nothing; after the commit, it has kept', async () => {
  const desk = await openDesk()
  await desk.control('faults', { kind: 'drop' })
  await expect(desk.post(CREATE, newCall())).rejects.toThrow()
  expect(await calls(desk)).toHaveLength(0)
  await desk.control('faults', { kind: 'dropAfterCommit' })
  await expect(desk.post(CREATE, newCall())).rejects.toThrow()
  expect(await calls(desk)).toHaveLength(1)
  await desk.control('faults', { kind: '500afterCommit' })
  expect((await desk.post(CREATE, newCall())).status).toBe(500)
  expect(await calls(desk)).toHaveLength(2)
})

test('a late commit happens after the caller has gone', async () => {
  const desk = await openDesk()
  await desk.control('faults', { kind: 'lateCommit', ms: 60 })
  await expect(desk.post(CREATE, newCall())).rejects.toThrow()
  expect(await calls(desk)).toHaveLength(0)
  await vi.waitFor(async () => expect(await calls(desk)).toHaveLength(1))
})

test('broken JSON comes after the work was done', async () => {
  const desk = await openDesk()
  await desk.control('faults', { kind: 'badJson' })
  const answer = await desk.post(CREATE, newCall())
  await expect(answer.json()).rejects.toThrow(SyntaxError)
  expect(await calls(desk)).toHaveLength(1)
})

test('it can hang for good and can be slow', async () => {
  const desk = await openDesk()
  await desk.control('faults', { kind: 'hang', path: 'check-status' })
  await expect(desk.rest('check-status', { signal: AbortSignal.timeout(80) })).rejects.toThrow()
  expect(await desk.control('health')).toMatchObject({ up: true })
  await desk.control('faults', { kind: 'slow', ms: 80, path: 'check-status' })
  const started = performance.now()
  expect((await desk.rest('check-status')).status).toBe(200)
  expect(performance.now() - started).toBeGreaterThan(70)
})

test('whoever hangs is let go when the fault is taken back', async () => {
  const desk = await openDesk()
  await desk.control('faults', { kind: 'hang', path: 'check-status' })
  const hanging = desk.rest('check-status')
  await vi.waitFor(async () => expect(await desk.control('calls')).toHaveLength(1))
  await desk.control('faults', undefined, 'DELETE')
  await expect(hanging).rejects.toThrow()
})

test('a fault lasts as often as told, for ever if below zero, until it is taken back', async () => {
  const desk = await openDesk()
  const statuses = async () => {
    const answers = [await desk.get('check-status'), await desk.get('check-status')]
    return [...answers, await desk.get('check-status')].map(({ status }) => status)
  }
  await desk.control('faults', { kind: '500', times: 2 })
  expect(await statuses()).toEqual([500, 500, 200])
  await desk.control('faults', { kind: '500', times: -1 })
  expect(await statuses()).toEqual([500, 500, 500])
  await desk.control('faults', undefined, 'DELETE')
  expect(await statuses()).toEqual([200, 200, 200])
  expect(await desk.control('faults', { kind: 'nonsense' })).toHaveProperty('error')
})

test('down means that nobody listens, while the control answers; up, it is where it was', async () => {
  const desk = await openDesk()
  const uuid = await fileCall(desk)
  await desk.control('down', {})
  await expect(desk.rest('check-status')).rejects.toThrow()
  expect(await desk.control('tickets')).toHaveLength(1)
  expect(await desk.control('health')).toMatchObject({ up: false })
  await desk.control('up', {})
  expect(await desk.json(`get/${uuid}`)).toMatchObject({ UUID: uuid })
  const down = await fetch(`${desk.server.url}/control/down`, { method: 'POST' })
  expect(await down.json()).toEqual({ down: true })
  await expect(desk.rest('check-status')).rejects.toThrow()
  await desk.control('up', {})
  await desk.control('faults', { kind: 'down', ms: 50 })
  await vi.waitFor(async () => expect((await desk.rest('check-status')).status).toBe(200))
})

test('what was just created is got at once and found only after the lag of the index', async () => {
  const desk = await openDesk()
  await desk.control('knobs', { indexLagMs: 150 })
  const uuid = await fileCall(desk)
  expect(await calls(desk)).toEqual([])
  expect((await desk.get(`get/${uuid}`)).status).toBe(200)
  await vi.waitFor(async () => expect(await calls(desk)).toHaveLength(1))
})

test('an installation may lack the correlation attribute', async () => {
  const desk = await openDesk()
  await fileCall(desk, { botRequestId: 'r-1' })
  expect(await desk.json('find/serviceCall', { botRequestId: 'r-1' })).toHaveLength(1)
  await desk.control('knobs', { correlationAttributePresent: false })
  expect((await desk.post(CREATE, newCall({ botRequestId: 'r-2' }))).status).toBe(400)
  expect((await desk.post('find/serviceCall', { botRequestId: 'r-1' })).status).toBe(400)
  expect((await calls(desk))[0]).not.toHaveProperty('botRequestId')
})

test('the description may have another name, and what was written keeps it', async () => {
  const desk = await openDesk()
  const uuid = await fileCall(desk)
  await desk.control('knobs', { descriptionAttribute: 'descriptionInRTF' })
  expect((await desk.post(CREATE, newCall())).status).toBe(400)
  const call = await desk.json(`get/${uuid}`)
  expect(call).toMatchObject({ descriptionInRTF: '<p>Принтер молчит</p>' })
  expect(call).not.toHaveProperty('descriptionRTF')
})

test('statuses of refusals are what the installation says', async () => {
  const desk = await openDesk()
  const statuses = {
    unknownUuidStatus: 500,
    validationStatus: 500,
    forbiddenStatus: 500,
    badKeyStatus: 403,
  }
  await desk.control('knobs', { ...statuses, forbiddenCalls: ['^delete/'] })
  const answers = [
    await desk.get('get/serviceCall$1'),
    await desk.post(CREATE, {}),
    await desk.get('delete/employee$10501'),
    await desk.rest('find/employee?accessKey=other'),
  ]
  expect(answers.map(({ status }) => status)).toEqual([500, 500, 500, 403])
})

test('reading is as strict, as short and as ordered as the installation says', async () => {
  const desk = await openDesk()
  const people = () => desk.json<Json[]>('find/employee?attrs=UUID,login')
  const all = await people()
  await desk.control('knobs', { archivedReturned: false, findOrder: 'newest', defaultLimit: 3 })
  const fewer = await people()
  expect(fewer).toEqual(
    all
      .filter(({ login }) => login !== 'a.kuznetsov')
      .reverse()
      .slice(0, 3),
  )
  await desk.control('knobs', {
    unknownAttributeRead: 'error',
    unreadableAttributes: ['employee.email'],
  })
  expect((await desk.get('get/employee$10501?attrs=UUID,nothing')).status).toBe(400)
  expect(await desk.json('get/employee$10501?attrs=email')).toEqual({ email: null })
})

test('files are taken as the installation takes them', async () => {
  const desk = await openDesk()
  const uuid = await fileCall(desk)
  await desk.control('knobs', {
    fileAttributeParameter: 'attrsCode',
    addFileStatus: 201,
    maxFileBytes: 20,
  })
  expect((await attach(desk, uuid, ['a.txt'], '?attrCode=ContentFiles')).status).toBe(201)
  expect((await attach(desk, uuid, ['a name that is too long.txt'])).status).toBe(400)
  const call = await desk.json<{ files: Json[]; ContentFiles: Json[] }>(`get/${uuid}`)
  expect([call.files.length, call.ContentFiles.length]).toEqual([1, 0])
  await desk.control('knobs', { fileNameForm: 'raw' })
  const [file] = await desk.json<Json[]>('find/file', { source: uuid })
  const answer = await desk.get(`get-file/${String(file?.UUID)}`)
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="a.txt"')
})

test('an unknown knob is refused, and catalog items may be written by code when allowed', async () => {
  const desk = await openDesk()
  expect(await desk.control('knobs', { noSuch: 1 })).toEqual({ error: 'no knob noSuch' })
  const uuid = await fileCall(desk)
  const rate = () => desk.post(`edit/${uuid}`, { codeOfClosing: 'resolved' })
  expect((await rate()).status).toBe(400)
  await desk.control('knobs', { catalogItemByCode: true })
  expect((await rate()).status).toBe(200)
})

test('the log of calls never shows the key', async () => {
  const desk = await openDesk()
  await desk.post('find/employee?attrs=UUID', { login: 'ivan.petrov' })
  await desk.rest('find/employee', {
    method: 'POST',
    body: new URLSearchParams({ accessKey: 'KEY' }),
  })
  const log = await desk.control<Json[]>('calls?since=0')
  expect(log).toMatchObject([
    { n: 1, path: 'find/employee', query: { attrs: 'UUID' }, status: 200 },
    { n: 2, status: 200 },
  ])
  expect(JSON.stringify(log)).not.toContain('KEY')
  expect(await desk.control('calls?since=1')).toHaveLength(1)
})
