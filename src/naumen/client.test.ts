import { createHash, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net'
import { inspect } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'

import { startNaumenSandbox } from '../sandbox/naumen/server'
import { createNaumen } from './client'
import { NaumenKeyRefused, NaumenRejected, NaumenUnreachable } from './errors'
import { mappingOf } from './mapping'

const accessKey = 'b7f0c1d2-key-must-not-leak'
const ivan = 'employee$10501'
let desk: Awaited<ReturnType<typeof startNaumenSandbox>>
let mapping: ReturnType<typeof mappingOf>

const connect = (more: Partial<Parameters<typeof createNaumen>[0]> = {}) =>
  createNaumen({ url: desk.url, accessKey, timeZone: 'Europe/Moscow', headers: {}, ...more })

async function control<T>(method: string, path: string, body?: unknown): Promise<T> {
  const headers = { 'content-type': 'application/json' }
  const sent = body === undefined ? {} : { headers, body: JSON.stringify(body) }
  const response = await fetch(`${desk.controlUrl}/control/${path}`, { method, ...sent })
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`)
  return (await response.json()) as T
}
const fault = (kind: string, more = {}) => control('POST', 'faults', { kind, ...more })
const knobs = (changes: object) => control('POST', 'knobs', changes)
type Ticket = {
  uuid: string
  correlation: string | null
  subject: string
  files: { sha256: string }[]
}
const tickets = () => control<Ticket[]>('GET', 'tickets')

beforeAll(async () => {
  desk = await startNaumenSandbox({ port: 0, accessKey })
  const naumen = connect()
  const one = async (fqn: string) => String((await naumen.find(fqn, {}, { limit: 1 }))[0]?.UUID)
  mapping = mappingOf(null, {
    NAUMEN_TICKET_TYPE: 'serviceCall$serviceCall',
    NAUMEN_AGREEMENT: await one('agreement'),
    NAUMEN_SERVICE: await one('slmService'),
    NAUMEN_CATEGORY_CLASS: 'catalogs$category',
    NAUMEN_ATTRIBUTES: {},
  })
})
afterEach(async () => {
  await control('DELETE', 'faults')
})
afterAll(() => desk.stop())

const newCall = (correlation: string) => ({
  correlation,
  clientEmployee: ivan,
  subject: 'Не печатает: «Ёлка» & <b>',
  description: '<p>Второй день</p>',
})
const create = (correlation: string, naumen = connect()) =>
  naumen.createServiceCall(mapping, newCall(correlation))
const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => expect.fail('it went through'),
    (error: unknown) => error,
  )

describe('a request in Naumen', () => {
  test('is created with its number and found again by our id', async () => {
    const made = await create('ticket-1')
    expect(made).toMatchObject({ state: 'registered', correlation: 'ticket-1' })
    expect(made.uuid).toMatch(/^serviceCall\$\d+$/)
    expect(made.number).toBeGreaterThan(0)
    expect(await connect().findServiceCalls(mapping, ['ticket-1', 'other'])).toEqual([
      { ...made, description: '' },
    ])
    const [kept] = await tickets()
    expect(kept).toMatchObject({ subject: 'Не печатает: «Ёлка» & <b>', correlation: 'ticket-1' })
  })

  test('is found among its client’s where Naumen lacks the attribute for our id', async () => {
    await knobs({ correlationAttributePresent: false })
    const without = { ...mapping, attributes: { ...mapping.attributes, correlation: '' } }
    expect(await connect().canCorrelate(mapping)).toBe(false)
    const made = await connect().createServiceCall(without, {
      ...newCall('t'),
      description: '<p>Б-7 · 0198-unique</p>',
    })
    const found = await connect().findServiceCallsOf(without, ivan)
    expect(found.find(({ description }) => description.includes('0198-unique'))?.uuid).toBe(
      made.uuid,
    )
    await knobs({ correlationAttributePresent: true })
    expect(await connect().canCorrelate(mapping)).toBe(true)
  })

  test('takes a file whole, whatever letters its name has', async () => {
    const { uuid } = await create('with-file')
    const bytes = randomBytes(70_000)
    const name = 'Скриншот «ошибка» №1.png'
    await connect().addFile(uuid, { name, mime: 'image/png', bytes })
    const [file] = await connect().listFiles(uuid)
    expect(file).toMatchObject({ name, size: 70_000 })
    const back = await connect().readFile(file?.uuid ?? '')
    expect(sha(back)).toBe(sha(bytes))
  })

  test('keeps a file name inside its header', async () => {
    const { uuid } = await create('odd-name')
    const name = 'a"; filename="b.exe\r\nX: y/../c.png'
    await connect().addFile(uuid, { name, mime: 'image/png', bytes: Buffer.from('x') })
    expect((await connect().listFiles(uuid)).map((file) => file.name)).toEqual([
      "a'; filename='b.exe__X: y_.._c.png",
    ])
  })

  test('is refused in Naumen’s own words', async () => {
    const error = await failure(
      connect().createServiceCall({ ...mapping, service: undefined }, newCall('refused')),
    )
    expect(error).toBeInstanceOf(NaumenRejected)
    expect((error as NaumenRejected).message).toBe('Не заполнены обязательные атрибуты: Услуга')
    await knobs({ validationStatus: 500 })
    const other = await failure(
      connect().createServiceCall({ ...mapping, ticketType: 'serviceCall$odd' }, newCall('odd')),
    )
    await knobs({ validationStatus: 400 })
    expect(other).toBeInstanceOf(NaumenRejected)
  })
})

describe('employees', () => {
  test('are found by the exact address with everything a sign-in needs', async () => {
    const found = await connect().findEmployeesByEmail(['ivan.petrov@blago.example'])
    expect(found).toEqual([
      {
        uuid: ivan,
        name: 'Петров Иван Сергеевич',
        firstName: 'Иван',
        email: 'ivan.petrov@blago.example',
        login: 'ivan.petrov',
        department: 'Отдел главного механика',
        post: 'Инженер-механик',
        removed: false,
        locked: false,
      },
    ])
    expect(await connect().findEmployeesByEmail(['Ivan.Petrov@blago.example'])).toEqual([])
  })

  test('who do not exist are told from those we may not see', async () => {
    expect(await connect().getEmployee('employee$404')).toBeNull()
    await knobs({ unknownUuidStatus: 500 })
    expect(await connect().getEmployee('employee$404')).toBeNull()
    await knobs({ unknownUuidStatus: 404, forbiddenCalls: ['^get/'] })
    expect(await failure(connect().getEmployee('employee$404'))).toBeInstanceOf(NaumenRejected)
    await knobs({ forbiddenCalls: [] })
  })

  test('who are dismissed or locked are seen as such', async () => {
    const standings = await connect().findEmployees(['employee$10503', 'employee$10504', ivan])
    const seen = standings.map(({ uuid, removed, locked }) => [uuid, removed, locked])
    expect(seen).toEqual(
      expect.arrayContaining([
        ['employee$10503', true, false],
        ['employee$10504', false, true],
        [ivan, false, false],
      ]),
    )
  })
})

describe('a long list', () => {
  const all = async () =>
    (await connect().listCatalogue({ categoryClass: 'catalogs$category' })).map(({ uuid }) => uuid)

  test('is read whole by pages, in whatever order Naumen gives them', async () => {
    for (let i = 0; i < 130; i += 1)
      await connect().create('urgency', { title: `Срочность ${i}`, code: `u${i}` }, 'UUID')
    for (const findOrder of ['created', 'newest', 'random']) {
      await knobs({ findOrder })
      const rows = await connect().findAll('urgency', {}, 'UUID,title')
      expect(new Set(rows.map(({ UUID }) => UUID)).size).toBe(rows.length)
      expect(rows.length).toBeGreaterThanOrEqual(130)
    }
    await knobs({ findOrder: 'created' })
  })

  test('of categories tells who stands under whom', async () => {
    const items = await connect().listCatalogue({ categoryClass: 'catalogs$category' })
    const tops = items.filter(({ parent }) => parent === '')
    expect(tops.length).toBeGreaterThan(3)
    expect(items.length).toBeGreaterThan(23)
    const known = new Set(await all())
    expect(items.every(({ parent }) => parent === '' || known.has(parent))).toBe(true)
  })
})

describe('a write whose end is not known', () => {
  const ambiguous = [
    'dropAfterCommit',
    '500afterCommit',
    'badJson',
    'lateCommit',
    '502',
    '500',
    'html',
  ]
  for (const kind of ambiguous)
    test(`is called ambiguous when Naumen does «${kind}»`, async () => {
      await fault(kind, { path: 'create-m2m', ms: 1 })
      const error = await failure(create(`ambiguous-${kind}`))
      expect(error).toBeInstanceOf(NaumenUnreachable)
      expect((error as NaumenUnreachable).ambiguous).toBe(true)
    })

  test('is called ambiguous when Naumen hangs, and does not wait for ever', async () => {
    await fault('hang', { path: 'create-m2m' })
    const error = await failure(create('hung', connect({ timeoutMs: 150 })))
    expect(error).toMatchObject({ ambiguous: true, message: 'Naumen не ответил за 1 с' })
  })

  test('was carried out when Naumen broke off after it', async () => {
    await fault('dropAfterCommit', { path: 'create-m2m' })
    await failure(create('lost-answer'))
    expect(await connect().findServiceCalls(mapping, ['lost-answer'])).toHaveLength(1)
  })

  test('is not ambiguous when Naumen could not be reached at all', async () => {
    await control('POST', 'down')
    expect(await failure(create('down'))).toMatchObject({ ambiguous: false })
    await control('POST', 'up')
    const unknown = connect({ url: 'http://naumen.invalid' })
    expect(await failure(create('dns', unknown))).toMatchObject({ ambiguous: false })
  })
})

describe('the access key', () => {
  test('that Naumen does not know is told from a failure of Naumen', async () => {
    for (const badKeyStatus of [500, 401, 400]) {
      await knobs({ badKeyStatus })
      const stranger = connect({ accessKey: 'expired' })
      expect(await failure(stranger.checkKey())).toBeInstanceOf(NaumenKeyRefused)
    }
    await knobs({ badKeyStatus: 500 })
    await fault('401')
    expect(await failure(connect().checkKey())).toBeInstanceOf(NaumenKeyRefused)
  })

  test('stands in no error and no report, whatever goes wrong', async () => {
    const told: unknown[] = []
    const naumen = connect({ timeoutMs: 150, onCall: (...call) => told.push(call) })
    for (const kind of ['500', '401', '400', '403', '502', 'html', 'badJson', 'drop', 'hang']) {
      await fault(kind)
      told.push(await failure(create(kind, naumen)))
    }
    await control('POST', 'down')
    told.push(await failure(create('down', naumen)))
    await control('POST', 'up')
    told.push(await failure(create('dns', connect({ url: 'http://naumen.invalid' }))))
    const echo = await startEcho()
    told.push(await failure(create('echo', connect({ url: echo.url }))))
    echo.server.close()
    const everything = inspect(told, { depth: 12, showHidden: true, getters: true })
    expect(everything).not.toContain(accessKey)
    expect(everything).toContain('accessKey=***')
  })
})

test('the address may end with /sd or not', async () => {
  await connect({ url: `${desk.url}/sd` }).checkKey()
  await connect({ url: `${desk.url}/sd/` }).checkKey()
})

test('headers the operator asks for go with every call', async () => {
  const seen: unknown[] = []
  const server = createServer((request, response) => {
    seen.push(request.headers['x-waf'])
    response.end('[]')
  })
  const url = await listening(server)
  await connect({ url, headers: { 'x-waf': 'let-me-in' } }).checkKey()
  server.close()
  expect(seen).toEqual(['let-me-in'])
})

test('at most four calls are in Naumen at once, and all of them end', async () => {
  let inside = 0
  let most = 0
  const server = createServer((_request, response) => {
    most = Math.max(most, (inside += 1))
    setTimeout(() => {
      inside -= 1
      response.end('[]')
    }, 15)
  })
  const naumen = connect({ url: await listening(server) })
  await Promise.all(Array.from({ length: 20 }, () => naumen.checkKey()))
  server.close()
  expect(most).toBe(4)
})

test('an answer that trickles in for ever is given up', async () => {
  const server = createTcpServer((socket) => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n')
    const timer = setInterval(() => socket.write('['), 20)
    socket.on('error', () => undefined).on('close', () => clearInterval(timer))
  })
  const naumen = connect({ url: await listening(server), timeoutMs: 200 })
  expect(await failure(naumen.checkKey())).toBeInstanceOf(NaumenUnreachable)
  server.close()
})

function sha(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Refuses every call by repeating its address, as careless servers do. */
async function startEcho() {
  const server = createServer((request, response) => {
    response.statusCode = 400
    response.end(`Bad request: ${request.url}`)
  })
  return { server, url: await listening(server) }
}

function listening(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    })
  })
}
