import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPhone } from '../world/phone'
import { addresses, people } from '../world/world'
import { isAwake } from './admin-panel'
import { signIn } from './installation'
import { leftoversIn, type Language } from './leftovers'
import { type PanelStage, startPanelStage } from './panel-stage'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let stage: PanelStage
let installation: PanelStage['installation']
let page: Page
let trouble: string[]
let origin: string
let pages: string[]

beforeAll(async () => {
  stage = await startPanelStage()
  ;({ installation, page, trouble } = stage)
  origin = new URL(installation.panel).origin
  await fileRequest()
  pages = await everyPage()
}, 240_000)

afterAll(() => stage?.stop())

/** So that no list is empty. */
async function fileRequest() {
  const ivan = createPhone(installation.control('TELEGRAM'), people.ivan)
  await signIn(installation, ivan, addresses.ivan)
  await ivan.presses('Создать заявку')
  await ivan.presses('Компьютер и оргтехника')
  await ivan.presses('Принтеры')
  await ivan.presses('Не печатает')
  await ivan.sees('Опишите, что случилось')
  await ivan.types('Принтер не печатает')
  await ivan.presses('Далее')
  await ivan.presses('Отправить')
  await ivan.sees(/Номер в Naumen/)
}

/** What the navigation offers, and behind each list its first document and the page of a new one. */
async function everyPage(): Promise<string[]> {
  await page.goto(installation.panel)
  const linked = await hrefs('nav a[href^="/admin"]')
  const found = new Set(['/admin', '/admin/account', ...linked])
  found.delete('/admin/logout')
  for (const list of linked.filter((path) => path.startsWith('/admin/collections/'))) {
    await page.goto(origin + list)
    await settled(page)
    const inside = await hrefs(`a[href^="${list}/"]`)
    const create = inside.find((path) => path.endsWith('/create'))
    const first = inside.find((path) => /[0-9a-f-]{36}$/.test(path))
    for (const path of [create, first]) if (path) found.add(path)
  }
  return [...found]
}

const hrefs = (selector: string) =>
  page
    .locator(selector)
    .evaluateAll((links) => [
      ...new Set(links.map((link) => new URL((link as HTMLAnchorElement).href).pathname)),
    ])

/** The page stands: it has woken up, its form is ready, and nothing is a skeleton any more. */
async function settled(of: Page) {
  await isAwake(of.getByRole('heading', { level: 1 }).first())
  await of.locator('form[data-form-ready="false"]').first().waitFor({ state: 'hidden' })
  await of.locator('.shimmer-effect').first().waitFor({ state: 'hidden' })
}

async function speak(language: Language) {
  await page.context().addCookies([{ name: 'payload-lng', value: language, url: origin }])
}

for (const language of ['ru', 'en'] as const)
  test(`every page of the panel speaks ${language === 'ru' ? 'Russian' : 'English'} alone`, async () => {
    await speak(language)
    expect(pages.length).toBeGreaterThan(15)
    const found: Record<string, string[]> = {}
    for (const path of pages) {
      await page.goto(origin + path)
      await settled(page)
      const leftovers = await page.evaluate(leftoversIn, language)
      if (leftovers.length) found[path] = leftovers
    }
    expect(found).toEqual({})
    expect(trouble).toEqual([])
  }, 300_000)

test('no page of the panel keeps a screen reader or a keyboard out', async () => {
  await speak('ru')
  const found: Record<string, string[]> = {}
  for (const path of pages) {
    await page.goto(origin + path)
    await settled(page)
    await page.evaluate(axe)
    const violations = await page.evaluate(seriousOnes)
    if (violations.length) found[path] = violations
  }
  expect(found).toEqual({})
}, 300_000)

type Axe = {
  run(
    context: object,
    options: object,
  ): Promise<{
    violations: { id: string; impact: string; nodes: { html: string; target: string[] }[] }[]
  }>
}

/** In the page. Payload's own parts are its makers' business: what we made has the class of its part. */
async function seriousOnes(): Promise<string[]> {
  const { axe: checker } = globalThis as unknown as { axe: Axe }
  const prefixes =
    'own phone tree dashboard menu tickets users hand-over settings texts article audit demand sign-in'
  const ours = prefixes
    .split(' ')
    .flatMap((name) => [`[class^="${name}-"]`, `[class*=" ${name}-"]`])
    .join(', ')
  if (!document.querySelector(ours)) return []
  // Experimental: takes everything in a row of a tree for the row's name
  const rules = { 'label-content-name-mismatch': { enabled: false } }
  const options = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], rules }
  const { violations } = await checker.run({ include: [[ours]] }, options)
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
}
