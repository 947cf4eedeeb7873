import { createHash, randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, startDatabase } from '../../src/database/server'
import { type Bubble, createPhone, type Phone, textOf } from '../world/phone'
import { until } from '../world/until'
import { addresses, type NaumenTicket, people } from '../world/world'
import { type Installation, newDataDir, npmStart, removeDataDir, signIn } from './installation'

let folders: string[]
let database: Database
let product: Installation
let ivan: Phone
let webhook: string
let secret: string

// A database of our own, so that it can go away without the launcher bringing it back
beforeAll(async () => {
  folders = [await newDataDir(), await newDataDir()]
  database = await startDatabase({ dataDir: folders[0] ?? '' })
  const env = { TELEGRAM_MODE: 'webhook', DATABASE_URL: database.url }
  product = await npmStart(folders[1] ?? '', env)
  webhook = product.panel.replace('/admin', '/api/telegram/webhook')
  secret = product.variable('TELEGRAM_WEBHOOK_SECRET')
  await product.categoriesArePulled()
  ivan = createPhone(product.control('TELEGRAM'), people.ivan)
  await signIn(product, ivan, addresses.ivan)
}, 180_000)

afterAll(async () => {
  await product?.stop()
  await database?.stop()
  await Promise.all(folders.map(removeDataDir))
})

async function beginRequest() {
  await ivan.asks('/new', 'Новая заявка')
  await ivan.presses('Компьютер и оргтехника')
  await ivan.presses('Принтеры')
  await ivan.presses('Не печатает')
  await ivan.sees('Опишите, что случилось')
}

/** Sends the request; over once this very one has its number of Naumen. */
async function send() {
  await ivan.presses('Далее')
  const { bubble } = await ivan.button('Отправить')
  await ivan.presses('Отправить')
  const isReceipt = (one: Bubble) => one.id >= bubble.id && /Номер в Naumen/.test(textOf(one))
  await until('the number of Naumen', async () => (await ivan.fromBot()).some(isReceipt), 60_000)
}

const post = (body: object | string, given?: string) =>
  fetch(webhook, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: {
      'content-type': 'application/json',
      ...(given === undefined ? {} : { 'x-telegram-bot-api-secret-token': given }),
    },
  })

const textFromIvan = (updateId: number, text: string, messageId = 900_000) => {
  const who = { id: people.ivan, first_name: 'Иван' }
  return {
    update_id: updateId,
    message: {
      message_id: messageId,
      date: Math.floor(Date.now() / 1000),
      chat: { ...who, type: 'private' },
      from: { ...who, is_bot: false },
      text,
    },
  }
}

async function countOf(query: string): Promise<number> {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  const { rows } = await client.query<{ count: string }>(query).finally(() => client.end())
  return Number(rows[0]?.count)
}

const inboxRows = () => countOf('SELECT count(*) FROM inbox')
const undrawn = () =>
  countOf('SELECT count(*) FROM bot_chats WHERE drawn_revision < screen_revision')

const tickets = () => product.control('NAUMEN').get<NaumenTicket[]>('/tickets')
const timesIn = (text: string, part: string) => text.split(part).length - 1

test('the whole story goes through the webhook as well', async () => {
  const log = randomBytes(200_000)
  await beginRequest()
  await ivan.types('Принтер не печатает после обновления.')
  await ivan.sees('после обновления')
  await ivan.sends('document', [{ name: 'журнал.log', bytes: log }])
  await ivan.sees('журнал.log')
  await send()
  const ticket = await until('the file in Naumen', async () =>
    (await tickets()).find(({ files }) => files.length),
  )
  expect(ticket.client?.email).toBe(addresses.ivan)
  expect(ticket.description).toContain('после обновления')
  const sha256 = createHash('sha256').update(log).digest('hex')
  expect(ticket.files).toMatchObject([{ title: 'журнал.log', sha256 }])
})

test('who does not know the secret is refused and leaves nothing in the queue', async () => {
  const before = await inboxRows()
  const forged = textFromIvan(999_000_001, 'Подделка')
  for (const given of [undefined, '', 'x'.repeat(43), `${secret}x`, secret.slice(0, -1)])
    expect((await post(forged, given)).status).toBe(401)
  expect(await inboxRows()).toBe(before)
})

test('a body of more than a megabyte is refused, also from the one who knows the secret', async () => {
  const before = await inboxRows()
  const large = textFromIvan(999_000_002, 'x'.repeat(1024 * 1024))
  expect((await post(large, secret)).status).toBe(413)
  expect(await inboxRows()).toBe(before)
})

test('an update that comes again and again, also at the same moment, works once', async () => {
  await beginRequest()
  const { updateId } = await ivan.types('Печать обрывается.')
  await ivan.sees('Печать обрывается.')
  const telegram = product.control('TELEGRAM')
  for (let times = 0; times < 3; times += 1) await telegram.post(`/updates/${updateId}/repeat`)
  const sent = await ivan.types('Бумага есть.')
  const fresh = textFromIvan(sent.updateId, 'Бумага есть.', sent.messageId)
  const answers = await Promise.all(Array.from({ length: 8 }, () => post(fresh, secret)))
  expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200))
  await ivan.sees('Бумага есть.')
  // Whatever came before this one has been handled when it is on the screen
  await ivan.types('Картридж новый.')
  const screen = textOf(await ivan.sees('Картридж новый.'))
  for (const said of ['Печать обрывается.', 'Бумага есть.', 'Картридж новый.'])
    expect(timesIn(screen, said)).toBe(1)
  await send()
})

test('a double tap on «Отправить» and its repetitions file one request', async () => {
  await beginRequest()
  const before = (await tickets()).length
  await ivan.types('Не печатает двусторонне.')
  await ivan.presses('Далее')
  const { bubble, button } = await ivan.button('Отправить')
  const presses = await Promise.all(
    [1, 2].map(() => ivan.pressesData(bubble.id, button?.data ?? '', true)),
  )
  const telegram = product.control('TELEGRAM')
  await Promise.all(presses.map(({ updateId }) => telegram.post(`/updates/${updateId}/repeat`)))
  await until('the request in Naumen', async () => (await tickets()).length > before)
  await ivan.asks('/my', 'Мои заявки')
  expect(await tickets()).toHaveLength(before + 1)
})

test('while the database is away Telegram is told to come again, and nothing is lost or doubled', async () => {
  await beginRequest()
  await ivan.types('Пока всё на месте.')
  await ivan.sees('Пока всё на месте.')
  await until('it to be noted that he sees it', async () => (await undrawn()) === 0)
  await database.stop()
  const refused = await post(textFromIvan(999_000_003, 'Сейчас нельзя'), secret)
  expect(refused.status).toBe(503)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  await ivan.types('Сказано без базы.')
  await until('Telegram to be refused', async () => /503/.test(await webhookError()))

  database = await startDatabase({ dataDir: folders[0] ?? '' })
  const screen = textOf(await ivan.sees('Сказано без базы.', 60_000))
  expect(screen).toContain('Пока всё на месте.')
  expect(timesIn(screen, 'Сказано без базы.')).toBe(1)
  expect(screen).not.toContain('Сейчас нельзя')
  await send()
  const filed = (await tickets()).filter(({ description }) => description.includes('без базы'))
  expect(filed).toHaveLength(1)
}, 150_000)

async function webhookError(): Promise<string> {
  const root = product.variable('TELEGRAM_API_ROOT')
  const url = `${root}/bot${product.variable('TELEGRAM_BOT_TOKEN')}/getWebhookInfo`
  const { result } = (await (await fetch(url)).json()) as {
    result: { last_error_message?: string }
  }
  return result.last_error_message ?? ''
}
