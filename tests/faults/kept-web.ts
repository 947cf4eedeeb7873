import { spawn } from 'node:child_process'
import { createWriteStream, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { pagePort } from '../world/page-port'
import { webhookSecret } from '../world/environment'
import { exitOf, type Running } from '../world/processes'
import { until } from '../world/until'
import type { World } from '../world/world'
import type { History } from './history'
import { keepProcess } from './kept-process'

export type KeptWeb = ReturnType<typeof keepWeb>

const root = resolve(import.meta.dirname, '../..')

/** Where Telegram is to bring its updates, for a world and for all its processes. */
export async function webhookEnvironment(): Promise<Record<string, string>> {
  const port = await pagePort()
  return {
    TELEGRAM_MODE: 'webhook',
    TELEGRAM_WEBHOOK_SECRET: webhookSecret,
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    PORT: port,
  }
}

export const webhookOf = ({ env }: World) => `${env.PUBLIC_URL}/api/telegram/webhook`

/** The built web process of a world, begun again at once whenever it ends. */
export const keepWeb = (world: World, history: History) =>
  keepProcess('the web', history, () => startWeb(world))

/** @returns null when it does not come to answer */
export async function startWeb({
  env,
  name,
}: Pick<World, 'env' | 'name'>): Promise<Running | null> {
  const { PATH = '', HOME = '' } = process.env
  const next = join(root, 'node_modules/next/dist/bin/next')
  const withParent = pathToFileURL(join(root, 'src/stop-with-parent.mjs')).href
  const args = ['--import', withParent, next, 'start', '-p', env.PORT ?? '', '-H', '127.0.0.1']
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { PATH, HOME, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const output = join(root, 'tests/output')
  mkdirSync(output, { recursive: true })
  const log = join(output, `${name}-web.log`)
  const file = createWriteStream(log, { flags: 'a' })
  for (const stream of [child.stdout, child.stderr]) stream?.pipe(file, { end: false })
  const exited = exitOf(child)
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    return exited
  }
  const answers = () => fetch(`${env.PUBLIC_URL}/api/health`).then(({ ok }) => ok)
  const isReady = await Promise.race([
    until('the web to answer', answers, 60_000).catch(() => false),
    exited.then(() => false),
  ])
  if (!isReady) await end('SIGKILL')
  const running = { process: child, log, stop: () => end('SIGTERM') }
  return isReady ? { ...running, kill: async () => void (await end('SIGKILL')) } : null
}
