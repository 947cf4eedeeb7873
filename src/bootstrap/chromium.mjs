import { execFileSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { root, workFolder } from './place.mjs'
import { runWithProgress } from './progress.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const packages = ['chromium', 'fonts-noto-color-emoji', 'fonts-dejavu-core']

/** The browser of the browser tests: the system's, or Debian's package where we may install it. */
export async function ensureChromium() {
  if (findChromium()) return
  if (process.getuid?.() !== 0 || !onPath('apt-get'))
    throw new Error(
      'Для проверок в браузере нужен Chromium: установите его, например ' +
        `«sudo apt-get install ${packages.join(' ')}», и повторите npm test.`,
    )
  await runWithProgress({
    title: 'Устанавливаю Chromium для проверок в браузере',
    command: 'sh',
    args: [
      '-c',
      `apt-get update && apt-get install -y --no-install-recommends ${packages.join(' ')}`,
    ],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    cwd: root,
    log: join(workFolder, 'chromium.log'),
  })
}

/** @returns {string | undefined} */
export function findChromium() {
  return names.map(onPath).find((path) => path && starts(path))
}

/** @param {string} name @returns {string | undefined} */
function onPath(name) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  return folders.map((folder) => join(folder, name)).find(isExecutable)
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

// Ubuntu's chromium-browser without snap is a script that only says how to get it.
/** @param {string} path */
function starts(path) {
  try {
    return (
      execFileSync(path, ['--version'], { stdio: ['ignore', 'pipe', 'ignore'], timeout: 20_000 })
        .length > 0
    )
  } catch {
    return false
  }
}
