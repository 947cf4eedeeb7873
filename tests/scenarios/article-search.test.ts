import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { paragraphs } from '../../collections/lexical'
import { startPayload } from '../../collections/test-database'
import {
  noteArticle,
  noteSearch,
  searchArticles,
  suggestArticles,
} from '../../src/database/articles'
import { rows } from '../../src/database/transaction'
import { shelf } from './article-shelf'

let payload: Payload
let stop: () => Promise<void>
const runner = { rows: <T>(query: ReturnType<typeof sql>) => rows<T>(payload, query) }

beforeAll(async () => {
  ;({ payload, stop } = await startPayload())
  await runner.rows(sql`DELETE FROM articles`)
  for (const { title, keywords, text } of shelf)
    await payload.create({
      collection: 'articles',
      data: { title, keywords, text: paragraphs(...text) },
      overrideAccess: true,
    })
})
afterAll(() => stop())

const search = (words: string, limit = 5) => searchArticles(runner, { words, limit })
const best = async (words: string) => (await search(words))[0]?.title ?? null
const offered = async (words: string) =>
  (await suggestArticles(runner, { words })).map(({ title }) => title)

test.each([
  ['принтр не печатает', 'Принтер не печатает'],
  ['принтер', 'Принтер не печатает'],
  ['Принтеры не печатают!!!', 'Принтер не печатает'],
  ['не могу распечатать документ', 'Принтер не печатает'],
  ['ghbynth', 'Принтер не печатает'],
  ['мфу печать', 'Принтер не печатает'],
  ['забыл пароль', 'Забыли пароль от компьютера'],
  ['забыла пороль', 'Забыли пароль от компьютера'],
  ['как сменить пароль', 'Забыли пароль от компьютера'],
  ['учётка заблокирована', 'Забыли пароль от компьютера'],
  ['учетную запись заблокировали', 'Забыли пароль от компьютера'],
  ['впн', 'VPN не подключается'],
  ['vpn не подключаеться', 'VPN не подключается'],
  ['удаленка из дома', 'VPN не подключается'],
  ['удалённый доступ', 'VPN не подключается'],
  ['почта на телефоне', 'Рабочая почта на телефоне'],
  ['настроить почту на айфон', 'Рабочая почта на телефоне'],
  ['не приходят письма', 'Письма не приходят или не уходят'],
  ['письмо не отправляется', 'Письма не приходят или не уходят'],
  ['скриншот', 'Как сделать снимок экрана'],
  ['скрин шот экрана', 'Как сделать снимок экрана'],
  ['снимок икрана', 'Как сделать снимок экрана'],
  ['нет интернета', 'Не работает интернет или сеть'],
  ['вайфай', 'Не работает интернет или сеть'],
  ['тормозит компьютер', 'Компьютер работает медленно'],
  ['комп виснет', 'Компьютер работает медленно'],
  ['установить програму', 'Как установить программу'],
  ['1с ошибка', '1С не запускается'],
  ['1c', '1С не запускается'],
  ['проектор в переговорке', 'Переговорная: экран и звук'],
  ['каталка для бумаги жирафа', null],
  ['ъъъ', null],
])('«%s» finds %s', async (question, title) => {
  expect(await best(question)).toBe(title)
})

test.each([
  ['Добрый день! Принтер на 4 этаже не печатает, горит красная лампочка', 'Принтер не печатает'],
  ['не подключается впн из дома второй день', 'VPN не подключается'],
  ['Здравствуйте. Забыл пороль от компа, помогите войти пожалуйста', 'Забыли пароль от компьютера'],
  ['Не работает интернет', 'Не работает интернет или сеть'],
])('before «%s» is sent, the article that fits is offered first', async (text, title) => {
  expect((await offered(text))[0]).toBe(title)
})

test.each([
  'Сломался стул в кабинете, нужен новый',
  'Прошу выдать пропуск на стоянку для нового автомобиля',
  'В столовой холодно, дует из окна',
  'Нужна справка 2-НДФЛ за прошлый год',
  '12345',
  '',
])('nothing is offered before «%s» is sent', async (text) => {
  expect(await offered(text)).toEqual([])
})

test('what is found says where it stands and quotes the words around', async () => {
  const [found] = await search('замятие бумаги')
  expect(found).toMatchObject({ title: 'Принтер не печатает', section: null })
  expect(found?.snippet).toContain('бумаг')
  expect(found?.snippet).not.toContain('<')
})

test('a draft is not found, and what a section that is switched off holds is not either', async () => {
  const section = await payload.create({
    collection: 'article-sections',
    data: { title: 'Архив', active: false },
    overrideAccess: true,
  })
  const make = (data: object, draft: boolean) =>
    payload.create({
      collection: 'articles',
      data: { title: 'Телескоп', ...data },
      draft,
      overrideAccess: true,
    })
  await make({}, true)
  await make({ section: section.id }, false)
  expect(await search('телескоп')).toEqual([])
  const shown = await make({}, false)
  expect((await search('телескоп')).map(({ id }) => id)).toEqual([shown.id])
})

test('what came of articles and searches is kept, and never more than 200 characters', async () => {
  const [article] = await search('принтер')
  await noteArticle(runner, { kind: 'solved', article: article?.id ?? '', user: null })
  await noteSearch(runner, {
    words: `  как\nвызвать   лифт ${'о'.repeat(300)}`,
    found: 0,
    user: null,
  })
  const events = await runner.rows(sql`SELECT kind, article FROM article_events`)
  expect(events).toEqual([{ kind: 'solved', article: article?.id }])
  const [kept] = await runner.rows<{ words: string }>(sql`SELECT words FROM article_searches`)
  expect(kept?.words).toMatch(/^как вызвать лифт о+$/)
  expect(kept?.words).toHaveLength(200)
})
