import { Api, HttpError } from 'grammy'
import { expect, test, vi } from 'vitest'
import { ivan, maria, refusal, start, token } from './test-sandbox'

const begin = async () => {
  const sandbox = await start()
  await sandbox.says(ivan, '/start')
  const fault = (body: object) => sandbox.control('POST', 'faults', body)
  return { ...sandbox, fault }
}

test('too many requests: so many times, with the pause to make', async () => {
  const { api, fault, call } = await begin()
  await fault({ method: 'sendMessage', kind: '429', times: 2, retryAfter: 7 })
  expect(await refusal(api.sendMessage(ivan, 'т'))).toBe('429 Too Many Requests: retry after 7')
  const raw = await call(`sendMessage?chat_id=${ivan}&text=x`)
  expect(raw).toMatchObject({ status: 429, body: { ok: false, parameters: { retry_after: 7 } } })
  expect(await api.sendMessage(ivan, 'т')).toMatchObject({ message_id: 2 })
})

test('errors of Telegram’s own: 500, 403, 400 in its words, and a page instead of JSON', async () => {
  const { api, fault } = await begin()
  await fault({ kind: '500' })
  expect(await refusal(api.getMe())).toBe('500 Internal Server Error')
  await fault({ method: 'sendMessage', kind: '403', description: 'Forbidden: user is deactivated' })
  expect(await refusal(api.sendMessage(ivan, 'т'))).toBe('403 Forbidden: user is deactivated')
  await fault({ method: 'sendMessage', kind: '400', chatId: maria })
  expect(await api.sendMessage(ivan, 'т')).toMatchObject({ text: 'т' })
  expect(await refusal(api.sendMessage(maria, 'т'))).toBe('400 Bad Request: chat not found')
  await fault({ kind: '502html' })
  expect(await refusal(api.getMe())).toBeInstanceOf(HttpError)
})

test('a connection is cut before the message is sent, or after', async () => {
  const { api, fault, phone } = await begin()
  await fault({ method: 'sendMessage', kind: 'drop' })
  expect(await refusal(api.sendMessage(ivan, 'до'))).toBeInstanceOf(HttpError)
  await fault({ method: 'sendMessage', kind: 'dropAfter' })
  expect(await refusal(api.sendMessage(ivan, 'после'))).toBeInstanceOf(HttpError)
  const texts = (await phone(ivan)).messages.map(({ text }: { text: string }) => text)
  expect(texts).toEqual(['/start', 'после'])
})

test('a call hangs until the caller loses patience', async () => {
  const { url, fault, control } = await begin()
  const hasty = new Api(token, { apiRoot: url, timeoutSeconds: 1 })
  await fault({ method: 'getMe', kind: 'hang', times: -1 })
  expect(await refusal(hasty.getMe())).toBeInstanceOf(HttpError)
  await control('DELETE', 'faults')
  expect(await hasty.getMe()).toMatchObject({ is_bot: true })
})

test('a call that hangs is let go when the fault is taken back', async () => {
  const { api, fault, control } = await begin()
  await fault({ method: 'getMe', kind: 'hang', times: -1 })
  const hanging = refusal(api.getMe())
  await vi.waitFor(async () => expect(await control('GET', 'calls')).toHaveLength(1))
  await control('DELETE', 'faults')
  expect(await hanging).toBeInstanceOf(HttpError)
})

test('Telegram goes down and comes back with everything it had; the phones still work', async () => {
  const { api, control, says, url } = await begin()
  await control('POST', 'down')
  await expect(fetch(`${url}/bot${token}/getMe`)).rejects.toThrow()
  await says(ivan, 'пока вас не было')
  expect(await control('GET', 'health')).toMatchObject({ up: false, waiting: 2 })
  await control('POST', 'up')
  expect(await api.getUpdates()).toHaveLength(2)
})

test('answers are late when told so', async () => {
  const { api, control } = await begin()
  await control('POST', 'latency', { ms: 120 })
  const before = performance.now()
  await api.getMe()
  expect(performance.now() - before).toBeGreaterThan(115)
})

test('every call is written down, with neither token nor secret', async () => {
  const { api, control, fault } = await begin()
  await fault({ method: 'sendMessage', kind: 'drop' })
  await refusal(api.sendMessage(ivan, 'первое'))
  await refusal(api.sendMessage(ivan, ''))
  await api.setWebhook('http://127.0.0.1:9/', { secret_token: 'hidden-secret' })
  await api.deleteWebhook()
  const calls = await control('GET', 'calls?since=0')
  expect(calls).toMatchObject([
    { n: 1, method: 'sendMessage', chatId: ivan, params: { text: 'первое' }, status: 0 },
    { n: 2, status: 400, error: 'Bad Request: message text is empty' },
    { n: 3, method: 'setWebhook', status: 200, params: { secret_token: '***' } },
    { n: 4, method: 'deleteWebhook' },
  ])
  expect(JSON.stringify(calls)).not.toMatch(/TEST-token|hidden-secret/)
  expect(await control('GET', 'calls?since=3')).toHaveLength(1)
})
