import { existsSync, readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Client } from 'pg'
import { ConfigError } from '../config'
import { takeLock } from '../lock.mjs'
import { openFolder, user, type Folder } from './folder'
import { freePort } from './ports'
import {
  findPostmaster,
  isRunning,
  spawnPostmaster,
  stopPostmaster,
  until,
  type Postmaster,
} from './postmaster'

export type Database = { url: string; stop(options?: { within?: number }): Promise<void> }

const database = 'blago'
const startingTakes = 10_000
const recoveryTakes = 120_000

/**
 * The embedded PostgreSQL of a data folder: made at the first start, on the same port every time,
 * begun again when it dies. A server left by a killed launcher is taken over and stopped with us.
 * @throws Error with one sentence for the operator, also when another live process has it open
 */
export async function startDatabase(options: {
  dataDir: string
  port?: number
  /** How many may be open at the same time: PostgreSQL's max_connections. */
  connections?: number
}): Promise<Database> {
  const dataDir = resolve(options.dataDir)
  await mkdir(dataDir, { recursive: true })
  const lock = takeLock(join(dataDir, 'database.lock'))
  if (!lock.taken) throw new ConfigError(alreadyOpen(dataDir, lock.holder))
  try {
    const folder = await openFolder(dataDir)
    const { port, connections = 100 } = options
    const server = await begin(folder, connections, port)
    const watch = keepRunning(folder, connections, server)
    return {
      url: urlFor(folder, server.port, database),
      async stop({ within = 10_000 } = {}) {
        await watch.end()
        await stopPostmaster(server.pid, within)
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

export function alreadyOpen(dataDir: string, holder: number): string {
  return (
    `Папку данных ${dataDir} уже использует другой запуск (процесс ${holder}): ` +
    'остановите его или задайте другие DATA_DIR и PORT.'
  )
}

async function begin(folder: Folder, connections: number, wanted?: number): Promise<Postmaster> {
  const end = Date.now() + startingTakes
  for (;;) {
    const left = await findPostmaster(folder.data)
    const port = left?.port || (wanted ?? (await freePort(folder.port.kept())))
    const asked = { port, connections }
    const server = left ?? spawnPostmaster(folder.account, folder.data, asked, folder.log)
    if (await answers(folder, server)) {
      folder.port.keep(server.port)
      await ensureOwnDatabase(folder, server.port)
      return server
    }
    // Children of a killed server still hold its memory for a moment, or somebody took the port.
    if (Date.now() > end)
      throw new ConfigError(
        `PostgreSQL не запустился: ${endOf(folder.log)} (журнал: ${folder.log})`,
      )
    await until(() => false, 300)
  }
}

/** True once it takes queries; false when it died or is another folder's. */
async function answers(folder: Folder, server: Postmaster): Promise<boolean> {
  let whose: Awaited<ReturnType<typeof whoseServer>>
  await until(async () => {
    whose = await whoseServer(folder, server.port)
    return whose !== undefined || !isRunning(server.pid)
  }, recoveryTakes)
  return whose === 'ours'
}

async function whoseServer(folder: Folder, port: number): Promise<'ours' | 'foreign' | undefined> {
  try {
    const [row] = await query(urlFor(folder, port, 'postgres'), 'show data_directory')
    return row?.data_directory === folder.data ? 'ours' : 'foreign'
  } catch (error) {
    const isWrongPassword = (error as { code?: string }).code === '28P01'
    return isWrongPassword ? 'foreign' : undefined
  }
}

async function ensureOwnDatabase(folder: Folder, port: number): Promise<void> {
  const url = urlFor(folder, port, 'postgres')
  const found = await query(url, `select 1 from pg_database where datname = '${database}'`)
  if (!found.length) await query(url, `create database ${database}`)
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000 })
  client.on('error', () => {}) // a server that dies under us; the query then fails by itself
  try {
    await client.connect()
    return (await client.query(text)).rows
  } finally {
    await client.end().catch(() => {})
  }
}

// The port must stay: everybody has it in their DATABASE_URL. `server` is changed in place, for
// stop() to know whom to stop.
function keepRunning(folder: Folder, connections: number, server: Postmaster) {
  let starting: Promise<void> | undefined
  const start = async () => {
    try {
      Object.assign(server, await begin(folder, connections, server.port))
    } catch (error) {
      console.error((error as Error).message)
    }
    starting = undefined
  }
  const timer = setInterval(() => {
    if (!starting && !isRunning(server.pid)) starting = start()
  }, 500).unref()
  return {
    async end() {
      clearInterval(timer)
      await starting
    },
  }
}

function urlFor(folder: Folder, port: number, name: string): string {
  return `postgres://${user}:${folder.password}@127.0.0.1:${port}/${name}`
}

function endOf(log: string): string {
  if (!existsSync(log)) return 'он не успел ничего сказать'
  return readFileSync(log, 'utf8').trim().split('\n').slice(-3).join(' · ')
}
