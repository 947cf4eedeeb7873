import { nodemailerAdapter } from '@payloadcms/email-nodemailer'
import { drizzle } from 'drizzle-orm/node-postgres'
import type { Payload } from 'payload'
import pg from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createDrawReceipt } from '../../jobs/draw-receipt'
import { createNotify } from '../../jobs/notify'
import { createOutgoingRate } from '../../jobs/reach/outgoing-rate'
import { createSendMail } from '../../jobs/send-mail'
import { signInCode, signInKey } from '../../src/domain/sign-in'
import { fill } from '../../src/domain/text'
import { defaultTexts, type Say } from '../../src/domain/texts'
import { createTelegram } from '../../src/telegram/api'
import { createPhone } from '../world/phone'
import { addresses, people, startWorld, type World } from '../world/world'
import { token } from '../world/environment'

let world: World
let pool: pg.Pool
let payload: Payload
const key = signInKey('a key of the tests')
const log = pino({ level: 'silent' })
const say: Say = (name, values = {}) => fill(defaultTexts[name].text, values)
const texts = async () => say
const chat = people.ivan

beforeAll(async () => {
  world = await startWorld({ name: 'writing-first', withoutWorker: true })
  pool = new pg.Pool({ connectionString: world.env.DATABASE_URL, max: 20 })
  pool.on('error', () => undefined)
  const door = { db: { drizzle: drizzle(pool) } } as unknown as Payload
  const transportOptions = { url: world.env.SMTP_URL, connectionTimeout: 5000 }
  const mailer = await nodemailerAdapter({
    defaultFromAddress: 'support@blago.example',
    defaultFromName: 'Поддержка',
    skipVerify: true,
    transportOptions,
  })
  payload = Object.assign(door, { sendEmail: mailer({ payload: door }).sendEmail })
  await createPhone(world.telegram, chat).types('/start')
})

afterAll(async () => {
  await pool?.end()
  await world?.stop()
})

beforeEach(async () => {
  await world.telegram.remove('/faults')
  await world.mailbox.remove('/faults')
  await world.mailbox.remove('/mails')
  await world.telegram.post(`/people/${chat}/unblock`)
  await pool.query('DELETE FROM tickets; DELETE FROM users; DELETE FROM outgoing_rate')
  await pool.query('DELETE FROM bot_chats; DELETE FROM sign_in_challenges')
  await pool.query(
    `INSERT INTO users (name, email, employee, chat_id) VALUES ('Иван Петров', $1, 'employee$1', $2)`,
    [addresses.ivan, chat],
  )
})

function speaking(rate = 1000) {
  const telegram = createTelegram({ token, apiRoot: world.apiRoot })
  return { payload, telegram, texts, log, rate: createOutgoingRate({ payload, rate }) }
}

const heard = async () =>
  (await createPhone(world.telegram, chat).messages()).filter(({ from }) => from === 'bot')

async function one<T>(query: string): Promise<T> {
  const { rows } = await pool.query(query)
  return rows[0] as T
}

test('a notice reaches the person with its values and buttons', async () => {
  const rows = [[{ label: 'Мои заявки', press: '/my' }]]
  const values = { number: 'Б-1001 <&>' }
  await createNotify(speaking())({ chat, text: 'handOverFailed', values, rows })
  expect((await heard()).at(-1)).toMatchObject({
    text: expect.stringContaining('Заявка Б-1001 <&> сохранена'),
    keyboard: [[{ text: 'Мои заявки', data: '1:/my' }]],
  })
})

test('where the last word was said nothing more is', async () => {
  await pool.query('INSERT INTO bot_chats (chat_id, screen_revision) VALUES ($1, 3)', [chat])
  const before = await heard()
  await createNotify(speaking())({ chat, text: 'handOverFailed', values: { number: 'Б-1001' } })
  expect(await heard()).toEqual(before)
})

test('who has blocked the bot is remembered, and not tried again', async () => {
  await world.telegram.post(`/people/${chat}/block`)
  await createNotify(speaking())({ chat, text: 'dismissed' })
  expect(await one('SELECT bot_blocked FROM users')).toEqual({ bot_blocked: true })
})

test('a pause Telegram asks for is kept by everybody, and the notice comes later', async () => {
  await world.telegram.post('/faults', { kind: '429', retryAfter: 30 })
  const notify = createNotify(speaking())
  await expect(notify({ chat, text: 'dismissed' })).rejects.toThrow('too many requests')
  await expect(notify({ chat, text: 'dismissed' })).rejects.toThrow('this one waits')
  const { wait } = await one<{ wait: number }>(
    'SELECT extract(epoch FROM arrival - now())::float8 AS wait FROM outgoing_rate',
  )
  expect(wait).toBeGreaterThan(25)
})

test('a Telegram that is away leaves the notice for later; one that refuses it ends it', async () => {
  const notify = createNotify(speaking())
  await world.telegram.post('/faults', { kind: '500' })
  await expect(notify({ chat, text: 'dismissed' })).rejects.toThrow('did not answer')
  await world.telegram.post('/faults', { kind: '400' })
  await notify({ chat, text: 'dismissed' })
  await notify({ chat, text: 'no such text' })
})

test('no more messages a second leave than allowed, whoever sends them', async () => {
  const [one, other] = [speaking(20).rate, speaking(20).rate]
  const startedAt = performance.now()
  await Promise.all(Array.from({ length: 20 }, (_, n) => (n % 2 ? one : other).take()))
  expect(performance.now() - startedAt).toBeGreaterThan(900)
})

async function ticket(more: Record<string, unknown> = {}) {
  const row = {
    number: 'Б-1001',
    topic_path: 'Принтеры → Не печатает',
    receipt_chat: chat,
    attachments: JSON.stringify([{ kind: 'photo', name: 'Фото.jpg' }]),
    ...more,
  }
  const names = Object.keys(row)
  const marks = names.map((_, index) => `$${index + 1}`)
  const { rows } = await pool.query<{ id: string }>(
    `INSERT INTO tickets (user_id, ${names}) VALUES ((SELECT id FROM users), ${marks}) RETURNING id`,
    Object.values(row),
  )
  return { ticket: rows[0]?.id ?? '' }
}

async function keptMessage(): Promise<number> {
  const kept = await one<{ message: string }>('SELECT receipt_message AS message FROM tickets')
  return Number(kept.message)
}

async function receiptOnPhone(): Promise<number> {
  await createNotify(speaking())({ chat, text: 'receiptWaiting' })
  return (await heard()).at(-1)?.id ?? 0
}

test('the receipt follows its ticket: saved, delayed, handed over', async () => {
  const message = await receiptOnPhone()
  const filed = await ticket({ receipt_message: message })
  const drawReceipt = createDrawReceipt(speaking())
  const told = async () => {
    await drawReceipt(filed)
    return (await heard()).find(({ id }) => id === message)?.text
  }
  expect(await told()).toMatch(/Б-1001 принята[^]*Не печатает[^]*Файлов: 1[^]*Передаём/)
  await pool.query(`UPDATE tickets SET hand_over_error = 'Naumen не отвечает'`)
  expect(await told()).toContain('Система инженеров сейчас не отвечает')
  await pool.query(`UPDATE tickets SET naumen_title = 'SC-77', hand_over_state = 'created'`)
  expect(await told()).toContain('Номер в Naumen: SC-77')
  expect(await told()).toContain('SC-77')
  await pool.query(`UPDATE tickets SET hand_over_state = 'failed', naumen_title = NULL`)
  expect(await told()).toContain('не передана')
})

test('a receipt keeps its buttons, for it may be all that stands on the phone', async () => {
  const message = await receiptOnPhone()
  const filed = await ticket({ receipt_message: message })
  await createDrawReceipt(speaking())(filed)
  const receipt = (await heard()).find(({ id }) => id === message)
  expect(receipt?.keyboard).toMatchObject([
    [{ data: `1:/ticket:${filed.ticket}` }],
    [{ data: '1:/my' }, { data: '1:/home' }],
  ])
})

test('a receipt the bot is still to draw is waited for, one it will never draw is sent', async () => {
  const filed = await ticket()
  const drawReceipt = createDrawReceipt(speaking())
  await expect(drawReceipt(filed)).rejects.toThrow('not on the phone yet')
  await pool.query(`UPDATE tickets SET created_at = now() - interval '11 seconds'`)
  await drawReceipt(filed)
  const [receipt] = (await heard()).slice(-1)
  expect(receipt?.text).toContain('Б-1001')
  expect(await keptMessage()).toBe(receipt?.id)
})

test('a receipt the person has deleted is written anew, and followed there', async () => {
  const message = await receiptOnPhone()
  const filed = await ticket({ receipt_message: message })
  await world.telegram.remove(`/people/${chat}/messages/${message}`)
  await createDrawReceipt(speaking())(filed)
  const anew = (await heard()).at(-1)
  expect(anew?.text).toContain('Б-1001')
  expect(await keptMessage()).toBe(anew?.id)
})

test('the receipt of who has blocked the bot is let be', async () => {
  const filed = await ticket({ receipt_message: await receiptOnPhone() })
  await world.telegram.post(`/people/${chat}/block`)
  await createDrawReceipt(speaking())(filed)
  expect(await one('SELECT bot_blocked FROM users')).toEqual({ bot_blocked: true })
})

const mailing = () => {
  const publicUrl = 'https://support.zavod.example'
  const config = { TIME_ZONE: 'Europe/Moscow', ALERT_EMAIL: 'admin@blago.example', publicUrl }
  return createSendMail({ payload, botName: 'BLAGO Поддержка', signInKey: key, config, log })
}

type Challenge = { employee?: object | null; expires?: string; state?: string }

async function challenge({ employee, expires = '10 minutes', state = 'open' }: Challenge = {}) {
  const known = employee === undefined ? { uuid: 'employee$1', email: addresses.ivan } : employee
  const { rows } = await pool.query<{ id: string }>(
    `INSERT INTO sign_in_challenges (id, chat_id, address, nonce, employee, state, expires_at)
      VALUES (gen_random_uuid(), $1, 'ivan.petrov@typed.example', 'nonce', $2, $3, now() + $4::interval)
      RETURNING id`,
    [chat, known && JSON.stringify(known), state, expires],
  )
  return { kind: 'sign-in-code', challenge: rows[0]?.id ?? '' } as const
}

test('the code goes to the address Naumen knows, and says who asked', async () => {
  const person = JSON.stringify({ id: chat, firstName: 'Иван', username: 'ivan_petrov' })
  await pool.query('INSERT INTO bot_chats (chat_id, person) VALUES ($1, $2)', [chat, person])
  await mailing()(await challenge())
  const [mail] = await world.mails(addresses.ivan)
  const address = 'ivan.petrov@typed.example'
  const code = signInCode(key, { nonce: 'nonce', chat: String(chat), address })
  expect(mail?.text).toContain(`${code.slice(0, 4)} ${code.slice(4)}`)
  expect(mail?.text).toContain('Иван (@ivan_petrov)')
  expect(mail?.html).toContain('BLAGO Поддержка')
  expect(mail?.subject).not.toMatch(/\d/)
  expect(await world.mails(address)).toEqual([])
})

test('nobody gets a code for an unknown address, a dead or a used request', async () => {
  const mail = mailing()
  await mail(await challenge({ employee: null }))
  await mail(await challenge({ expires: '-1 second' }))
  await mail(await challenge({ state: 'used' }))
  await mail({ kind: 'sign-in-code', challenge: '00000000-0000-4000-8000-000000000000' })
  expect(await world.mailbox.get('/mails')).toEqual([])
})

test('a mail server that is away or refuses leaves the mail for later, and repeats no code', async () => {
  const waiting = await challenge()
  await world.mailbox.post('/faults', { kind: '450' })
  const error = await mailing()(waiting).catch((refused: unknown) => refused)
  expect(String(error)).toContain('The mail server did not take the mail')
  expect(JSON.stringify(error) + String(error)).not.toMatch(/\d{4}.\d{4}/)
  await mailing()(waiting)
  expect(await world.mails(addresses.ivan)).toHaveLength(1)
})

test('an employee is told by mail that the chat has moved', async () => {
  const { id } = await one<{ id: string }>('SELECT id FROM users')
  await mailing()({ kind: 'binding-moved', user: id, at: '2026-11-22T11:05:00Z' })
  const [mail] = await world.mails(addresses.ivan)
  expect(mail?.text).toContain('22 ноября, 14:05')
})

test('an alert goes to the operator, and no mail to several addresses or with a hidden header', async () => {
  const mail = mailing()
  await mail({ kind: 'alert', subject: 'Naumen\nBcc: eve@evil.example', text: 'Не отвечает час.' })
  for (const to of [
    'a@blago.example, eve@evil.example',
    'a@blago.example\r\nBcc: eve@evil.example',
  ])
    await mail({ kind: 'ready-made', message: { to, subject: 'Сброс', text: 'Ссылка' } })
  const message = { to: addresses.ivan, subject: 'Сброс пароля', html: '<p>Ссылка</p>' }
  await mail({ kind: 'ready-made', message })
  const all = await world.mailbox.get<{ to: unknown; subject: string }[]>('/mails')
  expect(JSON.stringify(all.map(({ to }) => to))).not.toContain('evil')
  expect(all.map(({ subject }) => subject)).toEqual([
    'Сброс пароля',
    'Naumen Bcc: eve@evil.example',
  ])
})
