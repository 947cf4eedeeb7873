import { createServer as createHttpServer } from 'node:http'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { inspect } from 'node:util'
import { InputFile } from 'grammy'
import { expect, onTestFinished, test } from 'vitest'
import { errorOf, ivan, openTelegram, token } from '../../tests/telegram'
import { createTelegram, type Outcome, type Telegram } from './api'
import { answerPress, deliver, editMessage } from './deliver'
import { drawScreen } from './draw'
import { TelegramRefused, TelegramUnreachable } from './errors'
import { downloadFile } from './files'
import { ensureWebhook } from './webhook'

const hello = (telegram: Telegram) =>
  deliver(telegram.api, { chat: ivan, html: 'Привет', rows: [] })

/** Every kind of call there is, against a Telegram that fails. */
const calls: Record<string, (telegram: Telegram, remoteId: string) => Promise<unknown>> = {
  deliver: hello,
  edit: ({ api }) => editMessage(api, { chat: ivan, message: 1, html: 'Привет', rows: [] }),
  draw: ({ api }) =>
    drawScreen(api, {
      chat: ivan,
      message: null,
      messageHasPicture: false,
      fresh: false,
      screen: { text: 'Привет', rows: [], picture: 'a' },
      loadPicture: async () => ({ bytes: Buffer.from('no picture'), name: 'a.png' }),
    }),
  answer: ({ api }) => answerPress(api, '1'),
  poll: ({ api }) => api.getUpdates({ timeout: 0 }),
  download: (telegram, remoteId) => downloadFile(telegram, remoteId, 1000),
  upload: ({ api }) => api.sendDocument(ivan, new InputFile(Buffer.from('a'), 'a.txt')),
  webhook: ({ api }) => ensureWebhook(api, 'https://blago.example/hook', 's'.repeat(32)),
}

/** All an error could give away, wherever it hides. */
const everything = (error: Error) =>
  [
    inspect(error, { depth: 12, showHidden: true }),
    error.stack,
    JSON.stringify(error),
    String(error),
  ].join()

const isClean = (error: Error) => {
  expect(error instanceof TelegramRefused || error instanceof TelegramUnreachable).toBe(true)
  const told = everything(error)
  expect(told).not.toContain(token)
  expect(told).not.toContain(token.slice(token.indexOf(':') + 1))
  expect(told).not.toContain(encodeURIComponent(token))
}

test.for(['500', '502html', '403', '400', 'drop', 'hang', '429'])(
  'whatever goes wrong (%s), no error tells the token',
  async (kind) => {
    const opened = await openTelegram({ timeoutSeconds: 0.2 })
    await opened.ivan.says('/start')
    const file = new File(['тест'], 'a.txt')
    await opened.ivan.sendsFiles('document', [file])
    const remoteId = (await opened.ivan.phone()).at(-1)?.document?.fileId ?? ''
    await opened.fails(kind, { times: -1, retryAfter: 60 })
    for (const call of Object.values(calls)) isClean(await errorOf(call(opened.telegram, remoteId)))
  },
)

test('a Telegram that is down, not to be found, or knows another token, learns nobody the token', async () => {
  const opened = await openTelegram()
  await opened.goesDown()
  const nowhere = createTelegram({ token, apiRoot: 'http://telegram.invalid' })
  const proxy = 'http://proxyuser:proxysecret%@127.0.0.1:1'
  const behindProxy = createTelegram({ token, apiRoot: opened.url, proxy })
  const socks = proxy.replace('http', 'socks5')
  const behindSocks = createTelegram({ token, apiRoot: opened.url, proxy: socks })
  for (const telegram of [opened.telegram, nowhere, behindProxy, behindSocks])
    for (const call of Object.values(calls)) {
      const error = await errorOf(call(telegram, 'a'))
      isClean(error)
      expect(everything(error)).not.toContain('proxysecret')
    }
  await opened.comesBack()
  const stranger = createTelegram({ token: `${token}9`, apiRoot: opened.url })
  isClean(await errorOf(hello(stranger)))
})

test('with a token Telegram does not take, calls are to be made again once it is mended', async () => {
  const opened = await openTelegram()
  const stranger = createTelegram({ token: `${token}9`, apiRoot: opened.url })
  await expect(hello(stranger)).rejects.toThrow(TelegramUnreachable)
})

test('a description that repeats our secrets is cleaned', async () => {
  const { telegram, fails } = await openTelegram()
  await fails('400', { description: `Bad Request: /bot${token}/sendMessage` })
  isClean(await errorOf(hello(telegram)))
})

test('Telegram asking for a short pause gets it, and the message goes out once', async () => {
  const outcomes: Outcome[] = []
  const opened = await openTelegram({ onCall: (_, __, outcome) => outcomes.push(outcome) })
  await opened.ivan.says('/start')
  await opened.fails('429', { retryAfter: 1 })
  await hello(opened.telegram)
  expect((await opened.ivan.phone()).filter(({ from }) => from === 'bot')).toHaveLength(1)
  expect(outcomes).toEqual(['ok'])
})

test('a long pause is not waited for here, and says how long it is', async () => {
  const { telegram, fails, calls } = await openTelegram()
  await fails('429', { retryAfter: 6 })
  await expect(hello(telegram)).rejects.toMatchObject({ retryAfter: 6 })
  expect(await calls('sendMessage')).toHaveLength(1)
})

test('after two short pauses in vain the queue takes over', async () => {
  const { telegram, fails, calls } = await openTelegram()
  await fails('429', { retryAfter: 0, times: -1 })
  await expect(hello(telegram)).rejects.toThrow(TelegramUnreachable)
  expect(await calls('sendMessage')).toHaveLength(3)
})

test('a message whose answer was lost is not sent again by itself', async () => {
  const { telegram, ivan, fails } = await openTelegram()
  await ivan.says('/start')
  await fails('dropAfter', { method: 'sendMessage' })
  await expect(hello(telegram)).rejects.toThrow(TelegramUnreachable)
  expect((await ivan.phone()).filter(({ from }) => from === 'bot')).toHaveLength(1)
})

test('every call is counted with how it ended', async () => {
  const seen: string[] = []
  const onCall = (method: string, ms: number, outcome: Outcome) =>
    seen.push(`${method} ${outcome} ${ms >= 0}`)
  const opened = await openTelegram({ onCall, timeoutSeconds: 0.2 })
  await opened.ivan.says('/start')
  await hello(opened.telegram)
  for (const [kind, retryAfter] of [['400'], ['429', 60], ['hang']] as const) {
    await opened.fails(kind, { retryAfter })
    await errorOf(hello(opened.telegram))
  }
  const endings = ['ok', 'refused', 'limited', 'unreachable']
  expect(seen).toEqual(endings.map((ending) => `sendMessage ${ending} true`))
})

async function listening(server: ReturnType<typeof createServer>) {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => sockets.add(socket))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

const joined = (client: Socket, port: number, greeting: string | Buffer) => {
  const upstream = connect(port, '127.0.0.1', () => client.write(greeting))
  upstream.on('error', () => client.destroy())
  client.on('error', () => upstream.destroy())
  client.pipe(upstream).pipe(client)
}

test('calls and downloads go through an HTTP proxy', async () => {
  const opened = await openTelegram()
  const asked: string[] = []
  const server = createHttpServer()
  server.on('connect', (request, socket) => {
    asked.push(`${request.url} ${request.headers['proxy-authorization'] ?? ''}`)
    joined(socket as Socket, opened.port, 'HTTP/1.1 200 OK\r\n\r\n')
  })
  const proxy = `http://user:secret@127.0.0.1:${await listening(server)}`
  await throughProxy(opened, proxy)
  const basic = `Basic ${Buffer.from('user:secret').toString('base64')}`
  expect(asked[0]).toBe(`127.0.0.1:${opened.port} ${basic}`)
})

test('calls and downloads go through a SOCKS proxy', async () => {
  const opened = await openTelegram()
  let greeted = 0
  const server = createServer((socket) => {
    socket.once('data', () => {
      greeted += 1
      socket.write(Buffer.from([5, 0]))
      const granted = Buffer.from([5, 0, 0, 1, 127, 0, 0, 1, 0, 0])
      socket.once('data', () => joined(socket, opened.port, granted))
    })
  })
  await throughProxy(opened, `socks5://127.0.0.1:${await listening(server)}`)
  expect(greeted).toBeGreaterThan(0)
})

async function throughProxy(opened: Awaited<ReturnType<typeof openTelegram>>, proxy: string) {
  const telegram = createTelegram({ token, apiRoot: opened.url, proxy })
  await opened.ivan.sendsFiles('document', [new File(['через прокси'], 'a.txt')])
  const remoteId = (await opened.ivan.phone())[0]?.document?.fileId ?? ''
  expect((await downloadFile(telegram, remoteId, 1000)).toString()).toBe('через прокси')
  await opened.ivan.says('/start')
  await hello(telegram)
  expect((await opened.ivan.phone()).at(-1)).toMatchObject({ text: 'Привет' })
}
