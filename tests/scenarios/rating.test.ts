import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTelegram } from '../../src/telegram/api'
import { deliver } from '../../src/telegram/deliver'
import { token } from '../world/environment'
import { type Phone, textOf } from '../world/phone'
import { insertTicket } from '../world/tickets'
import { until } from '../world/until'
import { addresses, people, startWorld, type World } from '../world/world'

let world: World
let ivan: Phone
let numbers = 7000

beforeAll(async () => {
  world = await startWorld({ name: 'rating' })
  ivan = world.phone(people.ivan)
  await world.signIn(ivan, addresses.ivan)
})

afterAll(() => world?.stop())

beforeEach(async () => {
  // Whatever the last test left unanswered is answered first
  await isAnswered(await ivan.types('/start'))
  await world.rows('DELETE FROM messages')
  await world.rows('DELETE FROM tickets')
  await world.rows('UPDATE bot_chats SET dialog = NULL, saved_draft = NULL')
  await ivan.asks('/start', 'Чем помочь')
})

const isAnswered = ({ updateId }: { updateId: number }) =>
  until(`update ${updateId} to be answered`, async () => {
    const done = 'SELECT 1 FROM inbox WHERE update_id = $1 AND done_at IS NOT NULL'
    return (await world.rows(done, [updateId])).length > 0
  })

/** Not in Naumen: what is asked for stays where the test can look at it. */
async function ticket(status: string) {
  const number = `Б-${(numbers += 1)}`
  const closed = status === 'closed' ? 1 : null
  return { number, id: await insertTicket(world, addresses.ivan, { number, status, closed }) }
}

/** A message about a ticket, as it comes with every change. */
async function told(id: string, presses: Record<string, string>) {
  const { api } = createTelegram({ token, apiRoot: world.apiRoot })
  const rows = [Object.entries(presses).map(([label, press]) => ({ label, press }))]
  const message = await deliver(api, { chat: ivan.person, html: 'Новости заявки', rows })
  await world.rows('INSERT INTO phone_messages (chat_id, message_id, ticket) VALUES ($1, $2, $3)', [
    ivan.person,
    message,
    id,
  ])
  return message
}

const stars = (id: string) =>
  Object.fromEntries([1, 2, 3, 4, 5].map((mark) => [`★${mark}`, `/rate:${id}:${mark}`]))

type Turn = { act: string; text: string; hand_over_state: string }

const turns = (id: string) =>
  world.rows<Turn>('SELECT * FROM messages WHERE ticket_id = $1 ORDER BY position', [id])

const acts = async (id: string) => (await turns(id)).map(({ act }) => act)

const actsAre = (id: string, wanted: string[]) =>
  until(`the acts ${wanted}`, async () => String(await acts(id)) === String(wanted))

async function rating(id: string) {
  const [row] = await world.rows<{ mark: string | null; mark_comment: string | null }>(
    'SELECT mark, mark_comment FROM tickets WHERE id = $1',
    [id],
  )
  return { mark: row?.mark == null ? null : Number(row.mark), words: row?.mark_comment }
}

test('stars count at once, words join them, and the message that asked loses its stars', async () => {
  const own = await ticket('closed')
  const asked = await told(own.id, stars(own.id))
  await ivan.presses('★4')
  await ivan.sees('Ваша оценка: ⭐⭐⭐⭐')
  await actsAre(own.id, ['rating'])
  expect(await rating(own.id)).toEqual({ mark: 4, words: null })
  await until('the stars to go', async () => {
    const message = (await ivan.messages()).find(({ id }) => id === asked)
    return (
      message?.keyboard
        ?.flat()
        .map(({ text }) => text)
        .join() === '📄 Открыть заявку'
    )
  })
  await ivan.asks('Быстро и вежливо', 'Спасибо за отзыв')
  const [turn, ...more] = await turns(own.id)
  expect(more).toEqual([])
  expect(turn).toMatchObject({ act: 'rating', text: 'Быстро и вежливо' })
  expect(await rating(own.id)).toEqual({ mark: 4, words: 'Быстро и вежливо' })
})

test('words that come after the stars have left go after them', async () => {
  const own = await ticket('closed')
  await told(own.id, stars(own.id))
  await ivan.presses('★5')
  await ivan.sees('Ваша оценка')
  await world.rows(`UPDATE messages SET hand_over_state = 'done'`)
  await ivan.asks('Спасибо мастеру', 'Спасибо за отзыв')
  expect(await turns(own.id)).toMatchObject([
    { act: 'rating', text: '' },
    { act: 'rating', text: 'Спасибо мастеру', hand_over_state: 'waiting' },
  ])
})

test('another star may be pressed until words are sent or skipped, never after', async () => {
  const own = await ticket('closed')
  await told(own.id, stars(own.id))
  await ivan.presses('★2')
  await ivan.sees('Ваша оценка: ⭐⭐')
  await ivan.presses('5 ⭐')
  await ivan.sees('Ваша оценка: ⭐⭐⭐⭐⭐')
  expect(await acts(own.id)).toEqual(['rating'])
  await ivan.presses('Пропустить')
  await ivan.sees(`Заявка ${own.number}`)
  await told(own.id, stars(own.id))
  await ivan.presses('★1')
  await ivan.sees('Спасибо, оценка уже есть: ⭐⭐⭐⭐⭐')
  expect(await rating(own.id)).toEqual({ mark: 5, words: null })
  expect(await acts(own.id)).toEqual(['rating'])
})

test('a low mark offers to return the request to work in the same message, and counts all the same', async () => {
  const own = await ticket('closed')
  await told(own.id, stars(own.id))
  await ivan.presses('★2')
  const screen = await ivan.sees('Жаль, что так вышло')
  expect(JSON.stringify(screen.keyboard)).toContain('Вернуть в работу')
  await ivan.presses('Вернуть в работу')
  await ivan.sees('Напишите, что осталось не так')
  await ivan.asks('Снова не печатает', 'возвращается в работу')
  await actsAre(own.id, ['rating', 'comment', 'reopen'])
  expect(await rating(own.id)).toMatchObject({ mark: 2 })
})

test('a file in place of words goes to the engineer, and words may still follow', async () => {
  const own = await ticket('closed')
  await told(own.id, stars(own.id))
  await ivan.presses('★3')
  await ivan.sees('Ваша оценка')
  await ivan.sends('voice', [{ name: 'голос.ogg', bytes: Buffer.from('OggS голос') }])
  await ivan.sees('Сообщение передаём инженеру')
  await ivan.asks('Долго', 'Спасибо за отзыв')
  expect(await acts(own.id)).toEqual(['rating', 'comment'])
})

test('who gave stars a day ago and writes today begins a new request', async () => {
  const own = await ticket('closed')
  await told(own.id, stars(own.id))
  await ivan.presses('★5')
  await ivan.sees('Ваша оценка')
  await world.rows(`UPDATE bot_chats SET updated_at = now() - interval '1 day'`)
  await ivan.asks('Не работает мышь', 'Не работает мышь')
  expect(await rating(own.id)).toEqual({ mark: 5, words: null })
})

test('only a closed request is rated', async () => {
  const own = await ticket('inProgress')
  await told(own.id, stars(own.id))
  await ivan.presses('★5')
  await ivan.sees('можно, когда она будет закрыта')
  expect(await rating(own.id)).toEqual({ mark: null, words: null })
})

test('«Оценить» shows five stars', async () => {
  const own = await ticket('closed')
  await told(own.id, { Оценить: `/rate:${own.id}` })
  await ivan.presses('Оценить')
  const screen = await ivan.sees(`Заявка ${own.number} закрыта`)
  expect(screen.keyboard?.[0]?.map(({ text }) => text)).toEqual([
    '1 ⭐',
    '2 ⭐',
    '3 ⭐',
    '4 ⭐',
    '5 ⭐',
  ])
})

test('a solved request is confirmed at once, and once however often it is pressed', async () => {
  const own = await ticket('resolved')
  await told(own.id, { Подтверждаю: `/confirm:${own.id}` })
  await ivan.presses('Подтверждаю')
  await ivan.presses('Подтверждаю')
  await ivan.presses('Подтверждаю')
  await ivan.sees(`заявка ${own.number} подтверждена`)
  await isAnswered(await ivan.types('/start'))
  expect(await acts(own.id)).toEqual(['close'])
  // Once Naumen has refused it, it may be asked for again
  await world.rows(`UPDATE messages SET hand_over_state = 'failed'`)
  await ivan.presses('Подтверждаю')
  await actsAre(own.id, ['close', 'close'])
})

test('a request nobody has finished is closed only when one is sure', async () => {
  const own = await ticket('inProgress')
  await told(own.id, { Закрываю: `/confirm:${own.id}` })
  await ivan.presses('Закрываю')
  await ivan.sees(`Закрыть заявку ${own.number}?`)
  await ivan.asks('Там уже всё работает', 'Сообщение передаём инженеру')
  await ivan.presses('Нет')
  await ivan.sees(new RegExp(`Заявка ${own.number}[^]*в работе`, 'i'))
  expect(await acts(own.id)).toEqual(['comment'])
  await ivan.presses('Закрываю')
  await ivan.presses('Да, закрыть')
  await ivan.sees(`заявка ${own.number} подтверждена`)
  expect(await acts(own.id)).toEqual(['comment', 'close'])
})

test('a request goes back to work with a reason or without one', async () => {
  const [one, other] = [await ticket('resolved'), await ticket('closed')]
  await told(one.id, { Назад1: `/reopen:${one.id}` })
  await told(other.id, { Назад2: `/reopen:${other.id}` })
  await ivan.presses('Назад1')
  await ivan.presses('Без комментария')
  await ivan.sees(`заявка ${one.number} возвращается в работу`)
  await actsAre(one.id, ['reopen'])
  await ivan.presses('Назад2')
  await ivan.sees(`Вернуть заявку ${other.number}`)
  await ivan.sends(
    'document',
    [1, 2].map((n) => ({ name: `${n}.log`, bytes: Buffer.from(`журнал ${n}`) })),
    { album: 'true', caption: 'Вот снова' },
  )
  await ivan.sees('Принято для инженера: 1 сообщение, 2 файла')
  expect(await turns(other.id)).toMatchObject([
    { act: 'comment', text: 'Вот снова' },
    { act: 'reopen' },
  ])
  await ivan.presses('Назад2')
  await ivan.sees(`заявка ${other.number} возвращается в работу`)
  expect(await acts(other.id)).toEqual(['comment', 'reopen'])
})

test('a request in work is neither reopened nor, when closed, closed again', async () => {
  const [open, closed] = [await ticket('inProgress'), await ticket('closed')]
  await told(open.id, { Верну: `/reopen:${open.id}`, Закрою: `/confirm:${closed.id}` })
  await ivan.presses('Верну')
  await ivan.sees(`Заявка ${open.number} и так в работе`)
  await ivan.presses('Закрою')
  await ivan.sees(`Заявка ${closed.number} уже закрыта`)
  expect(await world.rows('SELECT 1 FROM messages')).toHaveLength(0)
})

test("a button of a notice takes nobody's unfinished request away", async () => {
  const own = await ticket('closed')
  await ivan.types('Сломался стул')
  await ivan.sees('Сломался стул')
  await told(own.id, stars(own.id))
  await ivan.presses('★5')
  await ivan.sees('Ваша оценка')
  await ivan.presses('Пропустить')
  await isAnswered(await ivan.types('/new'))
  const resumed = await ivan.sees('Продолжить черновик?')
  expect(textOf(resumed)).toContain('Сломался стул')
})
