import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../world/until'
import { addresses, people, startWorld, type World } from '../world/world'
import { type Clock, createClock } from './clock'

// The worker's machine and the database's do not agree on the time of day. What was promised for ten
// minutes, or for ninety days, is measured by the database alone.
const hour = 3600
const day = 24 * hour
let world: World
let clock: Clock

beforeAll(async () => {
  clock = await createClock()
  world = await startWorld({ name: 'clock', env: clock.environment })
  await world.categoriesArePulled()
})
afterAll(async () => {
  await world?.stop()
  await clock?.remove()
})

test('a code is good though the worker’s clock jumps two hours between the mail and the typing', async () => {
  await clock.set(-hour)
  const ivan = world.phone(people.ivan)
  await ivan.types('/start')
  await ivan.presses('Согласен')
  await ivan.sees(/рабочий e-mail/)
  const code = await world.codeAfter(addresses.ivan, () => ivan.types(addresses.ivan))
  await clock.set(hour)
  await ivan.asks(code, 'Вы вошли')
})

test('a code is dead after ten minutes of the database, though the worker’s clock went back', async () => {
  await clock.set(0)
  const maria = world.phone(people.maria)
  await maria.types('/start')
  await maria.presses('Согласен')
  await maria.sees(/рабочий e-mail/)
  const code = await world.codeAfter(addresses.maria, () => maria.types(addresses.maria))
  await world.rows(`UPDATE sign_in_challenges SET expires_at = expires_at - interval '10 minutes'`)
  await clock.set(-day)
  await maria.asks(code, 'Этот код больше не действует')
})

test('a creation of unknown end rests and is looked for, though the clock jumps back and forth', async () => {
  const ivan = world.phone(people.ivan)
  await clock.set(hour)
  await ivan.asks('/new', 'Новая заявка')
  for (const way of ['Компьютер и оргтехника', 'Принтеры', 'Не печатает']) await ivan.presses(way)
  await ivan.sees('Опишите, что случилось')
  await ivan.asks('Часы спешат.', 'Часы спешат.')
  await ivan.presses('Далее')
  await world.naumen.post('/faults', { kind: 'dropAfterCommit', path: 'create-m2m' })
  await ivan.presses('Отправить')
  await until('the creation to be begun', async () => {
    const [row] = await world.rows(
      'SELECT FROM tickets WHERE hand_over_create_started_at IS NOT NULL',
    )
    return row
  })
  await clock.set(-hour)
  await ivan.sees('Номер в Naumen')
  expect(await world.tickets()).toHaveLength(1)
})

test('a session lives on though the worker’s clock is a year ahead, and ends by the database’s', async () => {
  const ivan = world.phone(people.ivan)
  await clock.set(365 * day)
  await ivan.asks('/my', 'Мои заявки')
  await clock.set(-365 * day)
  await world.rows(`UPDATE users SET session_expires_at = now() - interval '1 second'`)
  await ivan.asks('/my', 'Срок входа истёк')
})
