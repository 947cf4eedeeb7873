import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Bubble, type Phone, textOf } from '../world/phone'
import { insertManyMessages, insertManyTickets, insertTicket } from '../world/tickets'
import { addresses, people, startWorld, type World } from '../world/world'

let world: World
let ivan: Phone
let maria: Phone

beforeAll(async () => {
  world = await startWorld({ name: 'my-tickets' })
  await world.categoriesArePulled()
  ivan = world.phone(people.ivan)
  maria = world.phone(people.maria)
  await world.signIn(ivan, addresses.ivan)
  await world.signIn(maria, addresses.maria)
  await readAll()
})

afterAll(() => world?.stop())

const readAll = () => world.rows('UPDATE users SET tickets_read_at = now()')
const labels = (bubble: Bubble | undefined) =>
  bubble?.keyboard?.flat().map(({ text }) => text) ?? []
const ticketsIn = (bubble: Bubble | undefined) =>
  labels(bubble).filter((label) => / · /.test(label) && !/ытые · /.test(label))

/** The screen, once it shows this button. */
const screenWith = (phone: Phone, label: string | RegExp) =>
  phone.button(label).then(({ bubble }) => bubble)

async function clear() {
  await world.rows('DELETE FROM messages')
  await world.rows('DELETE FROM tickets')
}

test('nobody with no requests at all meets an empty page', async () => {
  await clear()
  await ivan.types('/my')
  const screen = await ivan.sees('Заявок пока нет')
  expect(labels(screen)).toContain('📝 Создать заявку')
  expect(labels(screen)).not.toContain('🔎 Найти по номеру')
})

test('while earlier requests are on their way, it is said', async () => {
  await world.rows('UPDATE users SET tickets_read_at = NULL WHERE email = $1', [addresses.ivan])
  await ivan.types('/my')
  const loading = await ivan.sees('Загружаем ваши прежние заявки')
  expect(labels(loading)).toContain('🔄 Обновить')
  await readAll()
  await ivan.presses('Обновить')
  await ivan.sees('Заявок пока нет')
})

test('requests stand in two lists, what awaits the employee first, then the newest', async () => {
  await clear()
  await insertTicket(world, addresses.ivan, { number: 'Б-1', filed: 2 })
  await insertTicket(world, addresses.ivan, { number: 'Б-2', filed: 100, status: 'awaitingAuthor' })
  await insertTicket(world, addresses.ivan, {
    number: 'RP77',
    origin: 'naumen',
    filed: 60,
    topicPath: null,
    text: 'Замена картриджа\nв 214',
  })
  await insertTicket(world, addresses.ivan, {
    number: 'Б-4',
    filed: 5000,
    status: 'closed',
    closed: 4000,
  })
  await insertTicket(world, addresses.maria, { number: 'Б-5' })
  await ivan.types('/my')
  const open = await screenWith(ivan, '• Открытые · 3')
  expect(ticketsIn(open)).toEqual([
    '✋ Б-2 · Не печатает · 4 дн.',
    '🔧 Б-1 · Не печатает · 2 ч',
    '🔧 RP77 · Замена картриджа · 2 дн.',
  ])
  await ivan.presses('Закрытые · 1')
  expect(ticketsIn(await screenWith(ivan, '• Закрытые · 1'))).toEqual([
    '🏁 Б-4 · Не печатает · 6 мес.',
  ])
})

test('a list says in words that there is nothing in it', async () => {
  await clear()
  await insertTicket(world, addresses.ivan, { number: 'Б-4', status: 'closed' })
  await ivan.types('/my')
  await ivan.sees('Открытых заявок нет')
  await world.rows(`UPDATE tickets SET status = 'inProgress'`)
  await ivan.presses('Закрытые')
  await ivan.sees('Закрытых заявок нет')
})

test('a card tells number, status, engineer, dates, the conversation and the history', async () => {
  await clear()
  const id = await insertTicket(world, addresses.ivan, {
    number: 'Б-10',
    naumenTitle: 'RP5501',
    statusTitle: 'Отложена',
    responsible: 'Анна Кравцова',
    text: 'Жуёт <бумагу> & мнёт',
  })
  await world.rows(
    `UPDATE tickets SET created_at = '2026-03-05T11:05Z', deadline = '2027-03-06T09:00Z' WHERE id = $1`,
    [id],
  )
  for (const [order, status, title] of [
    [1, 'registered', null],
    [2, 'inProgress', 'Отложена'],
  ])
    await world.rows(
      `INSERT INTO tickets_history (_order, _parent_id, id, status, title, at) VALUES ($1, $2, gen_random_uuid()::text, $3, $4, '2026-03-05T11:06Z')`,
      [order, id, status, title],
    )
  await world.rows(
    `INSERT INTO messages (ticket_id, direction, author, text, html, attachments, hand_over_state, sent_at) VALUES
      ($1, 'fromEngineer', 'Анна Кравцова', 'x', 'Проверьте <b>лоток</b>', '[{"name":"схема.png"}]', 'notNeeded', '2026-03-05T12:00Z'),
      ($1, 'fromEmployee', 'Иван Петров', 'Проверил, пусто', NULL, '[]', 'waiting', '2026-03-05T12:30Z')`,
    [id],
  )
  await ivan.types('/my')
  await ivan.presses(/Б-10/)
  const card = textOf(await ivan.sees('Заявка Б-10'))
  expect(card).toBe(
    [
      'Заявка Б-10',
      'Компьютер и оргтехника → Принтеры → Не печатает',
      '',
      '⏸ Отложена',
      'Ответственный: Анна Кравцова',
      'Подана: 5 марта, 14:05',
      'Срок: 6 марта 2027, 12:00',
      'Номер в Naumen: RP5501',
      '',
      'Жуёт <бумагу> & мнёт',
      '',
      'Переписка',
      '',
      'Анна Кравцова · 5 марта, 15:00',
      'Проверьте лоток',
      '📎 схема.png',
      '',
      'Вы · 5 марта, 15:30 · ⏳ передаём',
      'Проверил, пусто',
      '',
      'История',
      '🆕 Зарегистрирована · 5 марта, 14:06',
      '⏸ Отложена · 5 марта, 14:06',
    ].join('\n'),
  )
})

test('«Обновить» is answered even when nothing has changed', async () => {
  const before = await ivan.last()
  await ivan.presses('Обновить')
  const after = await ivan.sees(/Обновлено в \d\d:\d\d:\d\d/)
  expect(after.id).toBe(before?.id)
})

test('a card offers what fits the state of its request', async () => {
  const offers = async (facts: Parameters<typeof insertTicket>[2]) => {
    await clear()
    await insertTicket(world, addresses.ivan, facts)
    await ivan.types('/my')
    if (facts.status === 'closed') await ivan.presses('Закрытые')
    await ivan.presses(new RegExp(facts.number))
    return labels(await ivan.sees(`Заявка ${facts.number}`))
  }
  expect(await offers({ number: 'Б-21', status: 'awaitingAuthor' })).toContain('✍️ Ответить')
  expect(await offers({ number: 'Б-22', status: 'resolved' })).toEqual(
    expect.arrayContaining(['✅ Подтвердить', '↩️ Вернуть в работу', '✍️ Написать']),
  )
  const fresh = await offers({ number: 'Б-23', status: 'closed', closed: 5 })
  expect(fresh).toEqual(expect.arrayContaining(['⭐ Оценить', '↩️ Вернуть в работу']))
  const old = await offers({ number: 'Б-24', status: 'closed', closed: 24 * 30, mark: 5 })
  expect(old.filter((label) => /Оценить|Вернуть|Закрыть|Подтвердить/.test(label))).toEqual([])
})

test('«← Назад» leads to the page the request stands on', async () => {
  await clear()
  await insertManyTickets(world, addresses.ivan, 20)
  await ivan.types('/my')
  await ivan.presses('Закрытые · 20')
  await ivan.presses('›')
  await screenWith(ivan, '2 из 3')
  await ivan.presses('›')
  const third = await screenWith(ivan, '3 из 3')
  const [first] = ticketsIn(third)
  await ivan.presses(first ?? '')
  await ivan.sees('Заявка RP')
  await ivan.presses('← Назад')
  expect(ticketsIn(await screenWith(ivan, '3 из 3'))[0]).toBe(first)
})

test('a request is found by our number, by digits alone, by its number in Naumen and by its end', async () => {
  await clear()
  await insertTicket(world, addresses.ivan, { number: 'Б-1042', naumenTitle: 'RP8077' })
  await insertTicket(world, addresses.ivan, { number: 'Б-1043', naumenTitle: 'RP8078' })
  for (const typed of ['Б-1042', 'б 1042', '1042', 'b-1042', 'rp8077', '8077', '77']) {
    await ivan.types('/my')
    await ivan.presses('Найти по номеру')
    await ivan.sees('Напишите номер')
    await ivan.asks(typed, 'Заявка Б-1042')
  }
})

test('several that fit are offered; none is said in words, and one may try again', async () => {
  await insertTicket(world, addresses.ivan, { number: 'Б-2042' })
  await ivan.types('/my')
  await ivan.presses('Найти по номеру')
  const several = await ivan.asks('042', 'Нашлось по номеру «042»')
  expect(ticketsIn(several)).toHaveLength(2)
  await ivan.asks('999', 'нет такой: «999»')
  await ivan.asks('1042', 'Заявка Б-1042')
})

test("nobody finds or opens somebody else's request", async () => {
  const id = await insertTicket(world, addresses.maria, { number: 'Б-3001', naumenTitle: 'RP3001' })
  await ivan.types('/my')
  await ivan.presses('Найти по номеру')
  for (const typed of ['Б-3001', '3001', 'RP3001']) await ivan.asks(typed, `нет такой: «${typed}»`)
  const stands = await ivan.last()
  await ivan.pressesData(stands?.id ?? 0, `1:/ticket:${id}`, true)
  await ivan.sees('Мои заявки')
  expect((await ivan.fromBot()).some((bubble) => textOf(bubble).includes('Заявка Б-3001'))).toBe(
    false,
  )
})

test('what can be no number is taken as it was meant', async () => {
  await ivan.types('/my')
  await ivan.presses('Найти по номеру')
  await ivan.sees('Напишите номер')
  await ivan.asks('Не включается компьютер в переговорной', /категорию|Найдено по запросу/)
})

test('2,000 requests and 500 messages in one of them keep nobody waiting', async () => {
  await clear()
  await insertManyTickets(world, addresses.maria, 2000)
  const id = await insertTicket(world, addresses.maria, { number: 'Б-9000' })
  await insertManyMessages(world, id, 500)
  const took: Record<string, number> = {}
  const timed = async (what: string, act: () => Promise<unknown>) => {
    const from = performance.now()
    await act()
    took[what] = Math.round(performance.now() - from)
  }
  await timed('list', () => maria.asks('/my', 'Мои заявки'))
  await timed('closed', async () => {
    await maria.presses('Закрытые · 2000')
    await maria.button('1 из 286')
  })
  await timed('last page', async () => {
    await maria.presses('‹')
    await maria.button('286 из 286')
  })
  await maria.types('/my')
  await timed('card', async () => {
    await maria.presses(/Б-9000/)
    const card = textOf(await maria.sees('Заявка Б-9000'))
    expect(card.length).toBeLessThan(4096)
    expect(card).toMatch(/Вы · .*\n500 слово/)
  })
  await maria.types('/my')
  await maria.presses('Найти по номеру')
  await maria.sees('Напишите номер')
  await timed('search', () => maria.asks('901234', 'Заявка RP901234'))
  console.log('2,000 requests, milliseconds:', took)
  for (const milliseconds of Object.values(took)) expect(milliseconds).toBeLessThan(2000)
})
