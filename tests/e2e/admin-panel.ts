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
      await page.locator('header').getByRole('link', { name: 'Б', exact: true }).click()
      const sections = page.getByRole('navigation', { name: 'Разделы' })
      await sections.getByRole('link', { name: section, exact: true }).click()
      await page.getByRole('heading', { level: 1, name: section }).waitFor()
    },
    async opensDocument(title: string) {
      await page.getByRole('link', { name: title, exact: true }).click()
      await page.getByRole('heading', { name: title, exact: true }).waitFor()
    },
    async saves() {
      await page.getByRole('button', { name: 'Сохранить' }).click()
      await page
        .getByText(/^Успешно обновлено/i)
        .first()
        .waitFor()
    },
  }
}
