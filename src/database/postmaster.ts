import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { bareEnvironment, type Account } from './account'

/** A running server, ours or one that a killed launcher left behind. */
export type Postmaster = { pid: number; port: number }

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  logging_collector: 'off',
}
const longestLog = 10_000_000

/** Starts the server in a session of its own: a Ctrl-C in the terminal is not for it. */
export function spawnPostmaster(
  account: Account,
  data: string,
  { port, connections }: { port: number; connections: number },
  log: string,
): Postmaster {
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) > longestLog) truncateSync(log)
  const output = openSync(log, 'a', 0o600)
  const flags = Object.entries({ ...settings, max_connections: connections }).flatMap(
    ([name, value]) => ['-c', `${name}=${value}`],
  )
  const program = join(account.binaries, 'bin/postgres')
  const [command = '', ...args] = [
    ...account.prefix,
    program,
    '-D',
    data,
    '-p',
    String(port),
    ...flags,
  ]
  const child = spawn(command, args, {
    stdio: ['ignore', output, output],
    detached: true,
    env: bareEnvironment,
    cwd: '/',
  })
  child.once('error', () => {})
  child.unref()
  closeSync(output)
  return { pid: child.pid ?? -1, port }
}

/** The server that already runs on this data folder, if any. */
export async function findPostmaster(data: string): Promise<Postmaster | undefined> {
  const file = join(data, 'postmaster.pid')
  const [pid, , , port] = (readOrNothing(file) ?? '').split('\n').map(Number)
  if (!pid || !isRunning(pid)) return undefined
  if (isPostgres(pid)) return { pid, port: port ?? 0 }
  // After a reboot the number may belong to something else, and PostgreSQL would refuse to start.
  await rm(file, { force: true })
  return undefined
}

export function isRunning(pid: number): boolean {
  if (pid <= 0) return false
  try {
    process.kill(pid, 0)
    return process.platform !== 'linux' || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Fast, then immediate (the next start recovers from the log), then by force. */
export async function stopPostmaster(pid: number, patience: number): Promise<void> {
  for (const [signal, within] of [
    ['SIGINT', patience],
    ['SIGQUIT', 3000],
    ['SIGKILL', 1000],
  ] as const) {
    if (!isRunning(pid)) return
    tryKill(pid, signal)
    await until(() => !isRunning(pid), within)
  }
}

/** Asks every 50 ms; false when the time is over. */
export async function until(
  isTrue: () => boolean | Promise<boolean>,
  within: number,
): Promise<boolean> {
  const end = Date.now() + within
  for (;;) {
    if (await isTrue()) return true
    if (Date.now() >= end) return false
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

function tryKill(pid: number, signal: NodeJS.Signals) {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function isPostgres(pid: number): boolean {
  if (process.platform !== 'linux') return true
  return basename(readOrNothing(`/proc/${pid}/comm`)?.trim() ?? '') === 'postgres'
}

function readOrNothing(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
