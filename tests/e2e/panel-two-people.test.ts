import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../world/until'
import { formIsAwake, isAwake } from './admin-panel'
import { showPicture } from './browser'
import { type PanelStage, startPanelStage } from './panel-stage'

let stage: PanelStage
let installation: PanelStage['installation']
let anna: Page
let oleg: Page
let section: string
const mark = randomUUID().slice(0, 6)
const email = `oleg.${mark}@blago.example`

beforeAll(async () => {
  stage = await startPanelStage()
  ;({ installation, page: anna } = stage)
  oleg = await stage.anotherWindow()
  await letOlegIn()
  section = await aSection()
}, 300_000)

afterAll(() => stage?.stop())

/** A second administrator, with the first one's password and codes of their own. */
async function letOlegIn() {
  await stage.rows(
    `INSERT INTO admins (name, email, role, state, salt, hash)
     SELECT 'Олег', $1, 'administrator', 'active', salt, hash FROM admins WHERE emergency`,
    [email],
  )
  const { password } = installation.administrator
  const signsIn = oleg.getByRole('button', { name: 'Войти', exact: true })
  await oleg.goto(installation.panel)
  await isAwake(signsIn)
  await oleg.getByLabel('Электронная почта').fill(email)
  await oleg.getByLabel('Пароль').fill(password)
  await signsIn.click()
  await oleg.getByLabel('Код из письма').fill(await codeForOleg())
  await signsIn.click()
  await oleg.getByRole('heading', { level: 1, name: 'Обзор' }).waitFor()
}

const codeForOleg = () =>
  until('the code', async () => {
    const path = `/mails?to=${encodeURIComponent(email)}`
    const [mail] = await installation.control('MAILBOX').get<{ text: string }[]>(path)
    return /\d{4}\s\d{4}/.exec(mail?.text ?? '')?.[0]
  })

async function aSection(): Promise<string> {
  const [shelf] = await stage.rows<{ id: string }>(
    `INSERT INTO article_sections (title, "order") VALUES ($1, 900) RETURNING id::text`,
    [`Полка ${mark}`],
  )
  return shelf?.id ?? ''
}

const title = (page: Page) => page.locator('input[name="title"]')
const opens = async (page: Page) => {
  await page.goto(`${installation.panel}/collections/article-sections/${section}`)
  await formIsAwake(page)
}
const lockedBy = async () => {
  const holders = await stage.rows<{ email: string }>(
    `SELECT a.email FROM payload_locked_documents_rels d
     JOIN payload_locked_documents_rels u ON u.parent_id = d.parent_id
     JOIN admins a ON a.id = u.admins_id WHERE d.article_sections_id = $1`,
    [section],
  )
  return holders.map((one) => one.email)
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
  expect(stage.trouble.filter((one) => !expected.test(one))).toEqual([])
})
