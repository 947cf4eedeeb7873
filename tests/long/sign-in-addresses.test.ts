import { afterAll, beforeAll, expect, test } from 'vitest'
import { attackersOf } from '../world/attackers'
import { oddAddresses } from '../world/odd-addresses'
import { addresses, startWorld, type World } from '../world/world'

let world: World

beforeAll(async () => {
  world = await startWorld({ name: 'sign-in-addresses' })
})
afterAll(() => world?.stop())

test('5,000 odd addresses typed on phones are all answered, and mail nobody but their owners', async () => {
  const attack = attackersOf(world)
  const real = [addresses.ivan, addresses.maria, addresses.alexey, addresses.olga]
  const all = oddAddresses(real, 5000, 11)
  let mailed = 0
  // The mailbox keeps five hundred mails
  for (let from = 0; from < all.length; from += 500) {
    await attack.typesAll(all.slice(from, from + 500))
    await attack.checksAreDone()
    const mails = await world.mailbox.get<{ recipients: string[] }[]>('/mails')
    for (const { recipients } of mails)
      expect([[addresses.ivan], [addresses.maria]]).toContainEqual(recipients)
    mailed += mails.length
    await world.mailbox.remove('/mails')
  }
  expect(mailed).toBeGreaterThan(100)
  expect(await world.rows('SELECT * FROM updates_set_aside')).toEqual([])
})
