import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ConfigError } from '../config'
import { bareEnvironment, findAccount, type Account } from './account'
import { findBinaries } from './binaries'

export type Folder = {
  account: Account
  data: string
  log: string
  password: string
  port: { kept(): number; keep(port: number): void }
}

export const user = 'blago'

/** The embedded server's place in the data folder: made when it is not there yet. */
export async function openFolder(dataDir: string): Promise<Folder> {
  const inner = join(dataDir, 'database')
  await mkdir(inner, { recursive: true })
  const account = await findAccount(await findBinaries(), inner)
  const data = join(inner, 'data')
  const password = keptPassword(join(dataDir, 'database.password'))
  if (existsSync(data)) await account.own(data)
  else await initialise(account, data, password)
  const log = join(dataDir, 'database.log')
  return { account, data, log, password, port: keptPort(join(dataDir, 'database.port')) }
}

function keptPassword(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 })
  return readFileSync(file, 'utf8').trim()
}

function keptPort(file: string) {
  return {
    kept: () => (existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0),
    keep: (port: number) => writeFileSync(file, String(port)),
  }
}

// Made beside its place and then renamed, so that half a database is never taken for one.
async function initialise(account: Account, data: string, password: string): Promise<void> {
  const draft = `${data}.new`
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { mode: 0o700 })
  await account.own(draft)
  await withPasswordFile(account, password, (file) => initdb(account, draft, file))
  await rename(draft, data)
}

async function withPasswordFile(
  account: Account,
  password: string,
  use: (file: string) => Promise<void>,
) {
  const folder = await mkdtemp(join(tmpdir(), 'initdb-'))
  try {
    await writeFile(join(folder, 'password'), password, { mode: 0o600 })
    await account.own(folder)
    await use(join(folder, 'password'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

// C.UTF-8 of the C library: without a locale, or with the builtin one, Cyrillic has no lower() and
// no trigrams.
async function initdb(account: Account, data: string, passwordFile: string): Promise<void> {
  const locale = process.platform === 'linux' ? 'C.UTF-8' : 'en_US.UTF-8'
  const flags = [
    '-U',
    user,
    '-E',
    'UTF8',
    `--locale=${locale}`,
    '-A',
    'scram-sha-256',
    `--pwfile=${passwordFile}`,
  ]
  const program = join(account.binaries, 'bin/initdb')
  const [command = '', ...args] = [...account.prefix, program, '-D', data, ...flags]
  await promisify(execFile)(command, args, { env: bareEnvironment, cwd: '/' }).catch(
    (error: { stderr?: string; message: string }) => {
      throw new ConfigError(
        `Не удалось создать базу в ${data}: ${(error.stderr || error.message).trim()}`,
      )
    },
  )
}
