import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../world/until'
import { formIsAwake, writes } from './admin-panel'
import { showPicture } from './browser'
import { type PanelStage, startPanelStage } from './panel-stage'

let stage: PanelStage
let installation: PanelStage['installation']
let page: Page
let trouble: string[]
/** Of the article's form. */
let address: string

/** The installation may be somebody else's too. */
const mark = randomUUID().slice(0, 6)
const title = `Кофемашина ${mark} не варит`

beforeAll(async () => {
  stage = await startPanelStage()
  ;({ installation, page, trouble } = stage)
}, 300_000)

afterAll(() => stage?.stop())

const patience = { timeout: process.env.PANEL_DATA_DIR ? 500_000 : 60_000 }
const rows: PanelStage['rows'] = (query, values) => stage.rows(query, values)
/** What the search of the bot sees. */
const seen = () =>
  rows<{ title: string; plain: string }>(
    `SELECT title, plain FROM articles WHERE _status = 'published' AND title LIKE $1`,
    [`%${mark}%`],
  )
const phone = () => page.getByTestId('phone-text')
const saved = () => page.getByText(/^(Черновик сохранён|Сохранено|Создано)\.$/).first()

test(
  'an article is written beside the phone that shows it, and kept as a draft',
  patience,
  async () => {
    await page.goto(`${installation.panel}/collections/articles/create`)
    await formIsAwake(page)
    await page.getByLabel('Заголовок').fill(title)
    await writes(page, 'Налейте воды')
    await page.getByText('Так увидит сотрудник').waitFor()
    await phone().filter({ hasText: title }).filter({ hasText: 'Налейте воды' }).waitFor()
    await page.getByText('Раздел не выбран: статью найдут только поиском.').waitFor()
    await showPicture(page, 'article-draft')
    await page.getByRole('button', { name: 'Сохранить черновик' }).click()
    await page.waitForURL(/articles\/[\da-f-]{36}/)
    address = page.url().split('?')[0] ?? ''
    expect(await seen()).toEqual([])
  },
)

test(
  'published, it is found in the bot, and its page has a link to be sent',
  patience,
  async () => {
    await page.getByRole('button', { name: 'Опубликовать' }).click()
    await until('the article to be published', async () => (await seen()).length === 1, 60_000)
    expect(await seen()).toEqual([{ title, plain: 'Налейте воды' }])
    await page.getByText('Ссылка и QR-код открывают статью в боте').waitFor()
  },
)

test('a change with a time to come leaves what employees read as it is', patience, async () => {
  await page.reload()
  await formIsAwake(page)
  await writes(page, 'Налейте воды и молока')
  await phone().filter({ hasText: 'Налейте воды и молока' }).waitFor()
  const picker = page.locator('#field-publishAt input')
  const tomorrow = new Date(Date.now() + 86_400_000).toLocaleDateString('ru-RU', {
    timeZone: 'Europe/Moscow',
  })
  await picker.fill(`${tomorrow} 10:00`)
  await picker.press('Enter')
  await page.getByText(/^Выйдет \d+ .+ 10:00/).waitFor()
  await page.getByRole('button', { name: 'Запланировать' }).click()
  await page.getByText(/Сохранено. Статья выйдет/).waitFor()
  expect(await seen()).toEqual([{ title, plain: 'Налейте воды' }])
  // The timetable looks once a minute: meanwhile other things are done
  await rows(
    `UPDATE _articles_v SET version_publish_at = now() - interval '1 minute'
     WHERE latest AND version_title = $1`,
    [title],
  )
})

test('a picture loses what the camera wrote into it', patience, async () => {
  const photo = await sharp({
    create: { width: 3000, height: 2000, channels: 3, background: '#357' },
  })
    .jpeg()
    .withExif({ IFD0: { Make: 'Завод' }, IFD3: { GPSLatitude: '55/1 45/1 0/1' } })
    .toBuffer()
  await page.goto(`${installation.panel}/collections/files/create`)
  await formIsAwake(page)
  const name = `фото-${mark}.jpg`
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name, mimeType: 'image/jpeg', buffer: photo })
  await page.getByRole('button', { name: 'Сохранить' }).click()
  await saved().waitFor()
  const [file] = await rows<{ filename: string; width: string }>(
    'SELECT filename, width FROM files WHERE name = $1',
    [name],
  )
  expect(Number(file?.width)).toBe(2560)
  const chunks = await rows<{ bytes: Buffer }>(
    'SELECT bytes FROM file_chunks WHERE file = $1 ORDER BY position',
    [file?.filename],
  )
  const kept = await sharp(Buffer.concat(chunks.map(({ bytes }) => bytes))).metadata()
  expect(kept.exif).toBeUndefined()
})

test('what is searched in vain becomes the title of a new article', patience, async () => {
  await rows(
    `INSERT INTO article_searches (words, found) SELECT $1, 0 FROM generate_series(1, 900)`,
    [`капсулы ${mark}`],
  )
  await page.goto(`${installation.panel}/knowledge?period=today`)
  await page.getByRole('heading', { level: 1, name: 'Спрос на статьи' }).waitFor()
  const line = page.getByRole('row', { name: `капсулы ${mark}` })
  expect(await line.textContent()).toContain('900')
  await showPicture(page, 'demand')
  await line.getByRole('link', { name: 'Написать статью' }).click()
  await phone()
    .filter({ hasText: `Капсулы ${mark}` })
    .waitFor()
  expect(await page.getByLabel('Заголовок').inputValue()).toBe(`Капсулы ${mark}`)
})

test(
  'when its time has come it is published by itself, and the journal says by whom',
  patience,
  async () => {
    await until(
      'the change to be published',
      async () => (await seen())[0]?.plain === 'Налейте воды и молока',
      150_000,
      500,
    )
    const acts = await rows<{ admin: string }>(
      `SELECT admin FROM audit_log JOIN articles ON document = articles.id::text
     WHERE act = 'publish-article' AND articles.title = $1`,
      [title],
    )
    expect(acts).toEqual([{ admin: 'по расписанию' }])
  },
)

test('an old version is looked at and brought back', patience, async () => {
  await page.goto(`${address}/versions`)
  const lines = page.locator('table tbody tr')
  await lines.first().waitFor()
  await lines.last().getByRole('link').first().click()
  await page.getByRole('button', { name: 'Вернуть эту версию' }).first().click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Подтвердить|Восстановить/ })
    .click()
  await phone().filter({ hasText: 'Налейте воды' }).waitFor()
  expect(await phone().textContent()).not.toContain('и молока')
})

test('nothing went wrong in the browser meanwhile', () => {
  expect(trouble).toEqual([])
})
