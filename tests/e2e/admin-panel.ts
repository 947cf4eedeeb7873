import type { Page } from 'playwright-core'

/** The panel as an administrator uses it: by its Russian words. */
export function createPanel(page: Page) {
  return {
    page,
    async signIn(url: string, { email, password }: { email: string; password: string }) {
      await page.goto(url)
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
      await page.getByRole('treeitem', { name: from, exact: true }).focus()
      await page.keyboard.press('F2')
      await page.getByLabel('Переименовать').fill(to)
      await page.keyboard.press('Enter')
      await page.getByLabel('Телефон сотрудника').getByRole('button', { name: to }).waitFor()
    },
  }
}
