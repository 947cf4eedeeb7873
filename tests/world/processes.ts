import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process'
import { createWriteStream, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')
const output = join(root, 'tests/output')

/** Runs a script of the product to its end; its output is the error when it fails. */
export async function run(script: string, args: string[], env: Record<string, string>) {
  const child = start(script, args, env)
  let said = ''
  child.stdout?.on('data', (chunk) => (said += chunk))
  child.stderr?.on('data', (chunk) => (said += chunk))
  const code = await exitOf(child)
  if (code !== 0) throw new Error(`${script} ended with ${code}:\n${said}`)
}

export type Running = {
  process: ChildProcess
  /** SIGTERM, and the exit code. */
  stop(): Promise<number | null>
  /** As a power cut would. */
  kill(): Promise<void>
  log: string
}

/** Starts a long-running script and returns once it says it is ready. */
export async function startReady(
  script: string,
  args: string[],
  env: Record<string, string>,
  name: string,
): Promise<Running> {
  const child = start(script, args, env)
  const log = join(output, `${name}.log`)
  mkdirSync(output, { recursive: true })
  const file = createWriteStream(log, { flags: 'a' })
  child.stdout?.pipe(file)
  child.stderr?.pipe(file)
  const exited = exitOf(child)
  await Promise.race([
    new Promise<void>((resolve) => child.once('message', () => resolve())),
    exited.then((code) => {
      throw new Error(`${script} ended with ${code} before it was ready, see ${log}`)
    }),
  ])
  return {
    process: child,
    log,
    async stop() {
      child.kill('SIGTERM')
      return exited
    },
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
  }
}

function start(script: string, args: string[], env: Record<string, string>): ChildProcess {
  const { PATH = '', HOME = '' } = process.env
  const options: SpawnOptions = {
    cwd: root,
    // Like the launcher's children; otherwise Payload makes types anew at every start
    env: { PATH, HOME, NODE_ENV: 'production', DISABLE_PAYLOAD_HMR: 'true', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  }
  return spawn(process.execPath, ['--import', 'tsx', script, ...args], options)
}

export function exitOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode)
  return new Promise((resolve) => child.once('exit', (code) => resolve(code)))
}
