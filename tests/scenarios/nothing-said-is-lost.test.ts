import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTelegram } from '../../src/telegram/api'
import { deliver } from '../../src/telegram/deliver'
import { createRandom } from '../faults/random'
import { token } from '../world/environment'
import type { Bubble, Phone } from '../world/phone'
import { insertTicket } from '../world/tickets'
import { until } from '../world/until'
import { addresses, people, startWorld, type World } from '../world/world'

let world: World
let ivan: Phone
const seed = Number(process.env.SEED ?? 20261123)
const moves = Number(process.env.MOVES ?? 120)

beforeAll(async () => {
  world = await startWorld({ name: 'nothing-lost' })
  await world.categoriesArePulled()
  ivan = world.phone(people.ivan)
  await world.signIn(ivan, addresses.ivan)
})

afterAll(() => world?.stop())

const isAnswered = ({ updateId }: { updateId: number }) =>
  until(`update ${updateId} to be answered`, async () => {
    const done = 'SELECT 1 FROM inbox WHERE update_id = $1 AND done_at IS NOT NULL'
    return (await world.rows(done, [updateId])).length > 0
  })

const statuses = ['inProgress', 'awaitingAuthor', 'awaitingAuthor', 'resolved', 'closed']

async function told(ticket: string) {
  const { api } = createTelegram({ token, apiRoot: world.apiRoot })
  const ways = ['ticket', 'write', 'confirm', 'reopen', 'rate']
  const rows = [
    ways.map((way) => ({ label: way, press: `/${way}:${ticket}` })),
    [1, 3, 5].map((mark) => ({ label: `★${mark}`, press: `/rate:${ticket}:${mark}` })),
  ]
  const message = await deliver(api, { chat: ivan.person, html: 'Новости заявки', rows })
  await world.rows('INSERT INTO phone_messages (chat_id, message_id, ticket) VALUES ($1, $2, $3)', [
    ivan.person,
    message,
    ticket,
  ])
}

/** Not what takes something said back, and not the way out of the bot. */
const takesBack = /Отменить|заново|Выйти/

const pressable = (bubbles: Bubble[]) =>
  bubbles.flatMap(({ id, keyboard }) =>
    (keyboard ?? [])
      .flat()
      .filter(({ text, data }) => data && !takesBack.test(text))
      .map(({ data = '' }) => ({ id, data })),
  )

/** Longer than what a search takes for a word to look for. */
const wordsOf = (move: number) => `Сказанное под номером ${move}. ${'Подробности. '.repeat(9)}`

async function keptSomewhere(mark: string): Promise<{ turns: number; elsewhere: number }> {
  const [row] = await world.rows<{ turns: number; elsewhere: number }>(
    `SELECT (SELECT count(*)::int FROM messages WHERE strpos(text, $1) > 0) AS turns,
      (SELECT count(*)::int FROM tickets
        WHERE strpos(text, $1) > 0 OR strpos(mark_comment, $1) > 0)
      + (SELECT count(*)::int FROM bot_chats
        WHERE strpos(dialog::text, $1) > 0 OR strpos(saved_draft::text, $1) > 0) AS elsewhere`,
    [mark],
  )
  return row ?? { turns: 0, elsewhere: 0 }
}

test('whatever is pressed and typed, in any order, nothing said is lost or said twice', async () => {
  const random = createRandom(seed)
  const tickets: string[] = []
  for (const [at, status] of statuses.entries())
    tickets.push(await insertTicket(world, addresses.ivan, { number: `Б-90${at}`, status }))
  for (const ticket of tickets) await told(ticket)
  const said: number[] = []

  const speaks = async (move: number) => {
    said.push(move)
    const chat = await ivan.messages()
    const replyTo = random.chance(0.35) ? random.of(chat.slice(-12)).id : undefined
    return ivan.types(wordsOf(move), replyTo).catch(() => ivan.types(wordsOf(move)))
  }
  // A screen may go between the look and the finger: then it looks again
  const pressesAny = () => {
    const choice = random.between(0, 999)
    return until('a button to be pressed', async () => {
      const keys = pressable((await ivan.fromBot()).slice(-6))
      const key = keys[choice % keys.length]
      return key && ivan.pressesData(key.id, key.data, true)
    })
  }
  for (let move = 1; move <= moves; move++) {
    const dice = random.between(1, 100)
    if (dice <= 40) await isAnswered(await speaks(move))
    else if (dice <= 85) await isAnswered(await pressesAny())
    else if (dice <= 92) await isAnswered(await ivan.types(random.of(['/start', '/new', '/my'])))
    else {
      const [ticket, status] = [random.of(tickets), random.of(statuses)]
      await world.rows('UPDATE tickets SET status = $2 WHERE id = $1', [ticket, status])
      await told(ticket)
    }
  }
  const lost: number[] = []
  const twice: number[] = []
  for (const move of said) {
    const { turns, elsewhere } = await keptSomewhere(`номером ${move}.`)
    if (turns + elsewhere === 0) lost.push(move)
    if (turns > 1) twice.push(move)
  }
  expect({ lost, twice }).toEqual({ lost: [], twice: [] })
  expect(await world.rows('SELECT 1 FROM updates_set_aside')).toHaveLength(0)
  await ivan.asks('/start', 'Чем помочь')
})
