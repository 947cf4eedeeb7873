import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type PanelStage, startPanelStage } from './panel-stage'

let stage: PanelStage
let installation: PanelStage['installation']
let page: Page
let trouble: string[]

beforeAll(async () => {
  stage = await startPanelStage()
  ;({ installation, page, trouble } = stage)
}, 300_000)

afterAll(() => stage?.stop())

const limit = { timeout: process.env.PANEL_DATA_DIR ? 300_000 : 60_000 }
const opens = async (slug: string, heading: string) => {
  await page.goto(`${installation.panel}/globals/${slug}`)
  await page.getByRole('heading', { level: 1, name: heading }).waitFor()
}

test('«Проверить подключение» says point by point what Naumen is like', limit, async () => {
  await opens('naumen-mapping', 'Связь с Naumen')
  const check = page.getByRole('region', { name: 'Проверка подключения' })
  await check.getByRole('button', { name: 'Проверить подключение' }).click()
  await check.getByText('Ключ доступа принят.').waitFor()
  expect(await check.getByText(/Соглашение найдено/).count()).toBe(1)
  expect(await check.getByRole('img', { name: 'Ошибка' }).count()).toBe(0)
})

test('what is not saved yet is not checked, and the page says so', limit, async () => {
  const order = page.getByLabel('Порядок категорий')
  await order.fill('order')
  await page.getByText('На странице есть несохранённые изменения.').waitFor()
  expect(await page.getByRole('button', { name: 'Проверить подключение' }).isDisabled()).toBe(true)
})

test('a code changed by hand goes back to what the server gave', limit, async () => {
  await opens('naumen-mapping', 'Связь с Naumen')
  const deadline = page.getByLabel('Срок')
  await deadline.fill('due')
  await page.getByRole('button', { name: 'Вернуть исходное: deadLineTime' }).click()
  expect(await deadline.inputValue()).toBe('deadLineTime')
})

test(
  'a text is found by a word, and a misspelt placeholder is refused beside it',
  limit,
  async () => {
    await opens('bot-texts', 'Тексты бота')
    await page.getByLabel('Найти текст').fill('код отправлен')
    const card = page.getByRole('article', { name: 'Код отправлен' })
    const area = card.getByRole('textbox')
    const original = await area.inputValue()
    await area.fill('Код ушёл на {adress}')
    await card.getByText('Бот не знает, что подставить вместо {adress}.').waitFor()
    await area.fill('Код ушёл')
    await card.getByText(/Без \{address\} сотрудник не увидит: адрес почты/).waitFor()
    await card.getByRole('button', { name: 'Вернуть исходный текст' }).click()
    expect(await area.inputValue()).toBe(original)
  },
)

test('new words of the consent without a new version are warned of', limit, async () => {
  await page.getByLabel('Найти текст').fill('согласие на обработку')
  const card = page.getByRole('article', { name: 'Согласие на обработку персональных данных' })
  await card.getByRole('textbox').fill('Другое согласие')
  await card.getByText(/Текст согласия изменён, а его версия прежняя/).waitFor()
})

test('the page of working hours tells whether it is open now', limit, async () => {
  await opens('working-hours', 'Часы работы')
  await page.getByText(/Предупреждение выключено|Сейчас (открыто|закрыто)/).waitFor()
})

test('the periods of keeping say what the next clean-up deletes', limit, async () => {
  await opens('retention', 'Сроки хранения')
  await page.getByText(/Ближайшая очистка/).waitFor()
})

test('nothing went wrong in the browser', () => {
  expect(trouble).toEqual([])
})
