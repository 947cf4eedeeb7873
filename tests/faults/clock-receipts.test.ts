import { afterAll, beforeAll, expect, test } from 'vitest'
import { textOf } from '../world/phone'
import { until } from '../world/until'
import { addresses, people, startWorld, type World } from '../world/world'
import { type Clock, createClock } from './clock'

// Who puts the receipt on the phone is decided by how old the request is. Its age must be told by
// one clock alone, or the receipt comes twice, or not for an hour.
const hour = 3600
let world: World
let clock: Clock

beforeAll(async () => {
  clock = await createClock()
  world = await startWorld({ name: 'clock-receipts', env: clock.environment })
  await world.categoriesArePulled()
  await world.signIn(world.phone(people.ivan), addresses.ivan)
})
afterAll(async () => {
  await world?.stop()
  await clock?.remove()
})

async function files(words: string, sending: () => Promise<unknown>) {
  const ivan = world.phone(people.ivan)
  await ivan.asks('/new', 'Новая заявка')
  for (const way of ['Компьютер и оргтехника', 'Принтеры', 'Не печатает']) await ivan.presses(way)
  await ivan.sees('Опишите, что случилось')
  await ivan.asks(words, words)
  await ivan.presses('Далее')
  await ivan.button('Отправить')
  await sending()
  await ivan.presses('Отправить')
  return until('the request to be handed over', async () => {
    const [row] = await world.rows<{ number: string }>(
      `SELECT number FROM tickets WHERE text = '${words}' AND hand_over_state = 'done'`,
    )
    return row?.number
  })
}

const receipts = async (number: string) =>
  (await world.phone(people.ivan).fromBot()).filter((one) =>
    textOf(one).includes(`Заявка ${number} `),
  )

test('a receipt comes once, though the worker’s clock is an hour behind and Telegram is slow', async () => {
  await clock.set(-hour)
  const number = await files('Часы отстают.', () => world.telegram.post('/latency', { ms: 1500 }))
  await until('the drawing and the jobs to be over', async () => {
    const [row] = await world.rows<{
      quiet: boolean
    }>(`SELECT NOT EXISTS (SELECT FROM pgboss.job
        WHERE name = 'draw-receipt' AND state IN ('created', 'retry', 'active'))
      AND NOT EXISTS (SELECT FROM bot_chats WHERE drawn_revision < screen_revision) AS quiet`)
    return row?.quiet
  })
  await world.telegram.post('/latency', { ms: 0 })
  expect(await receipts(number)).toHaveLength(1)
})

test('a receipt Telegram refused to draw comes all the same, though the clock was an hour ahead', async () => {
  await clock.set(hour)
  const number = await files('Часы спешат.', () =>
    world.telegram.post('/faults', { kind: '400', method: 'editMessageText' }),
  )
  await clock.set(0)
  await until('the receipt', async () => (await receipts(number)).length === 1, 30_000)
})
