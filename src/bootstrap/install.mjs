import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { withLock } from '../lock.mjs'
import { root, workFolder } from './place.mjs'
import { runWithProgress } from './progress.mjs'

const lockfile = join(root, 'package-lock.json')
const nodeModules = join(root, 'node_modules')
const stamp = join(nodeModules, '.installed-from')
const npmsOwnRecord = join(nodeModules, '.package-lock.json')

/** Installs the packages when they are missing or another package-lock.json was installed. */
export async function ensureInstalled() {
  if (isInstalled()) return
  mkdirSync(workFolder, { recursive: true })
  const wait = () => console.error('Зависимости уже устанавливает другой запуск, жду…')
  await withLock(join(workFolder, 'install.lock'), install, wait)
}

// `npm install --no-save` rather than `npm ci`: it keeps to the lockfile as well and leaves it alone,
// but bears with a registry that lacks another platform's optional package, where ci refuses to work.
async function install() {
  if (isInstalled()) return
  // Cut short last time: what lies there may be half a package
  if (!existsSync(npmsOwnRecord)) rmSync(nodeModules, { recursive: true, force: true })
  const [command, ...args] = npm()
  await runWithProgress({
    title: 'Устанавливаю зависимости',
    command,
    // The operator's NODE_ENV=production or omit= must not drop what building and testing need.
    args: [
      ...args,
      'install',
      '--no-save',
      '--include=dev',
      '--include=optional',
      '--no-audit',
      '--no-fund',
    ],
    env: { ...process.env, NODE_ENV: 'development' },
    cwd: root,
    log: join(workFolder, 'install.log'),
  })
  writeFileSync(stamp, lockfileHash())
}

function isInstalled() {
  if (!existsSync(npmsOwnRecord)) return false
  if (existsSync(stamp)) return readFileSync(stamp, 'utf8') === lockfileHash()
  // Installed by hand: npm writes both files together, in either order.
  return statSync(npmsOwnRecord).mtimeMs + 10_000 > statSync(lockfile).mtimeMs
}

function lockfileHash() {
  return createHash('sha256').update(readFileSync(lockfile)).digest('hex')
}

/** @returns {[string, ...string[]]} */
function npm() {
  const running = process.env.npm_execpath
  if (running && basename(running).startsWith('npm')) return [process.execPath, running]
  return ['npm']
}
