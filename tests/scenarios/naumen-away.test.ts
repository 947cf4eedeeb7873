import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Phone } from '../world/phone'
import { until } from '../world/until'
import { addresses, people, startWorld, type World } from '../world/world'

let world: World
let ivan: Phone

beforeAll(async () => {
  world = await startWorld({ name: 'naumen-away' })
  await world.categoriesArePulled()
  ivan = world.phone(people.ivan)
  await world.signIn(ivan, addresses.ivan)
})

afterAll(() => world?.stop())

async function files(words: string) {
  await ivan.types('/new')
  await ivan.presses('Компьютер и оргтехника')
  await ivan.presses('Принтеры')
  await ivan.presses('Не печатает')
  await ivan.types(words)
  await ivan.sees(words)
  await ivan.presses('Далее')
  await ivan.presses('Отправить')
  const [ticket] = await until('the request to be saved', () =>
    world
      .rows<{ number: string }>('SELECT number FROM tickets WHERE text = $1', [words])
      .then((rows) => (rows.length ? rows : null)),
  )
  return ticket?.number ?? 'no number'
}

/** The receipt says so, wherever it stands by now. */
const isHandedOver = (number: string) => ivan.sees(`Заявка ${number} передана`, 60_000)

const ticketsSaying = async (words: string) =>
  (await world.tickets()).filter((ticket) => ticket.description.includes(words))

test('an outage of Naumen loses nothing: the request is saved, said so, and handed over once', async () => {
  await world.naumen.post('/down')
  const number = await files('Во время простоя.')
  const receipt = await ivan.sees(`Заявка ${number} принята и сохранена`)
  await world.naumen.post('/up')
  expect((await isHandedOver(number)).id).toBe(receipt.id)
  expect(await ticketsSaying('Во время простоя.')).toHaveLength(1)
})

test('created, but the answer lost: the request is found by its id and taken over, not made again', async () => {
  await world.naumen.post('/faults', { path: 'create-m2m', kind: 'dropAfterCommit', times: 1 })
  await isHandedOver(await files('Ответ потерян.'))
  expect(await ticketsSaying('Ответ потерян.')).toHaveLength(1)
})

test('killed in the middle of the hand-over, the worker finishes it after its restart, once', async () => {
  await world.naumen.post('/faults', { path: 'create-m2m', kind: 'slow', ms: 3000, times: 1 })
  const number = await files('Питание пропало.')
  await until('the request to be on its way', async () => {
    const calls = await world.naumen.get<{ path?: string }[]>('/calls')
    return JSON.stringify(calls).includes('create-m2m') && (await creating()) > 0
  })
  await world.worker().kill()
  await world.startWorker()
  await isHandedOver(number)
  expect(await ticketsSaying('Питание пропало.')).toHaveLength(1)
}, 120_000)

const creating = async () => {
  const rows = await world.rows(`SELECT id FROM tickets WHERE hand_over_state = 'creating'`)
  return rows.length
}

test('two taps on «Отправить» file one request', async () => {
  await ivan.types('/new')
  await ivan.presses('Компьютер и оргтехника')
  await ivan.presses('Принтеры')
  await ivan.presses('Не печатает')
  await ivan.types('Дважды нажал.')
  await ivan.presses('Далее')
  const { bubble, button } = await ivan.button('Отправить')
  const taps = [1, 2, 3].map(() => ivan.pressesData(bubble.id, button?.data ?? ''))
  await Promise.all(taps)
  await until('the request in Naumen', async () => (await ticketsSaying('Дважды нажал.')).length)
  await until('all presses to be handled', async () => {
    const waiting = await world.rows('SELECT update_id FROM inbox WHERE done_at IS NULL')
    return waiting.length === 0
  })
  const filed = await world.rows(`SELECT id FROM tickets WHERE text = 'Дважды нажал.'`)
  expect(filed).toHaveLength(1)
})
