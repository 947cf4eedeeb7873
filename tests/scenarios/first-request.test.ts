import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Phone } from '../world/phone'
import { until } from '../world/until'
import { addresses, people, startWorld, type World } from '../world/world'

let world: World
let ivan: Phone

beforeAll(async () => {
  world = await startWorld({ name: 'first-request' })
  await world.categoriesArePulled()
  ivan = world.phone(people.ivan)
})

afterAll(() => world?.stop())

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

test('an employee signs in with a code from the mail', async () => {
  await world.signIn(ivan, addresses.ivan)
  await ivan.button('Создать заявку')
  const [user] = await world.rows<{ email: string; telegram_id: string }>('SELECT * FROM users')
  expect(user).toMatchObject({ email: addresses.ivan, telegram_id: String(people.ivan) })
})

test('a request with a screenshot stands in Naumen with its file, whole', async () => {
  const log = randomBytes(300_000)
  await ivan.presses('Создать заявку')
  await ivan.presses('Компьютер и оргтехника')
  await ivan.presses('Принтеры')
  await ivan.presses('Не печатает')
  await ivan.sees('Опишите, что случилось')
  await ivan.types('Принтер на 4 этаже не печатает.')
  await ivan.sees('Принтер на 4 этаже не печатает.')
  await ivan.sends('document', [{ name: 'журнал печати.log', bytes: log, mime: 'text/plain' }], {
    caption: 'Вот журнал',
  })
  await ivan.sees('журнал печати.log')
  await ivan.presses('Далее')
  await ivan.sees('Проверьте заявку')
  await ivan.presses('Отправить')
  const receipt = await ivan.sees(/Заявка Б-\d+ /)
  expect(receipt.text).toContain('Не печатает')

  const ticket = await until('the ticket in Naumen', async () => {
    const [one] = await world.tickets()
    return one?.files.length ? one : null
  })
  expect(ticket.client?.email).toBe(addresses.ivan)
  expect(ticket.category).toContain('Не печатает')
  expect(ticket.description).toContain('Принтер на 4 этаже не печатает.')
  expect(ticket.description).toContain('Вот журнал')
  expect(ticket.files).toMatchObject([{ title: 'журнал печати.log', sha256: sha256(log) }])
  const told = await ivan.sees(`Номер в Naumen: ${ticket.title}`)
  expect(told.id).toBe(receipt.id)
})

test('the request stands in «Мои заявки»', async () => {
  await ivan.presses('Мои заявки')
  await ivan.presses(/Б-\d+ · Не печатает/)
  await ivan.sees(/Заявка Б-\d+[^]*зарегистрирована/i)
})
