import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessKey } from '../world/environment'
import { type Bubble, type Phone, textOf } from '../world/phone'
import { until } from '../world/until'
import { addresses, people, startWorld, type World } from '../world/world'

const requests = 2000
const closed = 100
const turns = 500
const minute = 60_000
const ivansUuid = 'employee$10501'
const mariasUuid = 'employee$10502'
const engineer = 'employee$10511'

let world: World
let ivan: Phone
let maria: Phone

beforeAll(async () => {
  world = await startWorld({ name: 'sizes', env: { NAUMEN_POLL_SECONDS: '2' } })
  await world.categoriesArePulled()
  ivan = world.phone(people.ivan)
  maria = world.phone(people.maria)
  const filed = await inNaumen(Array.from({ length: requests }, (_, at) => request(ivansUuid, at)))
  for (const { UUID } of filed.slice(0, closed)) await finish(UUID)
  const [talk] = await inNaumen([request(mariasUuid, 0)])
  const source = talk?.UUID ?? ''
  await inNaumen(Array.from({ length: turns }, (_, at) => turn(source, at)))
})

afterAll(() => world?.stop())

/** Objects of Naumen made by other ways than ours: the portal, the mail. */
async function inNaumen(objects: object[]): Promise<{ UUID: string }[]> {
  const url = `${world.env.NAUMEN_URL}/sd/services/rest/create-m2m-multiple?accessKey=${accessKey}`
  const answer = await fetch(url, { method: 'POST', body: JSON.stringify(objects) })
  return (await answer.json()) as { UUID: string }[]
}

const request = (clientEmployee: string, at: number) => ({
  metaClass: 'serviceCall$serviceCall',
  agreement: 'agreement$605301',
  service: 'slmService$605005',
  clientEmployee,
  shortDescr: `Давняя заявка ${at + 1}`,
  descriptionRTF: '<p>Подана через портал</p>',
})

const turn = (source: string, at: number) => ({
  metaClass: 'comment',
  source,
  text: `Сообщение ${at + 1}`,
  author: at % 2 ? mariasUuid : engineer,
})

const finish = (uuid: string) => world.naumen.post(`/tickets/${uuid}/state`, { state: 'closed' })

async function timed<T>(what: string, act: () => Promise<T>): Promise<T> {
  const begun = performance.now()
  const result = await act()
  console.log(`${what}: ${((performance.now() - begun) / 1000).toFixed(2)} s`)
  return result
}

const ticketsAreRead = (address: string, count: number) =>
  until(
    `${count} requests of ${address}`,
    async () => {
      const [row] = await world.rows<{ count: string; read: Date | null }>(
        `SELECT count(tickets.id), tickets_read_at AS read FROM users
          LEFT JOIN tickets ON tickets.user_id = users.id WHERE email = $1 GROUP BY users.id`,
        [address],
      )
      return row?.read && Number(row.count) === count
    },
    2 * minute,
    100,
  )

test(
  'an employee with two thousand requests signs in and has them all',
  async () => {
    await timed('signed in', () => world.signIn(ivan, addresses.ivan))
    await timed('2,000 requests taken over', () => ticketsAreRead(addresses.ivan, requests))
    await timed('the list', async () => {
      await ivan.presses('Мои заявки')
      await ivan.button(`Открытые · ${requests - closed}`)
    })
    await ivan.button(`Закрытые · ${closed}`)
  },
  4 * minute,
)

test(
  'they are paged through from both ends, each on one page only',
  async () => {
    const pages = Math.ceil((requests - closed) / 7)
    const seen = new Set<string>()
    await timed('ten pages', async () => {
      for (let page = 1; page <= 10; page++) {
        const { bubble } = await ivan.button(`${page} из ${pages}`)
        listed(bubble).forEach((label) => seen.add(label))
        await ivan.presses('›')
      }
    })
    expect(seen.size).toBe(70)
    for (let page = 11; page > 0; page--) {
      await ivan.button(`${page} из ${pages}`)
      await ivan.presses('‹')
    }
    const { bubble } = await ivan.button(`${pages} из ${pages}`)
    expect(listed(bubble)).toHaveLength((requests - closed) % 7 || 7)
  },
  minute,
)

const listed = ({ keyboard = [] }: Bubble) =>
  keyboard.flat().flatMap(({ text, data = '' }) => (data.includes('ticket:') ? [text] : []))

test(
  'one of the two thousand is found by its number, and by its last digits',
  async () => {
    await ivan.presses('Найти по номеру')
    await ivan.sees('Напишите номер')
    await timed('found by number', () => ivan.asks('SD1500', /Заявка SD1500/))
    await ivan.types('/my')
    await ivan.presses('Найти по номеру')
    await timed('found by digits', () => ivan.asks('1777', /Заявка SD1777/))
  },
  minute,
)

test(
  'a request with five hundred messages opens its card',
  async () => {
    await world.signIn(maria, addresses.maria)
    await ticketsAreRead(addresses.maria, 1)
    const card = await timed('the card', async () => {
      await maria.presses('Мои заявки')
      await maria.presses(/SD\d+ · Давняя заявка/)
      return maria.sees(/Переписка[^]*Сообщение 500/)
    })
    expect(textOf(card).length).toBeLessThanOrEqual(4096)
    const told = (await maria.fromBot()).filter((bubble) => textOf(bubble).includes('💬'))
    expect(told).toEqual([])
  },
  minute,
)
