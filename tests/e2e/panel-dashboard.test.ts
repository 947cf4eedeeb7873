import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { showPicture } from './browser'
import { type PanelStage, startPanelStage } from './panel-stage'

let stage: PanelStage
let page: Page
let trouble: string[]
const mark = randomUUID().slice(0, 6)

beforeAll(async () => {
  stage = await startPanelStage()
  ;({ page, trouble } = stage)
}, 300_000)

afterAll(() => stage?.stop())

/** Eight requests of one day long ago, of which no other test knows anything. */
async function makeADay() {
  await stage.rows(
    `WITH person AS (
       INSERT INTO users (name, email, employee) VALUES ($1, $2, $3) RETURNING id
     ), topic AS (INSERT INTO categories (title) VALUES ($4) RETURNING id)
     INSERT INTO tickets (number, user_id, category_id, status, mark, hand_over_state,
       registered_at, first_answered_at, closed_at)
     SELECT $1 || n, person.id, topic.id, 'closed', CASE WHEN n <= 4 THEN n + 1 END, 'done',
       '2019-03-05 00:00 Europe/Moscow'::timestamptz + n * interval '1 hour',
       '2019-03-05 00:00 Europe/Moscow'::timestamptz + n * interval '1 hour' + interval '20 min',
       '2019-03-05 00:00 Europe/Moscow'::timestamptz + n * interval '2 hours'
     FROM generate_series(0, 7) AS n, person, topic`,
    [`Обзор-${mark}-`, `${mark}@zavod.example`, `employee$${mark}`, `Тема ${mark}`],
  )
}

const tile = (title: string) =>
  page.locator('.dashboard-tile', { has: page.getByRole('heading', { name: title, exact: true }) })

test('the overview counts what was filed, answered, closed and rated on chosen days', async () => {
  await makeADay()
  await page.getByLabel('С', { exact: true }).fill('2019-03-05')
  await page.getByLabel('по', { exact: true }).fill('2019-03-05')
  await page.getByRole('button', { name: 'Показать' }).click()
  await page.getByText('5 марта 2019').first().waitFor()
  expect(new URL(page.url()).search).toBe('?period=dates&from=2019-03-05&to=2019-03-05')
  await tile('Подано заявок').getByText('8', { exact: true }).waitFor()
  await tile('Закрыто').getByText('8', { exact: true }).waitFor()
  await tile('Первый ответ инженера').getByText('20 мин', { exact: true }).waitFor()
  await tile('Средняя оценка').getByText('3,0 ★').waitFor()
  await page.getByRole('row', { name: `Тема ${mark} 8` }).waitFor()
  await page.getByRole('row', { name: '4 из 5 1' }).waitFor()
  await showPicture(page, 'dashboard-day')
})

test('the chart is drawn, and says the same in words and as a table', async () => {
  await page.locator('.dashboard-chart .recharts-surface').first().waitFor()
  await page.getByRole('img', { name: /подано 8, закрыто 8/ }).waitFor()
  await page.getByText('Показать таблицей').click()
  await page.getByRole('row', { name: '07:00 1 0' }).waitFor()
  await page.getByRole('row', { name: '14:00 0 1' }).waitFor()
})

test('a period is one press away, and its link shows the same to others', async () => {
  await page.getByRole('link', { name: 'Месяц' }).click()
  await page.waitForURL(/period=month/)
  await page.locator('a[aria-current="true"]', { hasText: 'Месяц' }).waitFor()
  await page.reload()
  await page.locator('a[aria-current="true"]', { hasText: 'Месяц' }).waitFor()
})

test('every section is a card with a line on what it is for', async () => {
  const sections = page.getByRole('navigation', { name: 'Разделы' })
  for (const name of ['Заявки', 'Пользователи', 'Категории', 'Меню', 'Журнал действий'])
    await sections.getByRole('link', { name, exact: true }).waitFor()
  await sections.getByText('Кто пользуется ботом').waitFor()
})

test('nothing went wrong in the browser', () => {
  expect(trouble).toEqual([])
})
