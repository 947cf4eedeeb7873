import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Bot, webhookCallback } from 'grammy'
import type { Update } from 'grammy/types'
import { expect, test } from 'vitest'
import { ivan, maria, refusal, start, stopLater, token } from './test-sandbox'

type Heard = { update: Update; secret?: string; at: number }
type Reply = { status: number; headers?: Record<string, string> }

/** A listener that answers updates as the test decides; `hold` makes it wait. */
const listen = async (reply: (update: Update) => Reply | Promise<Reply>) => {
  const heard: Heard[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += String(part)
    const update = JSON.parse(body) as Update
    const secret = request.headers['x-telegram-bot-api-secret-token'] as string | undefined
    heard.push({ update, secret, at: Date.now() })
    const { status, headers } = await reply(update)
    response.writeHead(status, headers).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  stopLater({ stop })
  const texts = () => heard.map(({ update }) => update.message?.text ?? update.callback_query?.data)
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, heard, texts }
}

test('updates are pushed with the secret, and polling is refused meanwhile', async () => {
  const { api, says } = await start()
  const hook = await listen(() => ({ status: 200 }))
  await says(ivan, 'до')
  await api.setWebhook(hook.url, { secret_token: 'Secret_1', allowed_updates: ['message'] })
  await says(ivan, 'после')
  await expect.poll(hook.texts).toEqual(['до', 'после'])
  expect(hook.heard.map(({ secret }) => secret)).toEqual(['Secret_1', 'Secret_1'])
  expect(await refusal(api.getUpdates())).toBe(
    "409 Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
  )
  await expect
    .poll(() => api.getWebhookInfo())
    .toMatchObject({
      url: hook.url,
      pending_update_count: 0,
      allowed_updates: ['message'],
    })
})

test('a real bot on a webhook answers', async () => {
  const { api, url, says, phone } = await start()
  const bot = new Bot(token, { client: { apiRoot: url } })
  bot.on('message:text', (ctx) => ctx.reply(`Вы сказали: ${ctx.message.text}`))
  const server = createServer(webhookCallback(bot, 'http', { secretToken: 'abc' }))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stopLater({ stop: () => new Promise<void>((resolve) => server.close(() => resolve())) })
  const { port } = server.address() as AddressInfo
  await api.setWebhook(`http://127.0.0.1:${port}/`, { secret_token: 'abc' })
  await says(ivan, 'привет')
  await expect.poll(async () => (await phone(ivan)).messages[1]?.text).toBe('Вы сказали: привет')
  server.closeAllConnections()
})

test('a failing update holds up its own chat only, and is pushed again after 1 and 2 s', async () => {
  const { api, says } = await start()
  let failures = 2
  const hook = await listen((update) =>
    update.message?.text === 'ядовитое' && failures-- > 0 ? { status: 500 } : { status: 200 },
  )
  await api.setWebhook(hook.url)
  await says(ivan, 'ядовитое')
  await says(ivan, 'следом')
  await says(maria, 'у соседки')
  await expect.poll(hook.texts).toContain('у соседки')
  expect(hook.texts()).not.toContain('следом')
  await expect
    .poll(() => api.getWebhookInfo())
    .toMatchObject({
      last_error_message: 'Wrong response from the webhook: 500 Internal Server Error',
      pending_update_count: 2,
    })
  await expect.poll(hook.texts, { timeout: 8_000 }).toContain('следом')
  const his = hook.heard.filter(({ update }) => update.message?.chat.id === ivan)
  expect(his.map(({ update }) => update.message?.text)).toEqual([
    'ядовитое',
    'ядовитое',
    'ядовитое',
    'следом',
  ])
  const waits = [his[1]!.at - his[0]!.at, his[2]!.at - his[1]!.at]
  expect(waits[0]).toBeGreaterThan(900)
  expect(waits[1]).toBeGreaterThan(1_900)
}, 15_000)

test('Retry-After is honoured', async () => {
  const { api, says } = await start()
  let first = true
  const hook = await listen(() => {
    const busy = first
    first = false
    return busy ? { status: 503, headers: { 'retry-after': '2' } } : { status: 200 }
  })
  await api.setWebhook(hook.url)
  await says(ivan, 'привет')
  await expect.poll(() => hook.heard.length, { timeout: 6_000 }).toBe(2)
  expect(hook.heard[1]!.at - hook.heard[0]!.at).toBeGreaterThan(1_900)
}, 10_000)

test('a message and a press of one person come at the same time, two messages never', async () => {
  const { api, says, control } = await start()
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  const hook = await listen(async () => {
    await held
    return { status: 200 }
  })
  await says(ivan, '/start')
  await api
    .getUpdates({ offset: -1 })
    .then(([one]) => api.getUpdates({ offset: one!.update_id + 1 }))
  const reply_markup = { inline_keyboard: [[{ text: 'Да', callback_data: 'yes' }]] }
  const { message_id: messageId } = await api.sendMessage(ivan, 'Да?', { reply_markup })
  await api.setWebhook(hook.url)
  await says(ivan, 'раз')
  await says(ivan, 'два')
  await control('POST', `people/${ivan}/press`, { messageId, data: 'yes' })
  await expect.poll(() => hook.texts().toSorted()).toEqual(['yes', 'раз'])
  release()
  await expect.poll(hook.texts).toContain('два')
})

test('wrong webhooks are refused, and waiting updates may be dropped', async () => {
  const { api, says } = await start()
  expect(await refusal(api.setWebhook('ftp://blago.example'))).toBe(
    '400 Bad Request: bad webhook: An HTTPS URL must be provided for webhook',
  )
  expect(await refusal(api.setWebhook('http://127.0.0.1:9/', { secret_token: 'я' }))).toBe(
    '400 Bad Request: secret token contains unallowed characters',
  )
  await says(ivan, 'привет')
  await api.deleteWebhook({ drop_pending_updates: true })
  expect(await api.getUpdates()).toEqual([])
})
