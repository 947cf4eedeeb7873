import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { proxyControl } from './proxy'

let server: Server
let address = ''
let seen: { method?: string; url?: string; headers: IncomingMessage['headers']; body: string }[]

beforeEach(async () => {
  seen = []
  server = createServer(async (request, response) => {
    if (request.url === '/control/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      return void response.write(': hello\n\ndata: {"type":"message"}\n\n')
    }
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const { method, url, headers } = request
    seen.push({ method, url, headers, body: Buffer.concat(parts).toString() })
    const type = url?.endsWith('.html') ? 'text/html' : 'application/json'
    response.writeHead(url?.endsWith('/gone') ? 404 : 200, {
      'content-type': type,
      'content-disposition': 'inline; filename="a"',
      'set-cookie': 'a=b',
    })
    response.end('{"ok":true}')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterEach(() => {
  server.closeAllConnections()
  server.close()
})

const ask = (path: string, init: RequestInit = {}) =>
  proxyControl(new Request(`http://site.test/sandbox/control/${path}`, init), {
    telegram: address,
  })

test('what the page asks reaches the control server with its method, query and body', async () => {
  const answer = await ask('telegram/people/1/text?a=1', {
    method: 'POST',
    body: '{"text":"Привет"}',
    headers: { 'content-type': 'application/json', cookie: 'payload-token=secret' },
  })
  expect(await answer.json()).toEqual({ ok: true })
  expect(seen[0]).toMatchObject({
    method: 'POST',
    url: '/control/people/1/text?a=1',
    body: '{"text":"Привет"}',
  })
})

test('the cookies of the panel never reach the sandbox, nor its cookies the browser', async () => {
  const answer = await ask('telegram/people', { headers: { cookie: 'payload-token=secret' } })
  expect(seen[0]?.headers.cookie).toBeUndefined()
  expect(answer.headers.get('set-cookie')).toBeNull()
})

test('an error of the control server is passed on as it is', async () => {
  expect((await ask('telegram/gone')).status).toBe(404)
})

test('a foreign page is refused', async () => {
  const foreign: Record<string, string>[] = [
    { host: 'site.test', origin: 'http://evil.test' },
    { host: 'site.test', origin: 'null' },
    { host: 'site.test', 'sec-fetch-site': 'cross-site' },
    { host: 'site.test', 'sec-fetch-site': 'same-site' },
  ]
  for (const headers of foreign) {
    expect((await ask('telegram/people', { headers })).status).toBe(403)
  }
  expect(seen).toHaveLength(0)
})

test('the page itself is let through', async () => {
  const headers = { host: 'site.test', origin: 'http://site.test', 'sec-fetch-site': 'same-origin' }
  expect((await ask('telegram/people', { headers })).status).toBe(200)
})

test('no path leads out of the control servers', async () => {
  const ways = ['telegram/..%2f..%2fbot', 'telegram/%2e%2e%5cbot', 'telegram/files/a%2fb']
  for (const way of ways) expect((await ask(way)).status).toBe(400)
  for (const way of ['telegram/../naumen/x', 'telegram/%2e%2e/%2e%2e/x', 'other/people']) {
    expect((await ask(way)).status).toBe(404)
  }
  expect(seen).toHaveLength(0)
})

test('a page somebody attached is downloaded, never opened at our address', async () => {
  const answer = await ask('telegram/files/evil.html')
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment/)
  expect(answer.headers.get('content-security-policy')).toContain('sandbox')
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
})

test('without a sandbox there is nothing here', async () => {
  const request = new Request('http://site.test/sandbox/control/telegram/people')
  expect((await proxyControl(request, {})).status).toBe(404)
})

test('a part that does not answer is named in words', async () => {
  server.close()
  server.closeAllConnections()
  const answer = await ask('telegram/people')
  expect(answer.status).toBe(502)
  expect(await answer.json()).toEqual({ error: 'Эта часть песочницы сейчас не отвечает' })
})

test('the changes of all parts come as one stream that names the part', async () => {
  const leave = new AbortController()
  const answer = await ask('events', { signal: leave.signal })
  const reader = answer.body!.getReader()
  let text = ''
  while (!text.includes('"message"')) {
    const { value, done } = await reader.read()
    if (done) break
    text += new TextDecoder().decode(value)
  }
  leave.abort()
  expect(text).toContain('event: telegram\ndata: {"type":"message"}')
  expect((await reader.read()).done).toBe(true)
})
