import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream, mkdirSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pagePort } from '../world/page-port'
import { createControl } from '../world/control'
import type { Phone } from '../world/phone'
import { exitOf } from '../world/processes'
import { until } from '../world/until'
import { processesOf, stillThere, variableOf } from './process-tree'

const root = resolve(import.meta.dirname, '../..')
export const output = join(root, 'tests/output')

// A developer's .env must never lead a test to a real bot or a real Naumen: it changes no variable
// that is set, and one set to nothing counts as missing.
const nothingOfTheDevelopers = Object.fromEntries(
  [
    'APP_ENV SANDBOX DATABASE_URL PAYLOAD_SECRET PUBLIC_URL ADMIN_EMAIL ADMIN_PASSWORD',
    'TELEGRAM_BOT_TOKEN TELEGRAM_API_ROOT TELEGRAM_MODE TELEGRAM_WEBHOOK_SECRET TELEGRAM_PROXY',
    'NAUMEN_URL NAUMEN_ACCESS_KEY NAUMEN_EVENT_SECRET NAUMEN_ATTRIBUTES SMTP_URL MAIL_FROM',
  ]
    .flatMap((names) => names.split(' '))
    .map((name) => [name, '']),
)

export const newDataDir = () => mkdtemp(join(tmpdir(), 'blago-e2e-'))
export const removeDataDir = (dataDir: string) => rm(dataDir, { recursive: true, force: true })

export type Installation = Awaited<ReturnType<typeof npmStart>>

/** What `npm start` runs, up to «Готово за …», as a process of its own. */
export async function npmStart(dataDir: string, env: Record<string, string> = {}) {
  const started = await startLauncher(dataDir, env)
  const { exited, said } = started
  const outcome = await Promise.race([
    until('the start to be over', async () => /Готово за \d+ с/.test(said()), 150_000),
    exited.then((code) => `ended with ${code}`),
  ]).catch((error: Error) => error.message)
  if (outcome !== true) {
    // Nobody else would end it
    started.process.kill('SIGTERM')
    throw new Error(`The start ${outcome}:\n${said()}`)
  }
  const printed = (label: string) =>
    new RegExp(`^ +${label} +(\\S+)$`, 'm').exec(said())?.[1] ?? `nothing after «${label}»`
  return {
    ...started,
    panel: printed('Панель управления'),
    sandbox: printed('Песочница'),
    administrator: { email: printed('Администратор'), password: printed('Пароль') },
    /** SIGTERM to the command itself; its exit code. */
    stop() {
      started.process.kill('SIGTERM')
      return exited
    },
    /** As a power cut would: everything at once, without a last word. */
    async powerCut() {
      const all = processesOf(dataDir)
      for (const { pid } of all) kill(pid)
      await exited
      await until('everything to be gone', async () => !stillThere(all).length)
    },
    control: (part: 'TELEGRAM' | 'NAUMEN' | 'MAILBOX') =>
      createControl(variableOf(processesOf(dataDir), `SANDBOX_${part}_URL`)),
    categoriesArePulled: () =>
      until('the categories to be pulled', async () => said().includes('Categories were pulled')),
    kept: (file: string) => readFile(join(dataDir, file), 'utf8'),
    variable: (name: string) => variableOf(processesOf(dataDir), name),
  }
}

/** The command and its fate; nothing is waited for. */
export async function startLauncher(dataDir: string, env: Record<string, string>) {
  const { PATH = '', HOME = '' } = process.env
  const port = env.PORT ?? (await pagePort())
  // Without a build, while one works on the pages
  const command = process.env.E2E_DEV === 'true' ? 'dev' : 'start'
  const child = spawn(process.execPath, ['src/bootstrap.mjs', command], {
    cwd: root,
    env: { ...nothingOfTheDevelopers, PATH, HOME, DATA_DIR: dataDir, PORT: port, ...env } as never,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  mkdirSync(output, { recursive: true })
  const log = createWriteStream(join(output, `${dataDir.split('/').at(-1)}.log`), { flags: 'a' })
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
    stream.pipe(log, { end: false })
  }
  return { process: child as ChildProcess, exited: exitOf(child), said: () => said, port }
}

function kill(pid: number) {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It was quicker than we are
  }
}

/** From «Start» to the menu, by script. */
export async function signIn(
  { control }: Pick<Installation, 'control'>,
  phone: Phone,
  address: string,
) {
  await phone.types('/start')
  await phone.presses('Согласен')
  await phone.sees(/рабочий e-mail/)
  await phone.types(address)
  const path = `/mails?to=${encodeURIComponent(address)}`
  const code = await until(`a code for ${address}`, async () => {
    const [mail] = await control('MAILBOX').get<{ text: string }[]>(path)
    return /\b\d{4} \d{4}\b/.exec(mail?.text ?? '')?.[0]
  })
  await phone.types(code)
  await phone.sees('Вы вошли')
}
