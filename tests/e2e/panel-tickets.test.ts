import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { showPicture } from './browser'
import { isAwake } from './admin-panel'
import { type PanelStage, startPanelStage } from './panel-stage'

let stage: PanelStage
let installation: PanelStage['installation']
let page: Page
let trouble: string[]
let id: string

/** A noun nobody else has, which declines like any other. */
const letters = randomUUID()
  .replace(/[^a-f]/g, '')
  .slice(0, 4)
const noun = `бормо${[...letters].map((letter) => 'бвгджз'['abcdef'.indexOf(letter)]).join('о')}граф`
const number = `Б-${Date.now() % 1e8}`

const rows: PanelStage['rows'] = (query, values) => stage.rows(query, values)
const one = async (query: string, values: unknown[]) =>
  (await rows<{ id: string }>(query, values))[0]?.id ?? ''

beforeAll(async () => {
  stage = await startPanelStage()
  ;({ installation, page, trouble } = stage)
  await makeTicket()
}, 180_000)

afterAll(() => stage?.stop())

async function makeTicket() {
  const employee = `employee$${number}`
  const user = await one(
    `INSERT INTO users (name, first_name, email, employee, state)
     VALUES ('Чатова Вера', 'Вера', $1, $2, 'active') RETURNING id`,
    [`${randomUUID()}@blago.example`, employee],
  )
  id = await one(
    `INSERT INTO tickets (number, user_id, topic_path, text, status, hand_over_state, naumen_title,
       hand_over_done_at, registered_at)
     VALUES ($1, $2, 'Связь → VPN → Не подключается', 'Не подключается', 'inProgress', 'done', $3,
       now(), now()) RETURNING id`,
    [number, user, number.replace('Б-', 'RP')],
  )
  await rows(
    `INSERT INTO messages (ticket_id, direction, author, text, html, hand_over_state, sent_at)
     SELECT $1, 'fromEngineer', 'Инженеров Степан', 'Слово ' || n, 'Слово ' || n, 'notNeeded',
       now() - make_interval(hours => 200 - n) FROM generate_series(1, 80) AS n`,
    [id],
  )
  await says(`У нас сломался ${noun}`, [await picture()])
}

const says = (text: string, files: object[] = []) =>
  rows(
    `INSERT INTO messages (ticket_id, direction, author, text, attachments, hand_over_state, sent_at)
     VALUES ($1, 'fromEmployee', 'Чатова Вера', $2, $3, 'done', now())`,
    [id, text, JSON.stringify(files)],
  )

async function picture() {
  const key = `${randomUUID()}.png`
  const background = { r: 40, g: 90, b: 140 }
  const bytes = await sharp({ create: { width: 300, height: 200, channels: 3, background } })
    .png()
    .toBuffer()
  const file = await one(
    `INSERT INTO files (filename, name, mime_type, filesize, source)
     VALUES ($1, 'лампа.png', 'image/png', $2, 'employee') RETURNING id`,
    [key, bytes.length],
  )
  await rows('INSERT INTO file_chunks (file, position, bytes) VALUES ($1, 0, $2)', [key, bytes])
  const known = { name: 'лампа.png', mime: 'image/png', size: bytes.length, state: 'handedOver' }
  return { kind: 'photo', remoteId: key, uniqueId: key, ...known, file }
}

const list = () => page.goto(`${installation.panel}/collections/tickets`)
const row = () => page.getByRole('row').filter({ hasText: number })
async function searches(words: string) {
  await list()
  const search = page.getByRole('textbox', { name: /Искать/ })
  await isAwake(search)
  await search.fill(words)
  await page.waitForURL(/search=/)
}

test('a request is found by a word of its conversation, in another form', async () => {
  await searches(`${noun}ами`)
  await row().waitFor()
  expect(await page.getByRole('row').count()).toBe(2)
})

test('by the beginning of a word, by our number and by that of Naumen', async () => {
  for (const words of [noun.slice(0, -3), number, number.replace('Б-', 'RP')]) {
    await searches(words)
    await row().waitFor()
  }
})

test('its row says in words where it stands, whose it is and what it is about', async () => {
  await searches(number)
  await row().getByText('В работе').waitFor()
  await row().getByText('Чатова Вера').waitFor()
  await row().getByText('Не подключается').waitFor()
  expect(await page.getByRole('columnheader', { name: /Передача в Naumen/ }).innerText()).toBe(
    'Передача в Naumen',
  )
})

test('one press leaves only requests of a kind, another press all of them again', async () => {
  await searches(number)
  await row().waitFor()
  const closed = page.getByRole('button', { name: 'Закрыты', exact: true })
  await closed.click()
  await row().waitFor({ state: 'hidden' })
  expect(await closed.getAttribute('aria-pressed')).toBe('true')
  await closed.click()
  await row().waitFor()
  await page.getByRole('button', { name: 'Открытые', exact: true }).click()
  await row().waitFor()
})

test('its page shows the conversation as a chat, the newest of it, with its pictures', async () => {
  await searches(number)
  await row().getByRole('link', { name: number }).click()
  await page.getByRole('heading', { level: 1, name: number }).waitFor()
  const talk = page.getByRole('region', { name: 'Переписка' })
  await talk.getByText(`У нас сломался ${noun}`).waitFor()
  const image = talk.getByRole('img', { name: 'лампа.png' })
  await image.scrollIntoViewIfNeeded()
  await expect
    .poll(() => image.evaluate((it: HTMLImageElement) => it.naturalWidth), { timeout: 10_000 })
    .toBe(300)
  expect(await talk.getByText('Слово 2', { exact: true }).count()).toBe(0)
  await talk.getByRole('link', { name: 'Показать раньше' }).click()
  await talk.getByText('Слово 2', { exact: true }).waitFor()
  await showPicture(page, 'panel-ticket')
})

test('nothing in it can be edited', async () => {
  expect(await page.getByRole('button', { name: 'Сохранить' }).count()).toBe(0)
  expect(await page.locator('form input, textarea').count()).toBe(0)
})

test('what is said meanwhile appears by itself', async () => {
  await says('Перезагрузила, то же самое')
  await page.getByText('Перезагрузила, то же самое').waitFor()
})

test('nothing went wrong in the browser meanwhile', () => expect(trouble).toEqual([]))
