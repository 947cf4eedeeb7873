import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { withLock } from '../lock.mjs'
import { root, workFolder } from './place.mjs'
import { runWithProgress } from './progress.mjs'

const stamp = join(root, '.next/built-from')
const sources = [
  'src',
  'collections',
  'payload.config.ts',
  'next.config.mjs',
  'tsconfig.json',
  'package-lock.json',
]
const notBuilt = [
  /\.test\.tsx?$/,
  /^src\/bootstrap/,
  /^src\/(main|worker)\.ts$/,
  /^src\/(launcher|database)\//,
]

/**
 * Builds the web part when the build is missing or older than the sources.
 * @param {string} node
 */
export async function ensureBuild(node) {
  if (isBuilt()) return
  mkdirSync(workFolder, { recursive: true })
  const wait = () => console.error('Панель уже собирает другой запуск, жду…')
  await withLock(join(workFolder, 'build.lock'), () => (isBuilt() ? undefined : build(node)), wait)
}

/** @param {string} node */
export async function build(node) {
  const hash = sourcesHash()
  rmSync(stamp, { force: true })
  await runWithProgress({
    title: 'Собираю панель управления (один раз, 1–3 минуты)',
    command: node,
    args: [join(root, 'node_modules/next/dist/bin/next'), 'build'],
    env: buildEnvironment(),
    cwd: root,
    log: join(workFolder, 'build.log'),
  })
  writeFileSync(stamp, hash)
}

export function isBuilt() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === sourcesHash()
}

// Building reads payload.config.ts, which reads the configuration. It gets none of the operator's:
// a build must not depend on it, nor bake a secret in.
function buildEnvironment() {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'CI', 'NODE_EXTRA_CA_CERTS', 'NODE_OPTIONS']
  const environment = kept.map((name) => [name, process.env[name]])
  return {
    ...Object.fromEntries(environment.filter(([, value]) => value !== undefined)),
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    ...placeholders,
  }
}

/** Enough for payload.config.ts to be read; nothing is run with it. */
export const placeholders = {
  APP_ENV: 'development',
  PAYLOAD_SECRET: 'only-for-building-never-for-running',
  DATABASE_URL: 'postgres://build@127.0.0.1:1/build',
}

function sourcesHash() {
  const hash = createHash('sha256')
  for (const file of builtFiles()) hash.update(`${file}\n`).update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

function builtFiles() {
  return [...sources, ...importedByConfig()]
    .flatMap((source) => filesUnder(join(root, source)))
    .map((file) => relative(root, file))
    .filter((file) => !notBuilt.some((pattern) => pattern.test(file)))
    .sort()
}

function importedByConfig() {
  const config = join(root, 'payload.config.ts')
  const text = existsSync(config) ? readFileSync(config, 'utf8') : ''
  return ['bot', 'jobs'].filter((folder) => text.includes(`'./${folder}/`))
}

/** @param {string} path @returns {string[]} */
function filesUnder(path) {
  if (!existsSync(path)) return []
  const isFile = !readdirOrNothing(path)
  if (isFile) return [path]
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
    filesUnder(join(path, entry.name)),
  )
}

/** @param {string} path */
function readdirOrNothing(path) {
  try {
    return readdirSync(path)
  } catch {
    return undefined
  }
}
