import pg from 'pg'
import { createPanel } from './admin-panel'
import { openBrowser, openWindow } from './browser'
import { panelInstallation } from './panel-installation'

export type PanelStage = Awaited<ReturnType<typeof startPanelStage>>

/** An administrator who has signed in, and the database behind what they see. */
export async function startPanelStage() {
  const [installation, browser] = await Promise.all([panelInstallation(), openBrowser()])
  const database = new pg.Pool({ connectionString: installation.databaseUrl, max: 2 })
  const { context, trouble } = await openWindow(browser, new URL(installation.panel).origin)
  // A development server builds its pages while one waits
  if (process.env.PANEL_DATA_DIR) context.setDefaultTimeout(240_000)
  const page = await context.newPage()
  await createPanel(page).signIn(installation.panel, installation.administrator)
  return {
    installation,
    browser,
    page,
    /** What went wrong in the browser. */
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
