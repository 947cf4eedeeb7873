import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ConfigError, readConfig, type Config } from '../config'
import { probeDatabase } from '../database/probe'
import { alreadyOpen, startDatabase } from '../database/server'
import { takeLock } from '../lock.mjs'
import { environmentFor, madeUp, type Environment } from './environment'
import type { Lifetime } from './lifetime'
import { startMissing } from './sandbox'
import { keptSecrets, type Secrets } from './secrets'

/** What the processes are started with: everything the operator named, made up or stood in for. */
export type Resolved = { config: Config; environment: NodeJS.ProcessEnv; madeUpPassword?: string }

const databaseStopsWithin = 6000

/** The database and the sandbox, each where the configuration names none. */
export async function bringUp(
  config: Config,
  operators: Environment,
  life: Lifetime,
  { withSandbox }: { withSandbox: boolean },
): Promise<Resolved> {
  const dataDir = resolve(config.DATA_DIR)
  const secrets = config.production && !config.sandboxAllowed ? undefined : keptSecrets(dataDir)
  const url = await databaseUrl(config, dataDir, life)
  const resolved = { DATA_DIR: dataDir, DATABASE_URL: url, ...(secrets && madeUp(config, secrets)) }
  const sandbox =
    withSandbox && secrets ? await sandboxFor({ ...config, DATA_DIR: dataDir }, secrets, life) : {}
  const environment = environmentFor(config, operators, { ...resolved, ...sandbox })
  const madeUpPassword = config.ADMIN_EMAIL ? undefined : secrets?.adminPassword
  return { config: readConfig(environment), environment, madeUpPassword }
}

/** @throws ConfigError when another live launcher has the folder */
export async function openDataDir(config: Config, life: Lifetime) {
  const dataDir = resolve(config.DATA_DIR)
  mkdirSync(dataDir, { recursive: true })
  const lock = takeLock(join(dataDir, 'launcher.lock'))
  if (!lock.taken) throw new ConfigError(alreadyOpen(dataDir, lock.holder))
  await life.keep('папка данных', Promise.resolve(lock), async ({ release }) => release())
}

async function databaseUrl(config: Config, dataDir: string, life: Lifetime): Promise<string> {
  if (config.DATABASE_URL) {
    await probeDatabase(config.DATABASE_URL)
    return config.DATABASE_URL
  }
  const stop = (database: { stop(options: { within: number }): Promise<void> }) =>
    database.stop({ within: databaseStopsWithin })
  return (await life.keep('база данных', startDatabase({ dataDir }), stop)).url
}

async function sandboxFor(config: Config, secrets: Secrets, life: Lifetime): Promise<Environment> {
  const { telegram, naumen, mail } = config.missing
  if (!telegram && !naumen && !mail) return {}
  const sandbox = await life.keep('песочница', startMissing(config, secrets), ({ stop }) => stop())
  return sandbox.environment
}
