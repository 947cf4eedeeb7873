import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPhone, type Phone } from '../world/phone'
import { until } from '../world/until'
import { addresses, people } from '../world/world'
import { formIsAwake, isAwake, writes } from './admin-panel'
import { showPicture } from './browser'
import { signIn } from './installation'
import { type PanelStage, startPanelStage } from './panel-stage'

let stage: PanelStage
let installation: PanelStage['installation']
let page: Page
let trouble: string[]
let maria: Phone

/** Our own words: the installation may be somebody else's too. */
const mark = randomUUID().slice(0, 4)
const canteen = `Столовая ${mark}`

beforeAll(async () => {
  stage = await startPanelStage()
  ;({ installation, page, trouble } = stage)
  maria = createPhone(installation.control('TELEGRAM'), people.maria)
  if (!(await maria.fromBot()).length) await signIn(installation, maria, addresses.maria)
}, 300_000)

afterAll(() => stage?.stop())

const inPanel = () => page.getByLabel('Телефон сотрудника')
const said = () => page.getByTestId('phone-text')
const row = (title: string) => page.getByRole('treeitem', { name: title, exact: true })

async function opensMenu() {
  await page.goto(`${installation.panel}/collections/menu-sections`)
  await isAwake(page.getByRole('tree', { name: 'Разделы меню' }))
}

async function adds(title: string) {
  await opensMenu()
  await page.getByRole('button', { name: '+ Добавить раздел' }).click()
  await page.getByLabel('Название').fill(title)
  await page.keyboard.press('Enter')
  await opened(title)
}

/** The form of a section, ready to be typed into. */
async function opened(title: string) {
  await page.getByRole('heading', { name: title, exact: true }).waitFor()
  await formIsAwake(page)
}

async function commands(title: string, command: string) {
  await row(title)
    .getByRole('button', { name: `Действия: ${title}` })
    .click()
  await page.getByRole('menuitem', { name: command }).click()
}

const publishes = async () => {
  await page.getByRole('button', { name: 'Опубликовать', exact: true }).click()
  await page.getByText('Сохранено.').first().waitFor()
}

/** Labels of the main menu on the employee's own phone. */
async function mainMenu(): Promise<string[]> {
  const { id } = await maria.asks('/start', 'Чем помочь?')
  const bubble = (await maria.messages()).find((one) => one.id === id)
  return (bubble?.keyboard ?? []).flat().map(({ text }) => text)
}

test('a new section is written beside the phone that shows it, and is in the bot once published', async () => {
  await adds(canteen)
  await page.getByText('На странице нет ни текста').waitFor()
  await writes(page, 'Борщ по четвергам')
  await said().filter({ hasText: 'Борщ по четвергам' }).waitFor()
  await page.getByText('На странице нет ни текста').waitFor({ state: 'hidden' })
  expect(await mainMenu()).not.toContain(canteen)
  await showPicture(page, 'menu-form')
  await publishes()
  expect(await mainMenu()).toContain(canteen)
  await maria.presses(canteen)
  await maria.sees('Борщ по четвергам')
})

test('what is renamed and moved in the tree is so at the next press, and the old button still leads there', async () => {
  const { id: before } = await maria.asks('/start', 'Чем помочь?')
  const old = (await maria.messages()).find((one) => one.id === before)
  const press = old?.keyboard?.flat().find(({ text }) => text === canteen)
  await opensMenu()
  await row(canteen).focus()
  await page.keyboard.press('F2')
  await page.getByLabel('Переименовать').fill(`Обеды ${mark}`)
  await page.keyboard.press('Enter')
  await inPanel()
    .getByRole('button', { name: `Обеды ${mark}` })
    .waitFor()
  await row(`Обеды ${mark}`).focus()
  await page.keyboard.press('Alt+ArrowUp')
  const moved = async () => (await mainMenu()).at(-2) === `Обеды ${mark}`
  await until('the section to stand one higher', moved)
  const { id } = await maria.sees('Чем помочь?')
  await maria.pressesData(id, press?.data ?? '', true)
  await maria.sees(new RegExp(`Обеды ${mark}[^]*Борщ по четвергам`))
})

test('a draft of a published section is seen in the panel alone, as it will be', async () => {
  const title = `Обеды ${mark}`
  await opensMenu()
  await row(title).getByRole('button', { name: title, exact: true }).click()
  await opened(title)
  await writes(page, 'Солянка по пятницам')
  await page.getByRole('button', { name: 'Сохранить черновик' }).click()
  await page.getByText('Черновик сохранён.').first().waitFor()
  await opensMenu()
  await row(title).getByText('Есть неопубликованные правки').waitFor()
  await inPanel().getByRole('button', { name: title }).click()
  await said().filter({ hasText: 'Борщ' }).waitFor()
  await page.getByLabel('С черновиками').check()
  await said().filter({ hasText: 'Солянка' }).waitFor()
  await showPicture(page, 'menu-draft')
  await mainMenu()
  await maria.presses(title)
  await maria.sees('Борщ по четвергам')
  await commands(title, 'Опубликовать')
  await row(title).getByText('Есть неопубликованные правки').waitFor({ state: 'hidden' })
  await mainMenu()
  await maria.presses(title)
  await maria.sees('Солянка по пятницам')
})

test('an older version comes back with a press', async () => {
  const title = `Обеды ${mark}`
  await commands(title, 'Версии')
  await page.getByText('Обеды').first().waitFor()
  await page.locator('.table tbody tr').nth(2).getByRole('link').first().click()
  await page.getByRole('button', { name: 'Вернуть эту версию' }).click()
  await page
    .locator('dialog, .confirmation-modal')
    .getByRole('button', { name: /Подтвердить/ })
    .click()
  await page.getByText('Версия возвращена').first().waitFor()
  await until('the older words to be in the bot', async () => {
    const label = (await mainMenu()).find((one) => one.includes(mark)) ?? ''
    await maria.presses(label)
    return maria.sees('Борщ по четвергам', 2000).catch(() => false)
  })
})

test('hidden is hidden at once; dead ends are told; what holds sections is not deleted', async () => {
  await opensMenu()
  const label = (await mainMenu()).find((one) => one.includes(mark)) ?? ''
  await row(label)
    .getByRole('button', { name: `Добавить внутрь: ${label}` })
    .click()
  await page.getByLabel('Название').fill(`Меню недели ${mark}`)
  await page.keyboard.press('Enter')
  await opened(`Меню недели ${mark}`)
  await opensMenu()
  await row(`Меню недели ${mark}`).getByText('Пустая страница').waitFor()
  await commands(label, 'Скрыть в боте')
  await row(label).getByText('Скрыт', { exact: true }).waitFor()
  expect(await mainMenu()).not.toContain(label)
  await page.getByText(`Раздел выше, «${label}», скрыт`).first().waitFor()
  await deletes(label)
  await page.getByText('Сначала перенесите или удалите вложенные разделы').waitFor()
  expect(trouble.filter((one) => /40[0-9]/.test(one)).length).toBeGreaterThan(0)
  await deletes(`Меню недели ${mark}`)
  await row(`Меню недели ${mark}`).waitFor({ state: 'hidden' })
  await deletes(label)
  await row(label).waitFor({ state: 'hidden' })
})

async function deletes(title: string) {
  await commands(title, 'Удалить')
  await page.getByRole('dialog').getByRole('button', { name: 'Удалить', exact: true }).click()
}

test('nothing went wrong in the pages meanwhile but the refusal of what is not empty', () => {
  expect(trouble.filter((one) => !/400/.test(one))).toEqual([])
})
