import type { Locator, Page } from 'playwright-core'

/** The page `/sandbox` as a person uses it: nothing but clicking, typing and looking. */
export async function openSandbox(page: Page, url: string) {
  await page.goto(url)
  const phone = page.getByTestId('phone')
  const desk = page.getByTestId('desk')
  const mailbox = page.getByTestId('mailbox')
  const bubbles = phone.getByTestId('message')

  const seen = (text: string | RegExp) => bubbles.filter({ hasText: text }).last()

  return {
    page,
    phone,
    desk,
    mailbox,
    takesPhoneOf: (person: number) => phone.getByTestId(`person-${person}`).click(),
    presses: (label: string | RegExp) =>
      phone.getByTestId('key-button').filter({ hasText: label }).last().click(),
    async types(text: string) {
      await phone.getByTestId('phone-input').fill(text)
      await phone.getByTestId('phone-input').press('Enter')
    },
    /** The bubble that says so, once it is on the screen. */
    async sees(text: string | RegExp) {
      await seen(text).waitFor()
      const id = await seen(text).getAttribute('data-message-id')
      return phone.locator(`[data-message-id="${id}"]`)
    },
    async attachesPhoto(file: { name: string; mimeType: string; buffer: Buffer }) {
      await phone.getByTestId('attach-button').click()
      const chooser = page.waitForEvent('filechooser')
      await phone.getByTestId('attach-photo').click()
      await (await chooser).setFiles(file)
      await phone.getByTestId('tray').waitFor()
    },
    /** A person's own message, or the bot's: its menu, then what it offers. */
    async chooses(bubble: Locator, act: 'reply' | 'edit') {
      await bubble.locator('.said, .picture').first().click({ button: 'right' })
      await phone.getByTestId(`menu-${act}`).click()
      await phone.getByTestId(`intent-${act}`).waitFor()
    },
    sends: () => phone.getByTestId('phone-send').click(),
    /** With the mailbox's button, then Ctrl-V into the phone, as one does. */
    async copiesTheCodeFor(address: string) {
      await mailbox
        .getByTestId('mail-item')
        .and(page.locator(`[data-to="${address}"]`))
        .first()
        .click()
      await mailbox.getByTestId('mail-copy').click()
      await mailbox.getByTestId('notice').filter({ hasText: 'скопирован' }).waitFor()
      await phone.getByTestId('phone-input').focus()
      await page.keyboard.press('ControlOrMeta+V')
      await page.keyboard.press('Enter')
    },
    async signsIn(address: string) {
      await phone.getByTestId('phone-start').click()
      await seen('персональных данных').waitFor()
      await this.presses('Согласен')
      await seen('рабочий e-mail').waitFor()
      await phone.getByTestId('person-hint').click()
      await this.sends()
      await this.copiesTheCodeFor(address)
      await seen('Вы вошли').waitFor()
    },
    noticesAreGone: () => page.getByTestId('notice').waitFor({ state: 'detached' }),
    ticket: (number: string) => desk.getByTestId('ticket-item').filter({ hasText: number }).first(),
  }
}
