// The launcher. It holds no Payload and does no work of the product: it brings up what the product
// needs, watches over the processes that do the work, and takes everything down again.
import { existsSync } from 'node:fs'
import { ConfigError, readConfig, type Config } from './config'
import { createLifetime, Ended } from './launcher/lifetime'
import { madeUpAdministrator } from './launcher/environment'
import { launchAll, launchApart, migrate } from './launcher/launch'

const everythingStopsWithin = 24_500
const [mode = 'start', ...flags] = process.argv.slice(2)
const accept = flags.includes('--accept-new-world')
const life = createLifetime()

async function start(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env')
  if (mode === 'verify') return void readConfig(process.env)
  if (mode === 'migrate') return migrate(process.env, life, { accept })
  if (mode === 'web' || mode === 'bot' || mode === 'jobs')
    return launchApart(process.env, life, mode)
  const { config, madeUpPassword } = await launchAll(process.env, life, {
    dev: mode === 'dev',
    accept,
  })
  console.log(welcome(config, madeUpPassword))
}

function welcome(config: Config, madeUpPassword?: string): string {
  const begun = Number(
    flags.find((flag) => flag.startsWith('--started='))?.split('=')[1] ?? performance.timeOrigin,
  )
  const sandbox =
    config.SANDBOX_TELEGRAM_URL ?? config.SANDBOX_NAUMEN_URL ?? config.SANDBOX_MAILBOX_URL
  const lines = [
    '',
    `  Панель управления   ${config.publicUrl}/admin`,
    madeUpPassword && `  Администратор       ${madeUpAdministrator}`,
    madeUpPassword && `  Пароль              ${madeUpPassword}`,
    sandbox && `  Песочница           ${config.publicUrl}/sandbox`,
    '',
    `  Готово за ${Math.round((Date.now() - begun) / 1000)} с. Ctrl-C останавливает всё.`,
    '',
  ]
  return lines.filter((line) => line !== undefined).join('\n')
}

async function stop(code: number): Promise<void> {
  if (life.signal.aborted) return
  setTimeout(() => process.exit(1), everythingStopsWithin).unref()
  await life.end(starting)
  process.exit(code)
}

function failed(error: unknown): number {
  if (error instanceof Ended) return 0
  if (error instanceof ConfigError)
    console.error(`Запустить нельзя:\n  ${error.message.split('\n').join('\n  ')}`)
  else console.error(error)
  return 1
}

const starting = start()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    if (!life.signal.aborted) console.log('Останавливаюсь…')
    void stop(0)
  })
// The ipc channel to `npm start`: it closes when that was killed
process.on('disconnect', () => void stop(0))
process.channel?.unref()
process.on('uncaughtException', (error) => {
  console.error(error)
  void stop(1)
})
// A closed terminal takes the output away, and must not keep us from stopping in order
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

void starting.then(
  () => (mode === 'migrate' || mode === 'verify' ? stop(0) : undefined),
  (error: unknown) => stop(failed(error)),
)
