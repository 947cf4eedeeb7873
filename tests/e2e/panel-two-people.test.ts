import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../world/until'
import { createPanel, formIsAwake } from './admin-panel'
import { openBrowser, openWindow, showPicture } from './browser'
import { panelInstallation, type PanelInstallation } from './panel-installation'

let installation: PanelInstallation
let browser: Browser
let anna: Page
let oleg: Page
let database: pg.Client
let section: string
const troubles: string[][] = []
const mark = randomUUID().slice(0, 6)
const email = `oleg.${mark}@blago.example`

beforeAll(async () => {
  ;[installation, browser] = await Promise.all([panelInstallation(), openBrowser()])
  database = new pg.Client({ connectionString: installation.databaseUrl })
  await database.connect()
  ;[anna, oleg] = [await newPage(), await newPage()]
  await createPanel(anna).signIn(installation.panel, installation.administrator)
  await letOlegIn()
  section = await aSection()
}, 300_000)

afterAll(async () => {
  await database?.end()
  await browser?.close()
  await installation?.stop()
})

async function newPage(): Promise<Page> {
  const window = await openWindow(browser, new URL(installation.panel).origin)
  troubles.push(window.trouble)
  const page = await window.context.newPage()
  if (process.env.PANEL_DATA_DIR) page.setDefaultTimeout(120_000)
  return page
}

/** A second administrator, with the first one's password and codes of their own. */
async function letOlegIn() {
  await database.query(
    `INSERT INTO admins (name, email, role, state, salt, hash)
     SELECT 'Олег', $1, 'administrator', 'active', salt, hash FROM admins WHERE emergency`,
    [email],
  )
  const { password } = installation.administrator
  await oleg.goto(installation.panel)
  await oleg.getByLabel('Электронная почта').fill(email)
  await oleg.getByLabel('Пароль').fill(password)
  await oleg.getByRole('button', { name: 'Войти', exact: true }).click()
  await oleg.getByLabel('Код из письма').fill(await codeForOleg())
  await oleg.getByRole('button', { name: 'Войти', exact: true }).click()
  await oleg.getByRole('heading', { level: 1, name: 'Обзор' }).waitFor()
}

const codeForOleg = () =>
  until('the code', async () => {
    const path = `/mails?to=${encodeURIComponent(email)}`
    const [mail] = await installation.control('MAILBOX').get<{ text: string }[]>(path)
    return /\d{4}\s\d{4}/.exec(mail?.text ?? '')?.[0]
  })

async function aSection(): Promise<string> {
  const { rows } = await database.query<{ id: string }>(
    `INSERT INTO article_sections (title, "order") VALUES ($1, 900) RETURNING id::text`,
    [`Полка ${mark}`],
  )
  return rows[0]?.id ?? ''
}

const title = (page: Page) => page.locator('input[name="title"]')
const opens = async (page: Page) => {
  await page.goto(`${installation.panel}/collections/article-sections/${section}`)
  await formIsAwake(page)
}
const lockedBy = async () => {
  const { rows } = await database.query<{ email: string }>(
    `SELECT a.email FROM payload_locked_documents_rels d
     JOIN payload_locked_documents_rels u ON u.parent_id = d.parent_id
     JOIN admins a ON a.id = u.admins_id WHERE d.article_sections_id = $1`,
    [section],
  )
  return rows.map((row) => row.email)
}

test('whoever types has the document; the next to open it is told, and may only look', async () => {
  await opens(anna)
  await title(anna).fill(`Полка Анны ${mark}`)
  await until('the lock', async () => (await lockedBy()).length === 1)
  await oleg.goto(`${installation.panel}/collections/article-sections/${section}`)
  await oleg.getByText('Документ открыт у другого человека').waitFor()
  await showPicture(oleg, 'two-people-locked')
  await oleg.getByRole('button', { name: 'Только посмотреть' }).click()
  await until('the form to be read only', () => title(oleg).isDisabled())
  expect(await lockedBy()).toEqual([installation.administrator.email])
}, 120_000)

test('taken over by a press, and the first hears of it at the next keystroke', async () => {
  await oleg.goto(`${installation.panel}/collections/article-sections/${section}`)
  await oleg.getByRole('button', { name: 'Взять на себя' }).first().click()
  await until('the lock to change hands', async () => (await lockedBy())[0] === email)
  await title(anna).fill(`Полка Анны, ещё раз ${mark}`)
  await anna.getByText('Правку взяли на себя').waitFor()
  await showPicture(anna, 'two-people-taken-over')
}, 120_000)

// A right password is answered so: the code is still to come
const expected = /\b401\b.*\/admins\/login/

test('no page has complained', () => {
  expect(troubles.flat().filter((one) => !expected.test(one))).toEqual([])
})
