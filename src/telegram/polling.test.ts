import { createServer } from 'node:http'
import { type AddressInfo } from 'node:net'
import type { Update } from 'grammy/types'
import { expect, onTestFinished, test } from 'vitest'
import { openTelegram } from '../../tests/telegram'
import { startPolling } from './polling'
import { ensureWebhook } from './webhook'

async function open() {
  const opened = await openTelegram()
  const received: Update[] = []
  const errors: unknown[] = []
  const poll = (receive = async (updates: Update[]) => void received.push(...updates)) => {
    const polling = startPolling({
      telegram: opened.telegram,
      receive,
      onError: (error) => errors.push(error),
    })
    onTestFinished(() => polling.stop())
    return polling
  }
  const texts = () => received.map(({ message }) => message?.text)
  return { ...opened, received, errors, poll, texts }
}

test('updates come in order, each once', async () => {
  const { ivan, poll, texts } = await open()
  await ivan.says('раз')
  poll()
  await expect.poll(texts).toEqual(['раз'])
  await ivan.says('два')
  await ivan.says('три')
  await expect.poll(texts).toEqual(['раз', 'два', 'три'])
})

test('what could not be kept comes again, until it is', async () => {
  const { ivan, poll, received, texts, errors } = await open()
  await ivan.says('важное')
  let failures = 1
  poll(async (updates) => {
    if (failures-- > 0) throw new Error('the database is away')
    received.push(...updates)
  })
  await expect.poll(texts, { timeout: 5000 }).toEqual(['важное'])
  expect(errors).toHaveLength(1)
})

test('after a stop between keeping and confirming, an update comes again under the same number', async () => {
  const { ivan, poll, received } = await open()
  await ivan.says('важное')
  const first = poll(async (updates) => {
    received.push(...updates)
    void first.stop()
  })
  await expect.poll(() => received.length).toBe(1)
  await first.stop()
  poll()
  await expect.poll(() => received.length).toBe(2)
  expect(received[0]?.update_id).toBe(received[1]?.update_id)
})

test('an outage of Telegram is waited out', async () => {
  const { ivan, poll, texts, errors, goesDown, comesBack } = await open()
  await goesDown()
  poll()
  await expect.poll(() => errors.length).toBeGreaterThan(0)
  await comesBack()
  await ivan.says('снова здесь')
  await expect.poll(texts, { timeout: 10_000 }).toEqual(['снова здесь'])
})

test('numbers that begin anew, lower than before, lose no update', async () => {
  const { ivan, poll, texts, control, received } = await open()
  await ivan.says('раз')
  poll()
  await expect.poll(texts).toEqual(['раз'])
  const [first] = received
  const lower = { ...first, update_id: 17, message: { ...first?.message, text: 'после тишины' } }
  await control('POST', 'updates', lower)
  await expect.poll(texts, { timeout: 5000 }).toContain('после тишины')
})

test('a second process with the same token is named as the trouble', async () => {
  const { poll, errors, api, calls } = await open()
  poll()
  await expect.poll(() => calls('getUpdates')).toBeDefined()
  await expect
    .poll(async () => {
      await api.getUpdates({ timeout: 0 })
      return errors.map(String).join()
    })
    .toContain('Another process polls with the same bot token')
})

test('stopping takes less than two seconds, also in a quiet poll and in a long commit', async () => {
  const { ivan, poll, received } = await open()
  const quiet = poll()
  await ivan.says('раз')
  await expect.poll(() => received.length).toBe(1)
  const startedAt = performance.now()
  await quiet.stop()
  expect(performance.now() - startedAt).toBeLessThan(1000)
  await ivan.says('два')
  let committing = false
  const endless = poll(() => {
    committing = true
    return new Promise(() => undefined)
  })
  await expect.poll(() => committing).toBe(true)
  const stoppedAt = performance.now()
  await endless.stop()
  expect(performance.now() - stoppedAt).toBeLessThan(2500)
})

test('a webhook is registered with its secret, and polling takes over from it', async () => {
  const opened = await open()
  const secrets: unknown[] = []
  const server = createServer((request, response) => {
    secrets.push(request.headers['x-telegram-bot-api-secret-token'])
    response.writeHead(503, { 'retry-after': '1' }).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/telegram`
  const secret = 'secret-of-the-webhook-0123456789-abc'
  await ensureWebhook(opened.api, url, secret)
  await ensureWebhook(opened.api, url, secret)
  const allowed_updates = ['message', 'edited_message', 'callback_query', 'my_chat_member']
  expect(await opened.api.getWebhookInfo()).toMatchObject({ url, allowed_updates })
  await opened.ivan.says('раз')
  await expect.poll(() => secrets).toContain(secret)
  opened.poll()
  await expect.poll(opened.texts).toEqual(['раз'])
  expect((await opened.api.getWebhookInfo()).url).toBe('')
})
