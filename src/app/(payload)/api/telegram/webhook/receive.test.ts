import type { Update } from 'grammy/types'
import { expect, test } from 'vitest'
import { receive } from './receive'

const secret = 'a-secret-of-the-webhook-long-enough'
const settings = { TELEGRAM_MODE: 'webhook', TELEGRAM_WEBHOOK_SECRET: secret } as const
const url = 'https://support.zavod.example/api/telegram/webhook'

async function post(
  body: string,
  given: string | null = secret,
  mode: 'webhook' | 'polling' = 'webhook',
) {
  const kept: Update[] = []
  const headers: Record<string, string> =
    given === null ? {} : { 'x-telegram-bot-api-secret-token': given }
  const request = new Request(url, { method: 'POST', body, headers })
  const keep = async (update: Update) => void kept.push(update)
  const { status } = await receive(request, { ...settings, TELEGRAM_MODE: mode }, keep)
  return { status, kept }
}

test('an update with our secret is kept and acknowledged', async () => {
  expect(await post('{"update_id": 7}')).toEqual({ status: 200, kept: [{ update_id: 7 }] })
})

test('whoever does not know the secret is refused and leaves nothing', async () => {
  for (const given of [null, '', 'x', `${secret}x`, secret.slice(1)])
    expect(await post('{"update_id": 7}', given)).toEqual({ status: 401, kept: [] })
})

test('without a secret of our own nobody knows it', async () => {
  const request = new Request(url, { method: 'POST', body: '{"update_id": 7}' })
  const { status } = await receive(request, { TELEGRAM_MODE: 'webhook' }, async () => {})
  expect(status).toBe(401)
})

test('while the bot polls there is no webhook', async () => {
  expect(await post('{"update_id": 7}', secret, 'polling')).toEqual({ status: 404, kept: [] })
})

test('a body of more than a megabyte is not taken', async () => {
  const large = JSON.stringify({ update_id: 7, text: 'x'.repeat(1024 * 1024) })
  expect(await post(large)).toEqual({ status: 413, kept: [] })
})

test('what is no update is refused', async () => {
  for (const body of ['', 'x', '[]', 'null', '{"update_id": "7"}'])
    expect((await post(body)).status, body).toBe(400)
})

test('Telegram is asked to come again when the update could not be kept', async () => {
  const headers = { 'x-telegram-bot-api-secret-token': secret }
  const request = new Request(url, { method: 'POST', body: '{"update_id": 7}', headers })
  const answer = await receive(request, settings, async () => {
    throw new Error('the database is away')
  })
  expect(answer.status).toBe(503)
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
})
