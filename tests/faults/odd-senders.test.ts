import { afterAll, beforeAll, expect, test } from 'vitest'
import { addresses, people, startWorld, type World } from '../world/world'

// An update whose sender has no number must cost no more than itself: once, one of them kept all
// others out of the inbox until Telegram gave it up
let world: World

beforeAll(async () => {
  world = await startWorld({ name: 'odd-senders' })
  await world.categoriesArePulled()
  await world.signIn(world.phone(people.ivan), addresses.ivan)
})
afterAll(() => world?.stop())

const long = Array.from({ length: 4000 }, (_, at) => String.fromCharCode(33 + ((at * at * 7) % 90)))
const senders = { empty: '', nul: '\0', long: long.join(''), list: [], half: '\ud83d', huge: 1e300 }

for (const [what, id] of Object.entries(senders))
  test(`a sender of an odd kind (${what}) keeps nobody out`, async () => {
    const from = { id, is_bot: false, first_name: 'x' }
    await world.telegram.post('/updates', { message: { message_id: 1, date: 0, from, text: 'x' } })
    await world.telegram.post('/updates', { callback_query: { id: '1', from } })
    const menu = await world.phone(people.ivan).asks('/start', 'Чем помочь?')
    expect(menu.from).toBe('bot')
    expect(await world.rows('SELECT * FROM updates_set_aside')).toEqual([])
  })

test('words PostgreSQL cannot keep, even as the name of something, keep nobody out', async () => {
  await world.telegram.post('/updates', { message: { '\0': { '\ud800': '\0\udc00' } } })
  await world.phone(people.ivan).asks('/start', 'Чем помочь?')
  expect(await world.rows('SELECT * FROM updates_set_aside')).toEqual([])
})
