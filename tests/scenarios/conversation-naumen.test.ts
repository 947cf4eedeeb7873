import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Phone } from '../world/phone'
import { until } from '../world/until'
import { addresses, type NaumenTicket, people, startWorld, type World } from '../world/world'

type Call = NaumenTicket & {
  mark: string | null
  markComment: string | null
  comments: { text: string; author: { title: string } | null; files: { title: string }[] }[]
}

let world: World
let ivan: Phone
let receipt: number

beforeAll(async () => {
  world = await startWorld({ name: 'conversation-naumen', env: { NAUMEN_POLL_SECONDS: '1' } })
  await world.categoriesArePulled()
  ivan = world.phone(people.ivan)
  await world.signIn(ivan, addresses.ivan)
  await ivan.presses('Создать заявку')
  await ivan.presses('Компьютер и оргтехника')
  await ivan.presses('Принтеры')
  await ivan.presses('Не печатает')
  await ivan.sees('Опишите, что случилось')
  await ivan.types('Принтер молчит')
  await ivan.presses('Далее')
  await ivan.presses('Отправить')
  receipt = (await ivan.sees('Номер в Naumen')).id
})

afterAll(() => world?.stop())

const call = async () => ((await world.tickets()) as Call[])[0]

/** What stands under the request in Naumen, oldest first. */
const written = (count: number) =>
  until(`${count} comments in Naumen`, async () => {
    const { comments = [] } = (await call()) ?? {}
    return comments.length >= count && comments
  })

/** The bot has learnt of it from Naumen. */
const known = (status: string) =>
  until(`the request to be ${status} for the bot too`, async () => {
    const [ticket] = await world.rows<{ status: string }>('SELECT status FROM tickets')
    return ticket?.status === status
  })

const sign = (message: number, emoji: string) =>
  until(`${emoji} on ${message}`, async () => {
    const found = (await ivan.messages()).find(({ id }) => id === message)
    return found?.reactions?.join() === emoji
  })

const plain = (html = '') => html.replace(/<br\s*\/?>/g, '\n').replace(/<[^>]+>/g, '')

test('a reply to the receipt stands in Naumen as the employee’s, and 👌 says so', async () => {
  const { messageId } = await ivan.types('Кабинет 412', receipt)
  const [comment] = await written(1)
  expect(plain(comment?.text)).toBe('Кабинет 412')
  await sign(messageId, '👌')
})

test('👌 is the last word, even where Telegram takes 👀 late', async () => {
  const slow = { kind: '429', method: 'setMessageReaction', retryAfter: 2, times: 1 }
  await world.telegram.post('/faults', slow)
  const { messageId } = await ivan.types('Этаж 4', receipt)
  await written(2)
  await sign(messageId, '👌')
  const calls = await until('both signs to be given', async () => {
    const all =
      await world.telegram.get<{ method: string; params: { message_id: string } }[]>('/calls')
    const signs = all.filter(
      ({ method, params }) =>
        method === 'setMessageReaction' && Number(params.message_id) === messageId,
    )
    return signs.length >= 3 && signs
  })
  expect(calls.length).toBeGreaterThanOrEqual(3)
  await sign(messageId, '👌')
})

test('an album is one comment with all its files, and an edit is its correction', async () => {
  const files = [1, 2, 3].map((n) => ({
    name: `журнал ${n}.log`,
    bytes: Buffer.from(`строка ${n}`),
  }))
  const { messageIds } = await ivan.sends('document', files, {
    album: 'true',
    caption: 'Журналы',
    replyTo: String(receipt),
  })
  await sign(messageIds[0] ?? 0, '👌')
  const third = (await written(3))[2]
  expect(plain(third?.text)).toBe('Журналы')
  expect(third?.files.map(({ title }) => title)).toEqual(files.map(({ name }) => name))
  const { messageId } = await ivan.types('Кабинет 421', receipt)
  await sign(messageId, '👌')
  await ivan.edits(messageId, 'Кабинет 412')
  const all = await written(5)
  expect(plain(all[4]?.text)).toMatch(/Исправление[^]*Кабинет 412/)
})

test('what is written while Naumen is away arrives in its order when it is back', async () => {
  await world.naumen.post('/down')
  for (const text of ['Первое', 'Второе', 'Третье']) await ivan.types(text, receipt)
  await until('three turns to wait', async () => {
    const waiting = `SELECT 1 FROM messages WHERE hand_over_state <> 'done'`
    return (await world.rows(waiting)).length === 3
  })
  await world.naumen.post('/up')
  const all = await written(8)
  expect(all.slice(5).map(({ text }) => plain(text))).toEqual(['Первое', 'Второе', 'Третье'])
})

test('stars and words stand in Naumen once the request is closed', async () => {
  const { uuid } = (await call()) ?? {}
  await world.naumen.post(`/tickets/${uuid}/state`, { state: 'resolved' })
  await known('resolved')
  await ivan.types('/my')
  await ivan.presses(/Б-\d+ /)
  await ivan.presses('Подтвердить')
  await until('the request to be closed', async () => (await call())?.state === 'closed')
  await known('closed')
  await ivan.types('/my')
  await ivan.presses('Закрытые')
  await ivan.presses(/Б-\d+ /)
  await ivan.presses('Оценить')
  await ivan.presses('4 ⭐')
  await ivan.asks('Быстро', 'Спасибо за отзыв')
  const rated = await until('the rating in Naumen', async () => {
    const one = await call()
    const isSaid = !!one?.markComment || (one?.comments.length ?? 0) > 8
    return isSaid && one?.mark ? one : null
  })
  expect(rated.mark).toContain('4')
})
