import { ConfigError, type Config } from '../config'
import type { Resolved } from './bring-up'
import { keepAlive } from './children'
import { Ended, type Lifetime } from './lifetime'
import { webProgram, workerProgram, type Part } from './programs'

// Together with what the database takes, under the 25 s in which everything must be down.
const webStopsWithin = 3000
const workerStopsWithin = 9000
const webAnswersWithin = 180_000

/** Starts the asked processes; resolves when all of them work. */
export async function startProcesses(
  { config, environment }: Resolved,
  life: Lifetime,
  { web, dev, parts }: { web: boolean; dev: boolean; parts: Part[] },
) {
  const ready: Promise<unknown>[] = []
  if (parts.length) {
    const worker = keepAlive(workerProgram(environment, parts))
    await life.keep('бот и задания', Promise.resolve(worker), ({ stop }) => stop(workerStopsWithin))
    ready.push(worker.ready)
  }
  if (web) {
    const child = keepAlive(
      webProgram(environment, { port: config.PORT, host: hostFor(config) }, dev),
    )
    await life.keep('панель', Promise.resolve(child), ({ stop }) => stop(webStopsWithin))
    ready.push(webAnswers(config.PORT, life))
  }
  await life.unlessEnded(Promise.all(ready))
}

async function webAnswers(port: number, life: Lifetime) {
  const end = Date.now() + webAnswersWithin
  while (!(await isHealthy(port))) {
    if (life.signal.aborted) throw new Ended()
    if (Date.now() > end) throw new ConfigError('Панель не ответила на /api/health: причина выше.')
    await new Promise((again) => setTimeout(again, 200))
  }
}

async function isHealthy(port: number): Promise<boolean> {
  const url = `http://127.0.0.1:${port}/api/health`
  return fetch(url, { signal: AbortSignal.timeout(30_000) }).then(
    ({ ok }) => ok,
    () => false,
  )
}

// Whoever reaches the sandbox's page may play any employee: it is for this machine only.
function hostFor(config: Config): string {
  const sandboxed =
    config.SANDBOX_TELEGRAM_URL || config.SANDBOX_NAUMEN_URL || config.SANDBOX_MAILBOX_URL
  return sandboxed ? '127.0.0.1' : '0.0.0.0'
}
