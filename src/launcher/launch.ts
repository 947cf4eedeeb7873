import { resolve } from 'node:path'
import { ConfigError, readConfig, type Config } from '../config'
import { isFree } from '../database/ports'
import { probeDatabase } from '../database/probe'
import { bringUp, openDataDir } from './bring-up'
import { environmentFor, type Environment } from './environment'
import type { Lifetime } from './lifetime'
import { ensurePrepared } from './preparation'
import { startProcesses } from './processes'
import type { Part } from './programs'

/** `npm start`: brings its own database and sandbox where the configuration names none. */
export async function launchAll(
  operators: Environment,
  life: Lifetime,
  options: { dev: boolean; accept: boolean },
) {
  const config = readConfig(operators)
  await openDataDir(config, life)
  await demandPort(config)
  const started = await bringUp(config, operators, life, { withSandbox: true })
  await ensurePrepared(started, life, options)
  await startProcesses(started, life, { web: true, dev: options.dev, parts: ['bot', 'jobs'] })
  return started
}

/** `npm run migrate`: the database brought up to this version, and nothing else. */
export async function migrate(
  operators: Environment,
  life: Lifetime,
  options: { accept: boolean },
) {
  const config = readConfig(operators)
  await openDataDir(config, life)
  await ensurePrepared(
    await bringUp(config, operators, life, { withSandbox: false }),
    life,
    options,
  )
}

/** `npm run start:web` and its like: one part, of an installation whose outside world is all configured. */
export async function launchApart(operators: Environment, life: Lifetime, part: 'web' | Part) {
  const config = readConfig(operators)
  demandConfigured(config)
  if (part === 'web') await demandPort(config)
  const started = {
    config,
    environment: environmentFor(config, operators, { DATA_DIR: resolve(config.DATA_DIR) }),
  }
  await probeDatabase(config.DATABASE_URL ?? '')
  await ensurePrepared(started, life, { accept: false })
  await startProcesses(started, life, {
    web: part === 'web',
    dev: false,
    parts: part === 'web' ? [] : [part],
  })
}

async function demandPort({ PORT }: Config) {
  if (!(await isFree(PORT, '0.0.0.0')))
    throw new ConfigError(
      `PORT: порт ${PORT} занят другой программой (или закрыт для вас), задайте другой`,
    )
}

function demandConfigured(config: Config) {
  const own = (what: string) => `нужно задать: ${what} есть только у npm start`
  const missing = [
    !config.DATABASE_URL && `DATABASE_URL ${own('своя база данных')}`,
    !config.PAYLOAD_SECRET && `PAYLOAD_SECRET ${own('свой секрет')}`,
    config.missing.telegram && `TELEGRAM_BOT_TOKEN ${own('своя песочница')}`,
    config.missing.naumen && `NAUMEN_URL ${own('своя песочница')}`,
    config.missing.mail && `SMTP_URL ${own('своя песочница')}`,
  ].filter((sentence) => sentence !== false)
  if (missing.length) throw new ConfigError(missing.join('\n'))
}
