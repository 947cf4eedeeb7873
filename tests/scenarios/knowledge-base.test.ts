import { randomBytes } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventsOf, insertArticle, insertFile, insertShelf } from '../world/articles'
import { type Phone, textOf } from '../world/phone'
import { until } from '../world/until'
import { addresses, people, startWorld, type World } from '../world/world'

let world: World
let ivan: Phone
let maria: Phone
let topic: string
const shelves = { printers: '', mail: '' }
const articles = { jam: '', long: '', mail: '', draft: '', loose: '' }

const lorem = (words: number) => Array.from({ length: words }, (_, at) => `слово${at}`).join(' ')

beforeAll(async () => {
  world = await startWorld({ name: 'knowledge-base' })
  await world.categoriesArePulled()
  await world.rows('DELETE FROM articles')
  await world.rows('DELETE FROM article_sections')
  const [category] = await world.rows<{ id: string }>(
    `SELECT id::text AS id FROM categories WHERE title = 'Не печатает'`,
  )
  topic = category?.id ?? ''
  shelves.printers = await insertShelf(world, 'Принтеры', '🖨')
  shelves.mail = await insertShelf(world, 'Почта', '✉️')
  await insertShelf(world, 'Пустой раздел')
  const away = await insertShelf(world, 'Убранный раздел', '🙈', false)
  articles.jam = await insertArticle(world, {
    title: 'Принтер не печатает',
    paragraphs: ['Проверьте, включён ли принтер.', 'Достаньте застрявшую бумагу.'],
    section: shelves.printers,
    topic,
  })
  articles.long = await insertArticle(world, {
    title: 'Инструкция к МФУ',
    paragraphs: Array.from({ length: 12 }, () => lorem(40)),
    section: shelves.printers,
  })
  articles.mail = await insertArticle(world, {
    title: 'Настроить почту на телефоне',
    paragraphs: ['Откройте настройки.'],
    section: shelves.mail,
  })
  articles.loose = await insertArticle(world, { title: 'Кто мы такие', paragraphs: ['Поддержка.'] })
  articles.draft = await insertArticle(world, {
    title: 'Черновик о принтере',
    section: shelves.printers,
    status: 'draft',
  })
  await insertArticle(world, { title: 'Убранная о принтере', section: away })
  ivan = world.phone(people.ivan)
  maria = world.phone(people.maria)
  await world.signIn(ivan, addresses.ivan)
})

afterAll(() => world?.stop())

const opensBase = async () => {
  await ivan.asks('/start', 'Чем помочь?')
  await ivan.presses('База знаний')
  return ivan.sees('Выберите раздел')
}
const labels = (bubble: Awaited<ReturnType<Phone['sees']>>) =>
  (bubble.keyboard ?? []).flat().map(({ text }) => text)

test('the knowledge base shows its sections with what is in them, and no drafts', async () => {
  const screen = await opensBase()
  expect(labels(screen)).toEqual([
    ...['🖨 Принтеры · 2', '✉️ Почта · 1', '📄 Другое · 1', '🔍 Поиск', '🏠 Меню'],
  ])
})

test('a section lists its articles, and an article is read', async () => {
  await ivan.presses('Принтеры')
  const listed = await ivan.sees('Выберите статью')
  expect(labels(listed)).toEqual([
    ...['Инструкция к МФУ', 'Принтер не печатает', '🔍 Поиск', '← Назад', '🏠 Меню'],
  ])
  await ivan.presses('Принтер не печатает')
  const article = await ivan.sees('Достаньте застрявшую бумагу')
  expect(article.id).toBe(listed.id)
  await ivan.presses('Назад')
  await ivan.sees('Выберите статью')
})

test('who reads it again within the hour is counted once', async () => {
  await ivan.presses('Принтер не печатает')
  await ivan.sees('Достаньте застрявшую бумагу')
  expect(await eventsOf(world, articles.jam)).toEqual(['view'])
  await world.rows(`UPDATE article_events SET at = at - interval '2 hours'`)
  await ivan.presses('Назад')
  await ivan.presses('Принтер не печатает')
  await ivan.sees('Достаньте застрявшую бумагу')
  await until('the second view', async () => (await eventsOf(world, articles.jam)).length === 2)
})

test('«Помогло» is thanked for in the same message', async () => {
  const article = await ivan.sees('Достаньте застрявшую бумагу')
  await ivan.presses('👍 Помогло')
  const thanks = await ivan.sees('Рады, что статья помогла')
  expect(thanks.id).toBe(article.id)
  expect(await eventsOf(world, articles.jam)).toEqual(['view', 'view', 'helped'])
})

test('another vote takes the place of the first', async () => {
  await ivan.presses('К статье')
  await ivan.presses('👎 Не помогло')
  await ivan.sees('Жаль, что статья не помогла')
  expect(await eventsOf(world, articles.jam)).toEqual(['view', 'view', 'notHelped'])
})

test('what did not help leads to a request with its topic chosen', async () => {
  await ivan.presses('Создать заявку')
  const begun = await ivan.sees('Опишите, что случилось')
  expect(textOf(begun)).toContain('Принтеры и МФУ → Не печатает')
  await ivan.presses('Отменить')
  await ivan.sees('Чем помочь?')
})

test('a long article is read in pages', async () => {
  await opensBase()
  await ivan.presses('Принтеры')
  await ivan.presses('Инструкция к МФУ')
  await ivan.sees('(1 из 2)')
  await ivan.presses('Читать дальше')
  const second = await ivan.sees('(2 из 2)')
  expect(labels(second)).toContain('‹ Раньше')
  await ivan.presses('Раньше')
  await ivan.sees('(1 из 2)')
  expect(await eventsOf(world, articles.long)).toEqual(['view'])
})

test('a long section has pages', async () => {
  const shelf = await insertShelf(world, 'Большой раздел')
  for (let at = 10; at < 21; at++)
    await insertArticle(world, { title: `Статья ${at}`, section: shelf })
  await opensBase()
  await ivan.presses('Большой раздел · 11')
  await ivan.button('1 из 2')
  await ivan.presses('›')
  const last = await ivan.sees('Выберите статью')
  await until('the second page', async () =>
    labels(await ivan.sees('Выберите статью')).includes('Статья 20'),
  )
  expect(last).toBeTruthy()
  await world.rows('DELETE FROM articles WHERE section_id = $1', [shelf])
})

test('words typed there are searched for, with slips and endings forgiven', async () => {
  await opensBase()
  const found = await ivan.asks(
    'принтр не печатаит',
    'Вот что есть по запросу «принтр не печатаит»',
  )
  expect(textOf(found)).toContain('Принтер не печатает')
  expect(labels(found)[0]).toBe('Принтер не печатает')
  expect(textOf(found)).not.toMatch(/Черновик|Убранная/)
  await ivan.presses('Принтер не печатает')
  await ivan.sees('Достаньте застрявшую бумагу')
  await ivan.presses('Назад')
  await ivan.sees('по запросу «принтр не печатаит»')
})

test('other words may be typed at once, and also after «Поиск»', async () => {
  await ivan.asks('почта телефон', 'Настроить почту на телефоне')
  await opensBase()
  await ivan.presses('Поиск')
  await ivan.sees('Поиск по базе знаний')
  await ivan.asks('почту', 'Настроить почту на телефоне')
})

test('a search that finds nothing says what to do, and its words begin a request', async () => {
  const screen = await ivan.asks('стулья для переговорной', 'статей нет')
  expect(labels(screen)).toEqual(['📝 Создать заявку', '📚 База знаний', '🏠 Меню'])
  await ivan.presses('Создать заявку')
  const begun = await ivan.sees(/Выберите категорию|Найдено по запросу|ничего не нашлось/)
  expect(textOf(begun)).toContain('стулья для переговорной')
  const searches = await world.rows<{ words: string; found: number }>(
    'SELECT words, found FROM article_searches ORDER BY id',
  )
  expect(searches.at(-1)).toEqual({ words: 'стулья для переговорной', found: 0 })
  expect(searches[0]?.found).toBeGreaterThan(0)
  await ivan.presses('Отменить')
  await ivan.sees('Чем помочь?')
})

test('a whole story typed there is no search but a request', async () => {
  await opensBase()
  const told = await ivan.asks('Вчера вечером\nвстал принтер', /Новая заявка|По запросу/i)
  expect(textOf(told)).toContain('Вчера вечером')
  await ivan.presses('Отменить')
  await ivan.sees('Чем помочь?')
})

test('the files of an article come into the chat', async () => {
  const bytes = randomBytes(50_000)
  const photo = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#3a7' } })
    .jpeg()
    .toBuffer()
  await insertFile(world, { name: 'драйвер.zip', mime: 'application/zip', bytes }, articles.jam)
  await insertFile(world, { name: 'схема.pdf', mime: 'application/pdf', bytes }, articles.jam)
  await insertFile(world, { name: 'лоток.jpg', mime: 'image/jpeg', bytes: photo }, articles.jam)
  await opensBase()
  await ivan.presses('Принтеры')
  await ivan.presses('Принтер не печатает')
  await ivan.presses('📎 Файлы · 3')
  await ivan.sees('Отправляем файлы: 3')
  const sent = await until('three files', async () => {
    const media = (await ivan.fromBot()).filter(({ document, photo }) => document ?? photo)
    return media.length === 3 ? media : null
  })
  const names = sent.map(({ document }) => (document as { name?: string } | undefined)?.name)
  expect(names.toSorted()).toEqual(['драйвер.zip', 'схема.pdf', undefined])
  await ivan.presses('К статье')
  await ivan.sees('Достаньте застрявшую бумагу')
})

test('an article with a picture shows it', async () => {
  const bytes = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#37a' } })
    .jpeg()
    .toBuffer()
  const picture = await insertFile(world, { name: 'окно.jpg', mime: 'image/jpeg', bytes })
  await world.rows('UPDATE articles SET picture_id = $1 WHERE id = $2', [picture, articles.mail])
  await opensBase()
  await ivan.presses('Почта')
  await ivan.presses('Настроить почту')
  const shown = await ivan.sees('Откройте настройки')
  expect(shown.photo).toBeTruthy()
  await ivan.presses('👍 Помогло')
  const thanks = await ivan.sees('Рады, что статья помогла')
  expect(thanks.id).toBe(shown.id)
})

test('an article taken back while it is open is told so, and the sections stand there', async () => {
  await opensBase()
  await ivan.presses('Принтеры')
  await ivan.presses('Принтер не печатает')
  await ivan.sees('Достаньте застрявшую бумагу')
  await world.rows(`UPDATE articles SET _status = 'draft' WHERE id = $1`, [articles.jam])
  await ivan.presses('👍 Помогло')
  const gone = await ivan.sees('Этой статьи больше нет')
  expect(labels(gone)).toContain('🖨 Принтеры · 1')
  await world.rows(`UPDATE articles SET _status = 'published' WHERE id = $1`, [articles.jam])
})

test('a link opens an article', async () => {
  await ivan.asks(`/start a-${articles.jam}`, 'Достаньте застрявшую бумагу')
})

test('a link to an article nobody may read is told so', async () => {
  const gone = await ivan.asks(`/start a-${articles.draft}`, 'Этой статьи больше нет')
  expect(textOf(gone)).toContain('База знаний')
})

test('a link to an article waits over the sign-in', async () => {
  await maria.types(`/start a-${articles.jam}`)
  await maria.presses('Согласен')
  await maria.sees(/рабочий e-mail/)
  await maria.types(await world.codeAfter(addresses.maria, () => maria.types(addresses.maria)))
  const opened = await maria.sees('Достаньте застрявшую бумагу')
  expect(textOf(opened)).toContain('Вы вошли')
})

test('everybody has a vote of their own', async () => {
  await maria.presses('👍 Помогло')
  await maria.sees('Рады, что статья помогла')
  const votes = await world.rows<{ kind: string }>(
    `SELECT kind FROM article_events WHERE article = $1 AND kind IN ('helped', 'notHelped')`,
    [articles.jam],
  )
  expect(votes.map(({ kind }) => kind).toSorted()).toEqual(['helped', 'notHelped'])
})

test('an empty knowledge base says so and leads to a request', async () => {
  await world.rows('DELETE FROM articles')
  await ivan.asks('/start', 'Чем помочь?')
  await ivan.presses('База знаний')
  const empty = await ivan.sees('Статьи скоро появятся')
  expect(labels(empty)).toEqual(['📝 Создать заявку', '🏠 Меню'])
})
