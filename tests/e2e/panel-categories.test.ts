import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { topicPayload } from '../../src/domain/topic-link'
import { createPhone } from '../world/phone'
import { until } from '../world/until'
import { addresses, people } from '../world/world'
import { isAwake } from './admin-panel'
import { signIn } from './installation'
import { type PanelStage, startPanelStage } from './panel-stage'

type Item = {
  uuid: string
  title: string
  removed: boolean
  parent: string | null
  children: Item[]
}

const patience = 120_000
let stage: PanelStage
let installation: PanelStage['installation']
let page: Page
let trouble: string[]

beforeAll(async () => {
  stage = await startPanelStage()
  ;({ installation, page, trouble } = stage)
  page.setDefaultTimeout(patience)
}, 300_000)
afterAll(() => stage?.stop())

async function post(path: string, data: object) {
  const { origin } = new URL(installation.panel)
  const answer = await page.context().request.post(path, { data, headers: { origin } })
  expect(answer.ok(), await answer.text()).toBe(true)
  return (await answer.json()) as { doc: { id: string } }
}
const made = async (title: string, parent: string | null = null) =>
  (await post('/api/categories', { title, parent, active: true })).doc.id

async function inNaumen(title: string): Promise<Item | undefined> {
  const flat = (list: Item[]): Item[] => list.flatMap((item) => [item, ...flat(item.children)])
  const all = flat(await installation.control('NAUMEN').get<Item[]>('/categories'))
  return all.find((item) => item.title === title)
}
const reaches = (title: string, fits: (item: Item) => boolean = () => true) =>
  until(
    `Naumen to have «${title}»`,
    async () => {
      const item = await inNaumen(title)
      return item && fits(item) && item
    },
    patience,
  )
const row = (title: string) => page.getByRole('treeitem', { name: title, exact: true })
const titles = () =>
  page
    .getByRole('treeitem')
    .evaluateAll((rows) => rows.map((one) => one.getAttribute('aria-label') ?? ''))
const isQuiet = (title: string) =>
  row(title).getByText('ждёт передачи').waitFor({ state: 'detached' })

async function drag(title: string, over: string, share: number) {
  const handle = await row(title).getByTitle('Перетащить').boundingBox()
  const target = await row(over).boundingBox()
  if (!handle || !target) throw new Error('nothing to drag')
  await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2)
  await page.mouse.down()
  await page.mouse.move(handle.x + 20, handle.y + 12, { steps: 3 })
  await page.mouse.move(target.x + target.width / 2, target.y + target.height * share, { steps: 6 })
  await page.mouse.up()
}

async function opensTree(word: string) {
  await page.goto(`${installation.panel}/collections/categories`)
  await isAwake(page.getByRole('tree', { name: 'Дерево категорий' }))
  await page.getByLabel('Найти категорию или тему').fill(word)
}

async function archives(title: string) {
  await row(title).getByRole('button', { name: 'Действия' }).click()
  await page.getByRole('menuitem', { name: 'В архив' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'В архив' }).click()
}

test('an administrator keeps the tree of topics, and Naumen follows', async () => {
  const word = randomUUID().slice(0, 6)
  const [it, printing, network] = [`ИТ ${word}`, `Печать ${word}`, `Сеть ${word}`]
  const [jam, toner, wifi] = [`Замятие ${word}`, `Тонер ${word}`, `Вайфай ${word}`]
  const top = await made(it)
  const [first, second] = [await made(printing, top), await made(network, top)]
  for (const title of [jam, toner]) await made(title, first)
  await made(wifi, second)
  await reaches(wifi)

  await opensTree(word)
  await row(toner).waitFor()
  expect(await titles()).toEqual([it, printing, jam, toner, network, wifi])

  // By mouse: up among its siblings, then into another subcategory
  await drag(toner, jam, 0.1)
  await until('the order to change', async () => (await titles())[2] === toner)
  await drag(jam, network, 0.5)
  const there = await reaches(network)
  await reaches(jam, ({ parent }) => parent === there.uuid)

  // By keys: up, renamed, and back out of a refusal
  await row(jam).focus()
  await page.keyboard.press('Alt+ArrowUp')
  await until('the keys to have moved it', async () => (await titles())[4] === jam)
  await page.keyboard.press('F2')
  const field = page.getByLabel('Переименовать', { exact: true })
  await field.fill(wifi.toUpperCase())
  await page.keyboard.press('Enter')
  await page.getByText(/Здесь уже есть/).waitFor()
  const renamed = `Застряла бумага ${word}`
  await field.fill(renamed)
  await page.keyboard.press('Enter')
  await reaches(renamed)
  await isQuiet(renamed)

  // Both sides at once
  const theirs = `Зажевало ${word}`
  const ours = `Жуёт бумагу ${word}`
  const { uuid } = await reaches(renamed)
  await installation
    .control('NAUMEN')
    .post(`/categories/${encodeURIComponent(uuid)}/edit`, { attributes: { title: theirs } })
  await row(renamed).focus()
  await page.keyboard.press('F2')
  await field.fill(ours)
  await page.keyboard.press('Enter')
  await row(ours).getByRole('button', { name: 'Сравнить' }).click()
  await page.getByRole('cell', { name: theirs }).waitFor()
  await page.getByRole('button', { name: 'Оставить наше' }).click()
  await reaches(ours)
  await isQuiet(ours)

  // Archived, with a word before
  await archives(toner)
  await reaches(toner, ({ removed }) => removed)

  const unexpected = trouble.filter((line) => !/400/.test(line))
  expect(unexpected).toEqual([])
}, 600_000)

test('what is renamed and archived in the panel is so at the employee’s next press', async () => {
  const word = randomUUID().slice(0, 6)
  const [printing, renamed] = [`Печать ${word}`, `Принтеры ${word}`]
  const [jam, toner] = [`Замятие ${word}`, `Тонер ${word}`]
  const top = await made(`ИТ ${word}`)
  const below = await made(printing, top)
  for (const title of [jam, toner]) await made(title, below)
  const maria = createPhone(installation.control('TELEGRAM'), people.maria)
  if (!(await maria.fromBot()).length) await signIn(installation, maria, addresses.maria)
  await maria.types(`/start ${topicPayload(top)}`)
  const before = await maria.button(printing)

  await opensTree(word)
  await row(printing).focus()
  await page.keyboard.press('F2')
  await page.getByLabel('Переименовать', { exact: true }).fill(renamed)
  await page.keyboard.press('Enter')
  await row(renamed).waitFor()
  await archives(toner)
  await row(toner).waitFor({ state: 'detached' })

  await maria.pressesData(before.bubble.id, before.button?.data ?? '')
  const after = await maria.sees(renamed)
  const labels = after.keyboard?.flat().map(({ text }) => text)
  expect(labels).toContain(jam)
  expect(labels).not.toContain(toner)
}, 240_000)
