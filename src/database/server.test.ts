import { execFileSync, fork } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { afterEach, expect, onTestFinished, test } from 'vitest'
import { until } from './postmaster'
import { startDatabase } from './server'

const isRoot = process.getuid?.() === 0
const folders: string[] = []
afterEach(() =>
  folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })),
)

test('a new folder gets a database that understands Cyrillic', async () => {
  const { url, stop } = await startDatabase({ dataDir: newFolder() })
  onTestFinished(() => stop())
  expect(await ask(url, `select lower('Ж') || similarity('принтр', 'принтер')`)).toMatch(
    /^ж0\.[1-9]/,
  )
  expect(await ask(url, `select current_setting('listen_addresses')`)).toBe('127.0.0.1')
})

test('a restart finds the same address and the same data', async () => {
  const dataDir = newFolder()
  const first = await startDatabase({ dataDir })
  await ask(first.url, 'create table kept as select 7 as number')
  await first.stop()
  const second = await startDatabase({ dataDir })
  onTestFinished(() => second.stop())
  expect(second.url).toBe(first.url)
  expect(await ask(second.url, 'select number from kept')).toBe('7')
})

test('a stopped database leaves no process and no lock', async () => {
  const dataDir = newFolder()
  const { stop } = await startDatabase({ dataDir })
  const pid = postmasterOf(dataDir)
  await stop()
  expect(isAlive(pid)).toBe(false)
  expect(existsSync(join(dataDir, 'database.lock'))).toBe(false)
})

test('the folder of a live launcher is refused in one sentence', async () => {
  const dataDir = newFolder()
  const { stop } = await startDatabase({ dataDir })
  onTestFinished(() => stop())
  await expect(startDatabase({ dataDir })).rejects.toThrow(/уже использует другой запуск.*DATA_DIR/)
})

test('the server of a killed launcher is taken over with all it was told, and stopped in the end', async () => {
  const dataDir = newFolder()
  const launcher = await launcherIn(dataDir)
  await ask(launcher.url, 'create table told as select 1')
  const orphan = postmasterOf(dataDir)
  await launcher.kill()
  expect(isAlive(orphan)).toBe(true)
  const { url, stop } = await startDatabase({ dataDir })
  expect(postmasterOf(dataDir)).toBe(orphan)
  expect(await ask(url, 'select count(*) from told')).toBe('1')
  await stop()
  expect(await until(() => !isAlive(orphan), 5000)).toBe(true)
})

test('after a kill of launcher and server the next start recovers', async () => {
  const dataDir = newFolder()
  const launcher = await launcherIn(dataDir)
  await ask(launcher.url, 'create table told as select 1')
  process.kill(postmasterOf(dataDir), 'SIGKILL')
  await launcher.kill()
  const { url, stop } = await startDatabase({ dataDir })
  onTestFinished(() => stop())
  expect(await ask(url, 'select count(*) from told')).toBe('1')
})

test('a server that dies is begun again at the same address', async () => {
  const dataDir = newFolder()
  const { url, stop } = await startDatabase({ dataDir })
  onTestFinished(() => stop())
  const killed = postmasterOf(dataDir)
  process.kill(killed, 'SIGKILL')
  const isBack = () =>
    ask(url, 'select 1').then(
      () => postmasterOf(dataDir) !== killed,
      () => false,
    )
  expect(await until(isBack, 15_000)).toBe(true)
})

test('a number in postmaster.pid that now belongs to something else does not stop the start', async () => {
  const dataDir = newFolder()
  const { stop } = await startDatabase({ dataDir })
  await stop()
  const lines = [
    process.pid,
    join(dataDir, 'database/data'),
    1,
    5432,
    '',
    '127.0.0.1',
    '1 1',
    'ready',
  ]
  writeFileSync(join(dataDir, 'database/data/postmaster.pid'), lines.join('\n'))
  const again = await startDatabase({ dataDir })
  await again.stop()
})

test.runIf(isRoot)('as root without user namespaces the server runs as somebody else', async () => {
  const dataDir = newFolder()
  const { stop } = await withoutNamespaces(() => startDatabase({ dataDir }))
  onTestFinished(() => stop())
  const { uid } = statSync(`/proc/${postmasterOf(dataDir)}`)
  expect(uid).not.toBe(0)
  expect(statSync(join(dataDir, 'database/data')).uid).toBe(uid)
})

test.runIf(isRoot)('it does so below a folder that only root may enter', async () => {
  const closed = newFolder()
  chmodSync(closed, 0o700)
  const { url, stop } = await withoutNamespaces(() =>
    startDatabase({ dataDir: join(closed, 'data') }),
  )
  onTestFinished(() => stop())
  expect(await ask(url, 'select 1')).toBe('1')
})

test.runIf(isRoot)('a plain user needs neither', async () => {
  const dataDir = newFolder()
  execFileSync('chown', ['65534:65534', dataDir])
  const launcher = await launcherIn(dataDir, [
    'setpriv',
    '--reuid=65534',
    '--regid=65534',
    '--clear-groups',
    '--inh-caps=-all',
  ])
  expect(await ask(launcher.url, 'select 1')).toBe('1')
  expect(statSync(join(dataDir, 'database/data')).uid).toBe(65534)
  await launcher.end()
  expect(existsSync(join(dataDir, 'database/data/postmaster.pid'))).toBe(false)
})

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'database-'))
  chmodSync(folder, 0o755)
  folders.push(folder)
  return folder
}

async function ask(url: string, text: string): Promise<string> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000 })
  client.on('error', () => {}) // the server is killed in some tests
  try {
    await client.connect()
    await client.query('create extension if not exists pg_trgm')
    const { rows } = await client.query({ text, rowMode: 'array' })
    return String(rows[0]?.[0])
  } finally {
    await client.end().catch(() => {})
  }
}

function postmasterOf(dataDir: string): number {
  return Number(readFileSync(join(dataDir, 'database/data/postmaster.pid'), 'utf8').split('\n')[0])
}

function isAlive(pid: number): boolean {
  return existsSync(`/proc/${pid}`) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
}

// An unshare that is forbidden, as it is in most containers.
async function withoutNamespaces<T>(work: () => Promise<T>): Promise<T> {
  const folder = newFolder()
  writeFileSync(join(folder, 'unshare'), '#!/bin/sh\nexit 1\n', { mode: 0o755 })
  const { PATH } = process.env
  process.env.PATH = `${folder}:${PATH}`
  try {
    return await work()
  } finally {
    process.env.PATH = PATH
  }
}

/** Another process that opens the folder and can be killed. */
async function launcherIn(dataDir: string, prefix: string[] = []) {
  const fixture = fileURLToPath(new URL('./test-launcher.ts', import.meta.url))
  const [execPath = process.execPath, ...before] = [...prefix, process.execPath]
  const child = fork(fixture, [dataDir], {
    execPath,
    execArgv: [...before, '--import', 'tsx'],
    env: { ...process.env, HOME: tmpdir() },
  })
  const url = await new Promise<string>((told, failed) => {
    child.once('message', (message) => told(String(message)))
    child.once('exit', () => failed(new Error('the launcher ended')))
  })
  const ended = new Promise((gone) => child.once('exit', gone))
  const by = (signal: NodeJS.Signals) => () => (child.kill(signal), ended)
  return { url, kill: by('SIGKILL'), end: by('SIGTERM') }
}
