import { fork, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'

export type Program = {
  name: string
  module: string
  args: string[]
  preload: string[]
  environment: NodeJS.ProcessEnv
}

export type Child = {
  /** Resolves at the first message the program sends when it is ready. */
  ready: Promise<void>
  /** SIGTERM, and SIGKILL to what is still there after the given time. */
  stop(within: number): Promise<void>
}

const longestWait = 30_000
const healthyAfter = 60_000

/** Runs a program to its end. */
export function runOnce(program: Program): { finished: Promise<number>; kill(): void } {
  const child = spawn(program)
  const finished = new Promise<number>((resolve) =>
    child.once('close', (code) => resolve(code ?? 1)),
  )
  return { finished, kill: () => void child.kill('SIGKILL') }
}

/** Keeps a program running: begun again after 1, 2, 4 … 30 s whenever it dies by itself. */
export function keepAlive(program: Program): Child {
  let child: ChildProcess
  let deaths = 0
  let next: NodeJS.Timeout | undefined
  let isStopping = false
  let tellReady = () => {}
  const ready = new Promise<void>((resolve) => (tellReady = resolve))

  const begin = () => {
    const begun = Date.now()
    child = spawn(program)
    child.on('message', (message) => isReady(message) && tellReady())
    child.once('exit', (code, signal) => {
      if (isStopping) return
      deaths = Date.now() - begun > healthyAfter ? 1 : deaths + 1
      const wait = Math.min(1000 * 2 ** (deaths - 1), longestWait)
      console.error(
        `${program.name}: процесс завершился (${signal ?? code}), запускаю снова через ${wait / 1000} с`,
      )
      next = setTimeout(begin, wait)
    })
  }
  begin()
  return {
    ready,
    async stop(within) {
      isStopping = true
      clearTimeout(next)
      await end(child, within)
    },
  }
}

// The ipc channel that fork opens is what tells the child that we are gone. A process group of its
// own keeps the terminal's Ctrl-C from it: stopping has an order.
function spawn({ name, module, args, preload, environment }: Program): ChildProcess {
  const execArgv = preload.flatMap((file) => ['--import', file])
  const child = fork(module, args, { execArgv, env: environment, silent: true, detached: true })
  for (const [stream, sink] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const)
    if (stream)
      createInterface({ input: stream }).on('line', (line) =>
        sink.write(`${labelled(name, line)}\n`),
      )
  child.on('error', (error) => console.error(`${name}: ${error.message}`))
  return child
}

// Structured lines name their part themselves, and whoever collects them wants JSON only.
function labelled(name: string, line: string): string {
  return line.startsWith('{') ? line : `${name.padEnd(6)} │ ${line}`
}

function isReady(message: unknown): boolean {
  return (message as { type?: string } | null)?.type === 'ready'
}

async function end(child: ChildProcess, within: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGTERM')
  const timer = setTimeout(() => killGroup(child), within)
  await gone
  clearTimeout(timer)
}

// With all it has started, such as the servers of `next dev`.
function killGroup(child: ChildProcess) {
  try {
    process.kill(-(child.pid ?? 0), 'SIGKILL')
  } catch {
    child.kill('SIGKILL')
  }
}
