import type { Locator, Page } from 'playwright-core'

export type Picture = { name: string; mimeType: string; buffer: Buffer }

/** The desk as an engineer uses it: by clicking, in the request that stands open. */
export function createEngineer(page: Page) {
  const desk = page.getByTestId('desk')
  const opened = desk.getByTestId('ticket-opened')
  const comments = opened.getByTestId('desk-comment')
  return {
    opened,
    comment: (text: string | RegExp) => comments.filter({ hasText: text }).last(),
    async opens(number: string) {
      await desk
        .getByTestId('ticket-item')
        .and(page.locator(`[data-number="${number}"]`))
        .click()
      await opened.and(page.locator(`[data-number="${number}"]`)).waitFor()
    },
    takes: () => opened.getByTestId('desk-take').click(),
    moves: (state: string) => opened.locator(`[data-state="${state}"]`).click(),
    stands: (state: string) =>
      opened
        .getByTestId('ticket-state')
        .and(page.locator(`.state--${state}`))
        .waitFor(),
    async writes(text: string, more: { inside?: Picture; beside?: Picture[]; secret?: true } = {}) {
      await opened.getByTestId('desk-comment-text').fill(text)
      if (more.inside) await opened.getByTestId('desk-comment-picture').setInputFiles(more.inside)
      if (more.beside) await opened.getByTestId('desk-comment-file').setInputFiles(more.beside)
      await opened.getByTestId('desk-comment-private').setChecked(more.secret === true)
      await opened.getByTestId('desk-comment-send').click()
      await this.comment(text).waitFor()
    },
    async changes(comment: Locator, text: string) {
      const uuid = await comment.getAttribute('data-uuid')
      const same = comments.and(page.locator(`[data-uuid="${uuid}"]`))
      await same.getByTestId('desk-comment-edit').click()
      await same.getByTestId('desk-edit-text').fill(text)
      await same.getByTestId('desk-edit-send').click()
      await same.filter({ hasText: 'изменён' }).waitFor()
    },
    deletes: (comment: Locator) => comment.getByTestId('desk-comment-delete').click(),
    looksAt: (part: Locator) => part.scrollIntoViewIfNeeded(),
  }
}
