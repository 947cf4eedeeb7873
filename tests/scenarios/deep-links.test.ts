import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Phone, textOf } from '../world/phone'
import { insertTicket } from '../world/tickets'
import { until } from '../world/until'
import { addresses, people, startWorld, type World } from '../world/world'

let world: World
let ivan: Phone
let maria: Phone

beforeAll(async () => {
  world = await startWorld({ name: 'deep-links' })
  await world.categoriesArePulled()
  ivan = world.phone(people.ivan)
  maria = world.phone(people.maria)
  await world.signIn(ivan, addresses.ivan)
  await world.signIn(maria, addresses.maria)
})

afterAll(() => world?.stop())

const nowhere = '00000000-0000-4000-8000-000000000000'

async function categoryCalled(title: string): Promise<string> {
  const [row] = await world.rows<{ id: string }>('SELECT id FROM categories WHERE title = $1', [
    title,
  ])
  return row?.id ?? ''
}

/** Follows a link while signed out, and signs in. */
async function signsInBy(link: string, phone: Phone, address: string) {
  await phone.asks(`/start ${link}`, /рабочий e-mail/)
  await phone.types(await world.codeAfter(address, () => phone.types(address)))
}

async function signsOut(phone: Phone) {
  await phone.asks('/logout', 'Вы вышли')
  // Codes are not sent to one address twice a minute
  await world.rows('DELETE FROM sign_in_events')
  await world.rows('DELETE FROM sign_in_challenges')
}

test('a link opens a request of one’s own', async () => {
  const id = await insertTicket(world, addresses.ivan, { number: 'Б-501' })
  await ivan.asks(`/start t-${id}`, 'Заявка Б-501')
})

test('somebody else’s request and one that never was are answered alike', async () => {
  const id = await insertTicket(world, addresses.maria, { number: 'Б-502' })
  const foreign = await ivan.asks(`/start t-${id}`, 'По этой ссылке ничего не нашлось')
  const unknown = await ivan.asks(`/start t-${nowhere}`, 'По этой ссылке ничего не нашлось')
  const garbled = await ivan.asks('/start t-1', 'По этой ссылке ничего не нашлось')
  for (const other of [unknown, garbled]) {
    expect(textOf(other)).toBe(textOf(foreign))
    expect(other.keyboard).toEqual(foreign.keyboard)
  }
  expect(textOf(foreign)).toContain('Чем помочь?')
})

test('a QR on a printer begins a request with the topic chosen', async () => {
  const topic = await categoryCalled('Не печатает')
  const begun = await ivan.asks(`/start c-${topic}`, 'Опишите, что случилось')
  expect(textOf(begun)).toContain('Принтеры и МФУ → Не печатает')
})

test('a QR of a category leads to what is below it', async () => {
  await ivan.types('/start')
  await ivan.asks(`/start c-${await categoryCalled('Принтеры и МФУ')}`, 'Выберите тему')
})

test('a draft is not lost by a link: it is offered, and the topic of the link after it', async () => {
  await ivan.types('/new')
  await ivan.asks(
    'Тут текст моего черновика, он длинный и в двух строках,\nчтобы его не искали',
    /моего черновика/,
  )
  const topic = await categoryCalled('Не печатает')
  const offered = await ivan.asks(`/start c-${topic}`, 'Продолжить черновик?')
  expect(textOf(offered)).toContain('моего черновика')
  await ivan.presses('Продолжить')
  const going = await ivan.sees('Добавьте ещё или нажмите «Далее»')
  expect(textOf(going)).toContain('Принтеры и МФУ → Не печатает')
  expect(textOf(going)).toContain('моего черновика')
})

test('whoever starts over begins with the topic of the link', async () => {
  const topic = await categoryCalled('Не печатает')
  await ivan.asks(`/start c-${topic}`, 'Продолжить черновик?')
  await ivan.presses('Начать заново')
  const begun = await ivan.sees('Опишите, что случилось')
  expect(textOf(begun)).toContain('Принтеры и МФУ → Не печатает')
})

test('a topic that is gone is told, and another may be chosen', async () => {
  await ivan.types('/start')
  const told = await ivan.asks(`/start c-${nowhere}`, 'По этой ссылке ничего не нашлось')
  expect(textOf(told)).toMatch(/Продолжить черновик|Выберите категорию/)
})

test('a link to an article leads to the knowledge base', async () => {
  await ivan.asks('/start a-1', 'База знаний')
})

test('an unknown kind of link leads to the menu', async () => {
  await ivan.asks('/start zzz', 'По этой ссылке ничего не нашлось')
  await ivan.asks('/start', 'Чем помочь?')
})

test('a link waits over the sign-in and over a restart in the middle of it', async () => {
  const id = await insertTicket(world, addresses.maria, { number: 'Б-503' })
  await signsOut(maria)
  await maria.asks(`/start t-${id}`, /рабочий e-mail/)
  const worker = world.worker()
  await worker.kill()
  await world.startWorker()
  const code = await world.codeAfter(addresses.maria, () => maria.types(addresses.maria))
  const opened = await maria.asks(code, 'Заявка Б-503')
  expect(textOf(opened)).toContain('Вы вошли')
})

test('the topic of a QR waits over the sign-in, too', async () => {
  await signsOut(maria)
  await signsInBy(`c-${await categoryCalled('Не печатает')}`, maria, addresses.maria)
  expect(textOf(await maria.sees('Опишите, что случилось'))).toContain('Вы вошли')
})

test('a link remembered for one is worth nothing to another who signs in', async () => {
  const id = await insertTicket(world, addresses.ivan, { number: 'Б-504' })
  await maria.types('/start')
  await signsOut(maria)
  await signsInBy(`t-${id}`, maria, addresses.maria)
  const told = await maria.sees('По этой ссылке ничего не нашлось')
  expect(textOf(told)).toContain('Чем помочь?')
  const [chat] = await world.rows<{ place: string }>(
    'SELECT place FROM bot_chats WHERE chat_id = $1',
    [people.maria],
  )
  expect(chat?.place).toBe('/home')
})

test('a changed consent is asked first, then the link is opened', async () => {
  const id = await insertTicket(world, addresses.maria, { number: 'Б-505' })
  await world.rows(`UPDATE bot_texts SET consent_version = '2'`)
  const [{ count } = { count: 0 }] = await world.rows<{ count: number }>(
    `SELECT count(*)::int AS count FROM bot_texts`,
  )
  if (!count)
    await world.rows(`INSERT INTO bot_texts (consent_required, consent_version) VALUES (true, '2')`)
  await world.rows('UPDATE content_revision SET revision = revision + 1')
  await maria.types(`/start t-${id}`)
  await maria.presses('Согласен')
  await maria.sees('Заявка Б-505')
})

test('the bot tells its name, from which the panel makes links', async () => {
  const name = await until('the name of the bot', async () => {
    const [row] = await world.rows<{ value: string }>(
      `SELECT value FROM installation WHERE key = 'bot username'`,
    )
    return row?.value
  })
  expect(name).toMatch(/bot$/i)
})
