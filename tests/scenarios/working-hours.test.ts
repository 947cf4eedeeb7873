import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Phone, textOf } from '../world/phone'
import { until } from '../world/until'
import { addresses, people, startWorld, type World } from '../world/world'

let world: World
let ivan: Phone

beforeAll(async () => {
  world = await startWorld({ name: 'working-hours' })
  await world.categoriesArePulled()
  ivan = world.phone(people.ivan)
  await world.signIn(ivan, addresses.ivan)
})

afterAll(() => world?.stop())

/** Working days so many days from today, as an administrator would name them. */
async function worksOn(ahead: number[], more: { enabled?: boolean; reply?: string } = {}) {
  const { enabled = true, reply = null } = more
  await world.rows('DELETE FROM working_hours_days')
  await world.rows('DELETE FROM working_hours')
  await world.rows(
    `WITH hours AS (INSERT INTO working_hours (enabled, reply) VALUES ($1, $2) RETURNING id)
     INSERT INTO working_hours_days (_order, _parent_id, id, day, "from", "to")
     SELECT 1, hours.id, gen_random_uuid()::text,
       extract(isodow FROM now() AT TIME ZONE 'Europe/Moscow' + make_interval(days => ahead))::int::text::enum_working_hours_days_day,
       '00:00', '00:00' FROM hours, unnest($3::int[]) AS ahead`,
    [enabled, reply, ahead],
  )
  await world.rows('UPDATE content_revision SET revision = revision + 1')
}

async function files(text: string) {
  await ivan.types('/new')
  await ivan.presses('Компьютер и оргтехника')
  await ivan.presses('Принтеры')
  await ivan.presses('Не печатает')
  await ivan.sees('Опишите, что случилось')
  await ivan.asks(text, text)
  await ivan.presses('Далее')
  await ivan.sees('Проверьте заявку')
  await ivan.presses('Отправить')
  return newestTicket(text)
}

const newestTicket = (text: string) =>
  until('the ticket to be filed', async () => {
    const [ticket] = await world.rows<{ id: string; number: string }>(
      'SELECT id::text AS id, number FROM tickets WHERE text = $1',
      [text],
    )
    return ticket
  })

const handedOver = ({ number }: { number: string }) =>
  ivan.sees(new RegExp(`Заявка ${number} передана`), 30_000)

const times = (text: string) => [...text.matchAll(/🌙/g)].length

test('whoever files a request outside working hours hears when somebody will read it', async () => {
  await worksOn([1], { reply: 'Сейчас никого нет. Ответим {opens}.' })
  const ticket = await files('Ночью встал принтер')
  const receipt = await ivan.sees(`Заявка ${ticket.number}`)
  expect(textOf(receipt)).toContain('🌙 Сейчас никого нет. Ответим завтра в 00:00.')
})

test('the request is handed over all the same, and its receipt goes on saying so', async () => {
  const ticket = await newestTicket('Ночью встал принтер')
  const receipt = await handedOver(ticket)
  expect(textOf(receipt)).toContain('🌙 Сейчас никого нет. Ответим завтра в 00:00.')
  await until('the request in Naumen', async () =>
    (await world.tickets()).some(({ description }) => description.includes('Ночью встал принтер')),
  )
})

test('writing in it the same night is not answered with that again', async () => {
  const ticket = await newestTicket('Ночью встал принтер')
  await ivan.asks(`/start t-${ticket.id}`, `Заявка ${ticket.number}`)
  await ivan.presses('Написать')
  await ivan.sees('Напишите инженеру')
  const answered = await ivan.asks('Он ещё и гудит', 'Принято для инженера')
  expect(times(textOf(answered))).toBe(0)
})

test('a message in an older request is answered with it once', async () => {
  const ticket = await newestTicket('Ночью встал принтер')
  await world.rows('DELETE FROM closed_replies')
  const first = await ivan.asks('Кто-нибудь есть?', 'Принято для инженера: 2 сообщения')
  expect(textOf(first)).toContain('🌙 Сейчас никого нет. Ответим завтра в 00:00.')
  await world.rows(`UPDATE closed_replies SET said_at = said_at - interval '2 minutes'`)
  const second = await ivan.asks('Ау', 'Принято для инженера: 3 сообщения')
  expect(times(textOf(second))).toBe(0)
  const kept = await world.rows('SELECT * FROM closed_replies WHERE ticket = $1', [ticket.id])
  expect(kept).toHaveLength(1)
})

test('when it is closed the next time, it is said again', async () => {
  await world.rows(`UPDATE closed_replies SET opens = opens - interval '7 days'`)
  const answered = await ivan.asks('Снова ночь', 'Принято для инженера: 4 сообщения')
  expect(times(textOf(answered))).toBe(1)
})

test('several messages in one go leave it standing', async () => {
  await world.rows('DELETE FROM closed_replies')
  await ivan.types('Раз')
  await ivan.types('Два')
  const answered = await ivan.asks('Три', 'Принято для инженера: 7 сообщений')
  expect(times(textOf(answered))).toBe(1)
})

test('a reply in the middle of something else is answered aside, once', async () => {
  const ticket = await newestTicket('Ночью встал принтер')
  const receipt = await ivan.sees(`Заявка ${ticket.number} передана`)
  await world.rows('DELETE FROM closed_replies')
  await ivan.asks('/new', /категорию/)
  await ivan.types('Ответ на квитанцию', receipt.id)
  await ivan.types('И ещё один', receipt.id)
  await ivan.sees(/^🌙 Сейчас никого нет/)
  await until('both to be saved', async () => {
    const said = await world.rows(`SELECT FROM messages WHERE text IN ('И ещё один')`)
    return said.length === 1
  })
  await until('all notices to be sent', async () => {
    const waiting = await world.rows(
      `SELECT FROM pgboss.job WHERE name = 'notify' AND state < 'completed'`,
    )
    return waiting.length === 0
  })
  const told = (await ivan.fromBot()).filter((bubble) => textOf(bubble).startsWith('🌙'))
  expect(told).toHaveLength(1)
})

test('within working hours nothing is said of them', async () => {
  await worksOn([0], { reply: 'Сейчас никого нет.' })
  const ticket = await files('Днём встал принтер')
  expect(times(textOf(await handedOver(ticket)))).toBe(0)
})

test('where they are switched off, nothing is said of them either', async () => {
  await worksOn([3], { enabled: false, reply: 'Сейчас никого нет.' })
  const ticket = await files('Выключено')
  expect(times(textOf(await handedOver(ticket)))).toBe(0)
})

test('where no working day is named, the support is never closed', async () => {
  await worksOn([], { reply: 'Сейчас никого нет.' })
  const ticket = await files('Всегда открыто')
  expect(times(textOf(await handedOver(ticket)))).toBe(0)
})

test('an administrator who wrote nothing is spoken for', async () => {
  await worksOn([2])
  const ticket = await files('Без своих слов')
  const receipt = await ivan.sees(`Заявка ${ticket.number}`)
  expect(textOf(receipt)).toMatch(
    /🌙 Сейчас нерабочее время.*ответят во? [а-я]+, \d+ [а-я]+, в 00:00/,
  )
})

test('on a holiday the support is closed on its working day', async () => {
  await worksOn([0, 1], { reply: 'Праздник. Ответим {opens}.' })
  await world.rows(
    `INSERT INTO working_hours_holidays (_order, _parent_id, id, date)
     SELECT 1, id, 'holiday', date_trunc('day', now() AT TIME ZONE 'Europe/Moscow') AT TIME ZONE 'UTC'
       + interval '12 hours' FROM working_hours`,
  )
  await world.rows('UPDATE content_revision SET revision = revision + 1')
  const ticket = await files('Праздник')
  const receipt = await ivan.sees(`Заявка ${ticket.number}`)
  expect(textOf(receipt)).toContain('Праздник. Ответим завтра в 00:00.')
})
