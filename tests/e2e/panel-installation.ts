import type { Control } from '../world/control'
import { createControl } from '../world/control'
import { newDataDir, npmStart, removeDataDir } from './installation'
import { processesOf, variableOf } from './process-tree'

export type PanelInstallation = {
  /** Address of the panel, ending in /admin. */
  panel: string
  /** Whoever `npm start` made first: the emergency account. */
  administrator: { email: string; password: string }
  databaseUrl: string
  control: (part: 'TELEGRAM' | 'NAUMEN' | 'MAILBOX') => Control
  stop(): Promise<void>
}

/**
 * A whole installation from the build, with its sandbox; or, while one works on the pages, the one that
 * runs in PANEL_DATA_DIR already.
 */
export async function panelInstallation(
  env: Record<string, string> = {},
): Promise<PanelInstallation> {
  const { PANEL_DATA_DIR } = process.env
  if (PANEL_DATA_DIR) return running(PANEL_DATA_DIR)
  const dataDir = await newDataDir()
  const started = await npmStart(dataDir, env)
  return {
    panel: started.panel,
    administrator: started.administrator,
    databaseUrl: started.variable('DATABASE_URL'),
    control: started.control,
    async stop() {
      await started.stop()
      await removeDataDir(dataDir)
    },
  }
}

function running(dataDir: string): PanelInstallation {
  const variable = (name: string) => variableOf(processesOf(dataDir), name)
  return {
    panel: `http://localhost:${variable('PORT')}/admin`,
    administrator: { email: variable('ADMIN_EMAIL'), password: variable('ADMIN_PASSWORD') },
    databaseUrl: variable('DATABASE_URL'),
    control: (part) => createControl(variable(`SANDBOX_${part}_URL`)),
    stop: () => Promise.resolve(),
  }
}
