import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Phone } from '../world/phone'
import { until } from '../world/until'
import { startWorld, type World } from '../world/world'

let world: World

beforeAll(async () => {
  world = await startWorld({ name: 'twenty-people' })
  await world.categoriesArePulled()
})

afterAll(() => world?.stop())

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

type Colleague = { phone: Phone; address: string; file: Buffer; words: string }

async function colleague(number: number): Promise<Colleague> {
  const address = `worker${number}@blago.example`
  await world.naumen.post('/employees', {
    title: `Рабочий Номер ${number}`,
    lastName: 'Рабочий',
    firstName: `Номер${number}`,
    email: address,
    login: `worker${number}`,
  })
  const person = await world.telegram.post<{ id: number }>('/people', {
    firstName: `Номер${number}`,
  })
  const file = randomBytes(20_000 + number)
  return { phone: world.phone(person.id), address, file, words: `Беда номер ${number}.` }
}

async function files({ phone, file, words }: Colleague) {
  await phone.presses('Создать заявку')
  await phone.presses('Связь и интернет')
  await phone.types('интернет')
  await phone.sees('Найдено')
  await phone.presses('VPN не подключается')
  await phone.sees('Опишите, что случилось')
  await phone.types(words)
  await phone.sends('document', [{ name: 'снимок.bin', bytes: file }])
  await phone.sees('снимок.bin')
  await phone.presses('Далее')
  await phone.presses('Отправить')
  await phone.sees(/Заявка Б-\d+ /)
}

test('twenty people file at once: twenty requests, each with its owner and its own file', async () => {
  const everybody = await Promise.all(Array.from({ length: 20 }, (_, at) => colleague(at + 1)))
  await Promise.all(everybody.map(({ phone, address }) => world.signIn(phone, address)))
  await Promise.all(everybody.map(files))
  const tickets = await until(
    'all requests with their files in Naumen',
    async () => {
      const all = await world.tickets()
      return all.length >= 20 && all.every((ticket) => ticket.files.length) ? all : null
    },
    60_000,
  )
  expect(tickets).toHaveLength(20)
  for (const { address, file, words } of everybody) {
    const own = tickets.filter((ticket) => ticket.client?.email === address)
    expect(own).toHaveLength(1)
    expect(own[0]?.description).toContain(words)
    expect(own[0]?.files.map((one) => one.sha256)).toEqual([sha256(file)])
  }
  for (const { phone } of everybody) await phone.sees('Номер в Naumen')
}, 120_000)
