import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type PanelStage, startPanelStage } from './panel-stage'

let stage: PanelStage
let installation: PanelStage['installation']
let page: Page
let trouble: string[]

/** An account of our own in the log: nobody else's entries are looked for. */
const who = `auditor.${randomUUID().slice(0, 6)}@blago.example`
const entry = randomUUID()
const log = () => `${installation.panel}/collections/audit-log`

beforeAll(async () => {
  stage = await startPanelStage()
  ;({ installation, page, trouble } = stage)
  const change = (side: string, from: string) => ({
    menu: side,
    days: [{ id: '1', day: '1', from, to: '18:00' }],
  })
  await stage.rows(
    `INSERT INTO audit_log (id, at, admin, action, collection, before, after)
     VALUES ($1, '2025-03-04T09:05:00Z', $2, 'update', 'bot-texts', $3, $4)`,
    [entry, who, { menu: 'Чем помочь сегодня?' }, { menu: 'Чем помочь?' }],
  )
  await stage.rows(
    `INSERT INTO audit_log_texts ("order", parent_id, path, text) VALUES (1, $1, 'fields', 'menu')`,
    [entry],
  )
  await stage.rows(
    `INSERT INTO audit_log (at, admin, action, collection, before, after)
     VALUES ('2025-03-05T09:05:00Z', $1, 'update', 'working-hours', $2, $3)`,
    [who, change('a', '09:00'), change('b', '08:00')],
  )
  await stage.rows(
    `INSERT INTO audit_log (at, admin, action, act, collection, document)
     VALUES ('2025-03-06T09:05:00Z', $1, 'act', 'invite', 'admins', $2)`,
    [who, randomUUID()],
  )
}, 300_000)

afterAll(() => stage?.stop())

const limit = process.env.PANEL_DATA_DIR ? 300_000 : 60_000
const lines = () => page.locator('.audit-table tbody tr')

test(
  'what one administrator did is found by conditions and told in words',
  { timeout: limit },
  async () => {
    await page.goto(log())
    await page.getByLabel('Кто', { exact: true }).selectOption(who)
    await page.getByRole('button', { name: 'Показать' }).click()
    await page.waitForURL((url) => url.searchParams.get('admin') === who)
    await expect.poll(() => lines().count(), { timeout: limit }).toBe(3)
    const text = await page.locator('.audit-table').innerText()
    expect(text).toContain('Приглашение в панель')
    expect(text).toContain('Изменение')
    expect(text).toContain('Часы работы')
    expect(text).toContain('Главное меню')
    await page.getByLabel('По', { exact: true }).fill('2025-03-04')
    await page.getByRole('button', { name: 'Показать' }).click()
    await expect.poll(() => lines().count(), { timeout: limit }).toBe(1)
    expect(await lines().first().innerText()).toContain('Тексты бота')
  },
)

test(
  'an entry shows both sides with what differs marked, and nothing to save',
  { timeout: limit },
  async () => {
    await page.goto(`${log()}/${entry}`)
    await page.getByRole('heading', { level: 3, name: 'Главное меню' }).waitFor()
    expect(await page.locator('del').allInnerTexts()).toEqual([' сегодня'])
    expect(await page.getByText('4 марта 2025').count()).toBeGreaterThan(0)
    expect(await page.getByRole('button', { name: 'Сохранить' }).count()).toBe(0)
  },
)

test('with the application’s own account nobody changes, deletes or empties the log', async () => {
  for (const statement of [
    `UPDATE audit_log SET admin = 'nobody' WHERE id = '${entry}'`,
    `DELETE FROM audit_log WHERE id = '${entry}'`,
    'TRUNCATE audit_log CASCADE',
    `UPDATE audit_log_texts SET text = 'x' WHERE parent_id = '${entry}'`,
    `DELETE FROM audit_log_texts WHERE parent_id = '${entry}'`,
    'TRUNCATE audit_log_texts',
  ])
    await expect(stage.rows(statement), statement).rejects.toThrow('append-only')
})

test('an address of an entry or a request that is not there says so, one that is there opens', async () => {
  // As a browser says that nobody else's page asks
  const headers = { 'sec-fetch-site': 'same-origin' }
  const at = (path: string) =>
    page.request.get(`${installation.panel}/collections/${path}`, { headers })
  for (const path of [`audit-log/${randomUUID()}`, `tickets/${randomUUID()}`]) {
    const missing = await at(path)
    expect(missing.status(), path).toBe(404)
    expect(await missing.text()).toMatch(/<title>[^<]*не найден[^<]*<\/title>/i)
  }
  const there = await at(`audit-log/${entry}`)
  expect(there.status()).toBe(200)
  expect(await there.text()).toMatch(/<title>Запись журнала: Изменение/)
})

test('nothing went wrong in the browser', () => {
  expect(trouble).toEqual([])
})
