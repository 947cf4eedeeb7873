import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { eventsOf, insertArticle, insertFile } from '../world/articles'
import { type Phone, textOf } from '../world/phone'
import { until } from '../world/until'
import { addresses, people, startWorld, type World } from '../world/world'

let world: World
let ivan: Phone
const articles = { jam: '', mail: '' }

beforeAll(async () => {
  world = await startWorld({ name: 'suggestions' })
  await world.categoriesArePulled()
  await world.rows('DELETE FROM articles')
  const [topic] = await world.rows<{ id: string }>(
    `SELECT id::text AS id FROM categories WHERE title = 'Не печатает'`,
  )
  articles.jam = await insertArticle(world, {
    title: 'Застряла бумага в принтере',
    paragraphs: ['Откройте лоток и достаньте лист.'],
    topic: topic?.id,
  })
  articles.mail = await insertArticle(world, {
    title: 'Настроить почту на телефоне',
    paragraphs: ['Откройте настройки.'],
  })
  ivan = world.phone(people.ivan)
  await world.signIn(ivan, addresses.ivan)
})

afterAll(() => world?.stop())

beforeEach(() => world.rows('DELETE FROM article_events'))

/** To the preview of a request about a printer. */
async function describes(text: string) {
  await ivan.types('/new')
  await ivan.presses('Компьютер и оргтехника')
  await ivan.presses('Принтеры')
  await ivan.presses('Не печатает')
  await ivan.sees('Опишите, что случилось')
  await ivan.asks(text, text)
  await ivan.presses('Далее')
  return ivan.sees('Проверьте заявку')
}

const leaves = async () => {
  await ivan.presses('Отменить')
  await ivan.sees('Чем помочь?')
}
const labels = (bubble: Awaited<ReturnType<Phone['sees']>>) =>
  (bubble.keyboard ?? []).flat().map(({ text }) => text)
const ticketsWith = (text: string) =>
  world.rows<{ number: string }>('SELECT number FROM tickets WHERE text LIKE $1', [`%${text}%`])
const isFiled = (text: string) =>
  until('the request to be filed', async () => (await ticketsWith(text)).length === 1)

test('an article that fits is offered before a request is sent', async () => {
  const preview = await describes('Застряла бумага, принтер молчит')
  expect(textOf(preview)).toContain('💡 Возможно, это поможет')
  expect(labels(preview).slice(0, 2)).toEqual(['📖 Застряла бумага в принтере', '📨 Отправить'])
  expect(await eventsOf(world, articles.jam)).toEqual(['suggested'])
  expect(await eventsOf(world, articles.mail)).toEqual([])
})

test('sending all the same needs no other press', async () => {
  await ivan.presses('Отправить')
  await isFiled('принтер молчит')
})

test('where nothing fits, nothing is said', async () => {
  await world.rows(`UPDATE articles SET _status = 'draft' WHERE id = $1`, [articles.jam])
  const preview = await describes('Гудит и моргает лампочка')
  expect(textOf(preview)).not.toContain('Возможно')
  expect(labels(preview)[0]).toBe('📨 Отправить')
  await world.rows(`UPDATE articles SET _status = 'published' WHERE id = $1`, [articles.jam])
  await leaves()
})

test('an article that did not help gives the request back as it was', async () => {
  await describes('Опять застряла бумага в принтере')
  await ivan.presses('📖 Застряла бумага')
  const article = await ivan.sees('достаньте лист')
  expect(labels(article)).toEqual([
    ...['👍 Помогло, заявка не нужна', '👎 Не помогло, к заявке', '← Назад', '🏠 Меню'],
  ])
  await ivan.presses('Не помогло, к заявке')
  const preview = await ivan.sees('Проверьте заявку')
  expect(textOf(preview)).toContain('Опять застряла бумага в принтере')
  expect(textOf(preview)).not.toContain('Возможно')
  expect(await eventsOf(world, articles.jam)).toEqual(['suggested', 'view', 'notHelped'])
  await ivan.presses('Отправить')
  await isFiled('Опять застряла')
})

test('a crash while the article is read loses nothing of the request', async () => {
  await describes('Застряла бумага на складе')
  await ivan.presses('📖 Застряла бумага')
  await ivan.sees('достаньте лист')
  await world.worker().kill()
  await world.startWorker()
  await ivan.presses('← Назад')
  const preview = await ivan.sees('Проверьте заявку')
  expect(textOf(preview)).toContain('Застряла бумага на складе')
  expect(labels(preview)[0]).toBe('📖 Застряла бумага в принтере')
})

test('it is offered once: another word in the text brings no more of it', async () => {
  await ivan.asks('И ещё мигает', 'И ещё мигает')
  await ivan.presses('Описание и файлы')
  await ivan.presses('Далее')
  await ivan.sees('Проверьте заявку')
  expect(await eventsOf(world, articles.jam)).toEqual([])
})

test('words typed while the article is read join the request', async () => {
  await ivan.presses('📖 Застряла бумага')
  await ivan.sees('достаньте лист')
  const preview = await ivan.asks('Лоток не открывается', 'Проверьте заявку')
  expect(textOf(preview)).toContain('Лоток не открывается')
  expect(textOf(preview)).toContain('Застряла бумага на складе')
})

test('a draft left with its offers is gone on with, and they still stand there', async () => {
  await ivan.asks('/start', 'Чем помочь?')
  await ivan.asks('/new', 'Продолжить черновик?')
  await ivan.presses('Продолжить')
  await ivan.presses('Далее')
  const preview = await ivan.sees('Проверьте заявку')
  expect(labels(preview)[0]).toBe('📖 Застряла бумага в принтере')
  expect(await eventsOf(world, articles.jam)).not.toContain('suggested')
})

test('an article that helped ends the draft, and counts as solved without a request', async () => {
  await ivan.presses('📖 Застряла бумага')
  await ivan.presses('Помогло, заявка не нужна')
  const menu = await ivan.sees('Рады, что помогло! Заявка не отправлена')
  expect(textOf(menu)).toContain('Чем помочь?')
  expect((await eventsOf(world, articles.jam)).filter((kind) => kind === 'solved')).toHaveLength(1)
  expect(await ticketsWith('на складе')).toEqual([])
  await ivan.asks('/new', 'Выберите категорию')
})

test('a second finger on «Помогло» counts nothing twice', async () => {
  await describes('Снова застряла бумага')
  await ivan.presses('📖 Застряла бумага')
  const { bubble, button } = await ivan.button('Помогло, заявка не нужна')
  await ivan.pressesData(bubble.id, button?.data ?? '')
  await ivan.sees('Рады, что помогло!')
  await ivan.pressesData(bubble.id, button?.data ?? '', true)
  await ivan.asks('/start', 'Чем помочь?')
  expect((await eventsOf(world, articles.jam)).filter((kind) => kind === 'solved')).toHaveLength(1)
})

test('an article taken back meanwhile is told so, and the request goes on', async () => {
  await describes('Застряла бумага в цеху')
  await world.rows(`UPDATE articles SET _status = 'draft' WHERE id = $1`, [articles.jam])
  await ivan.presses('📖 Застряла бумага')
  const preview = await ivan.sees('Этой статьи больше нет')
  expect(textOf(preview)).toContain('Застряла бумага в цеху')
  expect(labels(preview)[0]).toBe('📨 Отправить')
  await world.rows(`UPDATE articles SET _status = 'published' WHERE id = $1`, [articles.jam])
  await leaves()
})

test('the article a request was begun from is not offered for it again', async () => {
  await ivan.asks(`/start a-${articles.jam}`, 'достаньте лист')
  await ivan.presses('Создать заявку')
  await ivan.sees('Опишите, что случилось')
  await ivan.asks('Застряла бумага, статья не помогла', 'статья не помогла')
  await ivan.presses('Далее')
  const preview = await ivan.sees('Проверьте заявку')
  expect(textOf(preview)).not.toContain('Возможно')
  await leaves()
})

test('at most three are offered', async () => {
  for (const where of ['бухгалтерии', 'цеху', 'офисе', 'архиве'])
    await insertArticle(world, { title: `Застряла бумага в принтере в ${where}` })
  const preview = await describes('Застряла бумага в принтере')
  expect(labels(preview).filter((label) => label.startsWith('📖'))).toHaveLength(3)
  await leaves()
})

test('files of an offered article come into the chat, and the draft stays', async () => {
  await world.rows(`DELETE FROM articles WHERE title LIKE '% в принтере в %'`)
  const file = { name: 'лоток.zip', mime: 'application/zip', bytes: randomBytes(2000) }
  await insertFile(world, file, articles.jam)
  await describes('Застряла бумага, где рычаг')
  await ivan.presses('📖 Застряла бумага')
  await ivan.presses('📎 Файлы · 1')
  await ivan.sees('Отправляем файлы: 1')
  await until('the file', async () =>
    (await ivan.fromBot()).some(
      ({ document }) => (document as { name?: string } | undefined)?.name === 'лоток.zip',
    ),
  )
  await ivan.presses('Не помогло, к заявке')
  const preview = await ivan.sees('Проверьте заявку')
  expect(textOf(preview)).toContain('где рычаг')
  await leaves()
})
