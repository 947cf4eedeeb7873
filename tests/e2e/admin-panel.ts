import type { Locator, Page } from 'playwright-core'
import { until } from '../world/until'

/**
 * Before the page has woken up, what the server drew does nothing, and what is typed is lost. React
 * marks every element it has taken over.
 */
export async function isAwake(element: Locator): Promise<void> {
  await element.waitFor()
  await until('the page to wake up', () => element.evaluate(belongsToReact), 120_000)
}

const belongsToReact = (element: Element) =>
  Object.keys(element).some((key) => key.startsWith('__reactProps$'))

/** The form of a document: its fields take what is typed from now on. */
export const formIsAwake = (page: Page) =>
  page.locator('form[data-form-ready="true"]').first().waitFor()

/**
 * In place of what stands in a rich text. The editor learns of a new selection a moment after the
 * browser, and drops the first letter of whoever is faster: no hand is, a test may be.
 */
export async function writes(page: Page, text: string) {
  const editor = page.locator('[data-lexical-editor=true]').first()
  await editor.click()
  await until(`the editor to hold «${text}»`, async () => {
    if ((await editor.innerText()).trim()) await selectsAll(page)
    await page.keyboard.type(text)
    return (await editor.innerText()).trim() === text
  })
}

async function selectsAll(page: Page) {
  await page.keyboard.press('ControlOrMeta+A')
  await page.evaluate(twoFrames)
}

const twoFrames = () =>
  new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))

/** The panel as an administrator uses it: by its Russian words. */
export function createPanel(page: Page) {
  return {
    page,
    async signIn(url: string, { email, password }: { email: string; password: string }) {
      await page.goto(url)
      await isAwake(page.getByRole('button', { name: 'Войти' }))
      await page.getByLabel('Электронная почта').fill(email)
      await page.getByLabel('Пароль').fill(password)
      await page.getByRole('button', { name: 'Войти' }).click()
      await page.getByRole('heading', { level: 1, name: 'Обзор' }).waitFor()
    },
    /** From the page of all sections, by its card. */
    async opens(section: string) {
      if (new URL(page.url()).pathname !== '/admin')
        await page.locator('header').getByRole('link', { name: 'Б', exact: true }).click()
      const sections = page.getByRole('navigation', { name: 'Разделы' })
      await sections.getByRole('link', { name: section, exact: true }).click()
      await page.getByRole('heading', { level: 1, name: section }).waitFor()
    },
    /** In the tree of the menu, as it is done by keys. */
    async renamesSection(from: string, to: string) {
      const row = page.getByRole('treeitem', { name: from, exact: true })
      await isAwake(row)
      await row.focus()
      await page.keyboard.press('F2')
      await page.getByLabel('Переименовать').fill(to)
      await page.keyboard.press('Enter')
      await page.getByLabel('Телефон сотрудника').getByRole('button', { name: to }).waitFor()
    },
  }
}
