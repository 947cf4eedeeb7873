import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { showPicture } from './browser'
import { type PanelStage, startPanelStage } from './panel-stage'

let stage: PanelStage
let installation: PanelStage['installation']
let page: Page
let trouble: string[]
const mark = randomUUID().slice(0, 6)
const list = () => `${installation.panel}/collections/users`

const person = (name: string, more: { state?: string; department?: string } = {}) => ({
  name: `${name} ${mark}`,
  state: 'active',
  department: 'Литейный цех',
  ...more,
})
const people = [
  person('Анна'),
  person('Борис', { state: 'dismissed' }),
  person('Вера', { department: '=HYPERLINK("зло";"нажми")' }),
]

beforeAll(async () => {
  // Naumen does not know them, and is not asked about them
  stage = await startPanelStage({ EMPLOYEE_RECHECK_MINUTES: '1000000' })
  ;({ installation, page, trouble } = stage)
  await stage.rows(
    `INSERT INTO users (name, email, employee, telegram_username, department, state, last_seen_at)
     SELECT name, $2 || name, 'employee$' || $2 || name, 'tg_' || $2, department,
       state::enum_users_state, now()
     FROM jsonb_to_recordset($1::jsonb) AS made (name text, department text, state text)`,
    [JSON.stringify(people), mark],
  )
}, 300_000)

afterAll(() => stage?.stop())

const rowOf = (name: string) => page.getByRole('row').filter({ hasText: `${name} ${mark}` })

test('a user is found by their name in Telegram, and the list says how they stand', async () => {
  await page.goto(`${list()}?search=tg_${mark}`)
  await rowOf('Анна').getByText('Есть доступ').waitFor()
  await rowOf('Анна')
    .getByText(/сегодня, \d\d:\d\d/)
    .waitFor()
  await rowOf('Борис').getByText('Уволен').waitFor()
  await showPicture(page, 'users-list')
})

test('the dismissed are one press away', async () => {
  await page.getByRole('button', { name: 'Уволены' }).click()
  await rowOf('Анна').waitFor({ state: 'detached' })
  await rowOf('Борис').waitFor()
  await page.getByRole('button', { name: 'Все', exact: true }).click()
  await rowOf('Анна').waitFor()
})

test('the list leaves as it is shown, ready for a Russian Excel, and the log knows it', async () => {
  await page.goto(`${list()}?search=tg_${mark}`)
  const leaving = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Выгрузить в Excel (CSV)' }).click()
  const csv = await readFile(await (await leaving).path(), 'utf8')
  const lines = csv.trimEnd().split('\r\n')
  expect(csv.startsWith('\uFEFFФИО;Должность;Отдел;Почта')).toBe(true)
  expect(lines).toHaveLength(4)
  expect(lines[1]).toContain(`Анна ${mark};;Литейный цех`)
  expect(lines[3]).toContain(`"'=HYPERLINK(""зло"";""нажми"")"`)
  const rows = await stage.rows(
    `SELECT after, (SELECT array_agg(text) FROM audit_log_texts WHERE parent_id = audit_log.id) AS fields
     FROM audit_log WHERE action = 'export' AND collection = 'users' ORDER BY at DESC LIMIT 1`,
  )
  expect(rows).toEqual([{ after: { rows: 3 }, fields: ['search'] }])
})

test('the card asks before it blocks, and tells who did it', async () => {
  await page.goto(`${list()}?search=tg_${mark}`)
  await page.getByRole('link', { name: `Анна ${mark}` }).click()
  await page.getByRole('heading', { level: 1, name: `Анна ${mark}` }).waitFor()
  await page.getByText('Этот сотрудник ещё не подавал заявок.').waitFor()
  await page.getByRole('button', { name: 'Заблокировать' }).click()
  await page.getByRole('heading', { name: 'Заблокировать?' }).waitFor()
  await page.locator('#confirm-action').click()
  await page.getByText(/Закрыт администратором \S+ сегодня/).waitFor()
  await page.getByText(/^Заблокирован администратором/).waitFor()
  await showPicture(page, 'users-card')
  await page.getByRole('button', { name: 'Разблокировать' }).click()
  await page.locator('#confirm-action').click()
  await page.getByText('Сейчас не вошёл.').waitFor()
})

test('nothing went wrong in the browser', () => {
  expect(trouble).toEqual([])
})
