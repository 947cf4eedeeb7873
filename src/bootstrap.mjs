// The first thing `npm start` and `npm test` run: on any Node that can, without a single package.
// It brings in what the rest needs (packages, the right Node, the built panel, a browser) and then
// runs the asked command.
import { join } from 'node:path'
import { build, ensureBuild, isBuilt, placeholders } from './bootstrap/build.mjs'
import { ensureChromium } from './bootstrap/chromium.mjs'
import { ensureInstalled } from './bootstrap/install.mjs'
import { findNode } from './bootstrap/node.mjs'
import { root } from './bootstrap/place.mjs'
import { run } from './bootstrap/run.mjs'

const started = Date.now()

/** @typedef {{ node: string, args: string[] }} Given */
/** @type {Record<string, (given: Given) => Promise<number | void>>} */
const commands = {
  start: (given) => builtMain(given, 'start', `--started=${started}`),
  'start:web': (given) => builtMain(given, 'web'),
  'start:bot': (given) => main(given, 'bot'),
  'start:jobs': (given) => main(given, 'jobs'),
  dev: (given) => main(given, 'dev', `--started=${started}`),
  migrate: (given) => main(given, 'migrate'),
  build: ({ node }) => build(node),
  check,
  test: (given) => testWith(given, ['--project', '!long']),
  'test:long': (given) => testWith(given, ['--project', 'long']),
  bench,
  generate,
}

// Minutes of building must not come before a sentence about a wrong variable.
/** @param {Given} given @param {string} mode @param {...string} flags */
async function builtMain(given, mode, ...flags) {
  const wrong = isBuilt() ? 0 : await main(given, 'verify')
  if (wrong) return wrong
  await ensureBuild(given.node)
  return main(given, mode, ...flags)
}

/** @param {Given} given @param {...string} mode */
function main({ node, args }, ...mode) {
  return run(node, ['--import', 'tsx', 'src/main.ts', ...mode, ...args])
}

/** All of them, so that one run tells everything that is wrong. @param {Given} given */
async function check({ node }) {
  const checks = [
    ['prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
    ['eslint/bin/eslint.js', '--max-warnings', '0', '.'],
    ['typescript/bin/tsc', '--noEmit'],
    ['vitest/vitest.mjs', 'run', '--project', 'rules'],
  ]
  const failed = []
  for (const [tool, ...args] of checks)
    if (await run(node, [package_(tool), ...args], testing)) failed.push(tool.split('/')[0])
  if (failed.length) console.error(`Проверки не прошли: ${failed.join(', ')}`)
  return failed.length ? 1 : 0
}

/** @param {Given} given @param {string[]} projects */
async function testWith({ node, args }, projects) {
  const checked = args.length ? 0 : await check({ node, args: [] })
  await ensureBuild(node)
  await ensureChromium()
  const tested = await run(
    node,
    [package_('vitest/vitest.mjs'), 'run', ...projects, ...args],
    testing,
  )
  return checked || tested
}

/** @param {Given} given */
async function bench({ node, args }) {
  await ensureBuild(node)
  return run(node, ['--import', 'tsx', 'tests/bench/main.ts', ...args])
}

/** The import map and the types; with a name, a migration of what changed in the schema as well. @param {Given} given */
async function generate({ node, args }) {
  const payload = [package_('payload/bin.js')]
  const steps = [
    ['generate:importmap'],
    ['generate:types'],
    ...(args.length ? [['migrate:create', ...args, '--skip-empty']] : []),
  ]
  for (const step of steps) {
    const code = await run(node, [...payload, ...step], placeholders)
    if (code) return code
  }
}

const testing = { NODE_ENV: 'test', APP_ENV: undefined, NEXT_TELEMETRY_DISABLED: '1' }

/** @param {string} path */
function package_(path) {
  return join(root, 'node_modules', path)
}

async function begin() {
  const [name = '', ...args] = process.argv.slice(2)
  const command = commands[name]
  if (!command)
    throw new Error(`Нет такой команды: «${name}». Есть: ${Object.keys(commands).join(', ')}.`)
  await ensureInstalled()
  return command({ node: findNode(), args })
}

try {
  process.exitCode = (await begin()) ?? 0
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
