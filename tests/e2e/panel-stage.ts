import type { Page } from 'playwright-core'
import pg from 'pg'
import { createPanel } from './admin-panel'
import { openBrowser, openWindow } from './browser'
import { panelInstallation } from './panel-installation'

export type PanelStage = Awaited<ReturnType<typeof startPanelStage>>

/** An administrator who has signed in, and the database behind what they see. */
export async function startPanelStage(env: Record<string, string> = {}) {
  const [installation, browser] = await Promise.all([panelInstallation(env), openBrowser()])
  const database = new pg.Pool({ connectionString: installation.databaseUrl, max: 2 })
  const trouble: string[] = []

  async function anotherWindow(): Promise<Page> {
    const { context } = await openWindow(browser, new URL(installation.panel).origin, trouble)
    // A development server builds its pages while one waits
    if (process.env.PANEL_DATA_DIR) context.setDefaultTimeout(240_000)
    return context.newPage()
  }

  const page = await anotherWindow()
  await createPanel(page).signIn(installation.panel, installation.administrator)
  return {
    installation,
    browser,
    page,
    /** Of somebody else, who has not signed in. */
    anotherWindow,
    /** What went wrong in the browser, whichever the window. */
    trouble,
    rows: async <T>(query: string, values: unknown[] = []) =>
      (await database.query(query, values)).rows as T[],
    async stop() {
      await browser.close()
      await database.end()
      await installation.stop()
    },
  }
}
