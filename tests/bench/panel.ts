import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getPayload } from 'payload'
import { createKeepDayFigures } from '../../jobs/keep-day-figures'
import { startDatabase } from '../../src/database/server'
import { pagePort } from '../world/page-port'
import { until } from '../world/until'
import { fillWithMillion, sizes } from './million'

/**
 * How long the panel's pages take to answer with a million requests in the database, against the page
 * of sign-in, which reads none of them. Run by `npm run bench`, or alone by
 * `node --import tsx tests/bench/panel.ts`.
 */
const administrator = { email: 'admin@zavod.example', password: 'correct horse battery' }
const rounds = Number(process.env.BENCH_ROUNDS ?? 20)

const ticket = '00000000-0000-7000-9000-0000000f4000'
const person = '00000000-0000-7000-8000-000000000900'
const year = { from: daysAgo(364), to: daysAgo(0) }
const pages: Record<string, string> = {
  'dashboard, a year': `/admin?period=dates&from=${year.from}&to=${year.to}`,
  'dashboard, a month': '/admin?period=month',
  'dashboard, today': '/admin',
  'list of requests': '/admin/collections/tickets?limit=50',
  'requests of one status': `/admin/collections/tickets?limit=50&${where('status', 'awaitingAuthor')}`,
  'search, word form': `/admin/collections/tickets?limit=50&search=${encodeURIComponent('принтеры')}`,
  'search, conversation': `/admin/collections/tickets?limit=50&search=${encodeURIComponent('перезагрузите 777777')}`,
  'search, a word of one in 49': `/admin/collections/tickets?limit=50&search=${encodeURIComponent('картриджа')}`,
  'search, a rare word': `/admin/collections/tickets?limit=50&search=${encodeURIComponent('осциллограф')}`,
  'search, number': '/admin/collections/tickets?limit=50&search=RP1234567',
  'one request': `/admin/collections/tickets/${ticket}`,
  'list of people': '/admin/collections/users?limit=50',
  'people, search': `/admin/collections/users?limit=50&search=${encodeURIComponent('Морозов')}`,
  'one person': `/admin/collections/users/${person}`,
  'list of messages': '/admin/collections/messages?limit=50',
  'messages, a word of one in 49': `/admin/collections/messages?limit=50&search=${encodeURIComponent('картриджа')}`,
  'messages, with a common word': `/admin/collections/messages?limit=50&search=${encodeURIComponent('перезагрузите картридж')}`,
  'hand-over queue': '/admin/hand-over',
  'tree of categories': '/admin/collections/categories',
  'demand for articles': '/admin/knowledge',
  'audit log': '/admin/collections/audit-log?limit=50',
}

/** A folder kept from run to run, filled by the first of them. */
const kept = process.env.BENCH_DATA_DIR
const isFilled = kept !== undefined && existsSync(join(kept, 'database'))
const dataDir = kept ?? (await mkdtemp(join(tmpdir(), 'blago-million-')))
const database = await startDatabase({ dataDir })
const port = Number(await pagePort())
const web = spawn(process.execPath, ['src/bootstrap.mjs', 'start:web'], {
  env: { ...process.env, ...environment(database.url, port) } as never,
  stdio: process.env.BENCH_LOUD ? 'inherit' : 'ignore',
})
const origin = `http://localhost:${port}`
try {
  await until('the panel to be up', () => isUp(`${origin}/api/health`), 300_000)
  await measureAll()
} finally {
  web.kill('SIGTERM')
  await new Promise((resolve) => web.once('exit', resolve))
  await database.stop()
  if (!kept) await rm(dataDir, { recursive: true, force: true })
}
process.exit(0)

async function measureAll() {
  const startedAt = performance.now()
  if (!isFilled) await fillWithMillion(database.url)
  const took = ((performance.now() - startedAt) / 1000).toFixed(0)
  console.log(`${sizes.tickets} requests of ${sizes.users} people, made in ${took} s`)
  await keepDayFigures()
  const cookie = await signIn()
  for (const [name, path] of Object.entries(pages))
    console.log(line(name, await measure(path, cookie)))
}

/** As the worker does every few minutes. */
async function keepDayFigures() {
  const begun = performance.now()
  Object.assign(process.env, environment(database.url, port), { DISABLE_PAYLOAD_HMR: 'true' })
  const { default: config } = await import('../../payload.config')
  const payload = await getPayload({ config })
  await createKeepDayFigures({ payload, timeZone: 'Europe/Moscow' })()
  await payload.destroy()
  const took = ((performance.now() - begun) / 1000).toFixed(0)
  console.log(`three years of days counted for the overview in ${took} s`)
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
}

function where(field: string, value: string) {
  return `where%5Bor%5D%5B0%5D%5Band%5D%5B0%5D%5B${field}%5D%5Bequals%5D=${value}`
}

async function signIn(): Promise<string> {
  const response = await fetch(`${origin}/api/admins/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify(administrator),
  })
  if (!response.ok) throw new Error(`The sign-in answered ${response.status}`)
  return response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
}

/**
 * The page and the one of sign-in by turns, so that both are met by whatever else keeps the machine
 * busy; the first two rounds warm up and don't count.
 */
async function measure(path: string, cookie: string) {
  const [page, bare]: [number[], number[]] = [[], []]
  for (let round = -2; round < rounds; round++) {
    const took = await timeOf(path, cookie)
    const ofSignIn = await timeOf('/admin/login', '')
    if (round < 0) continue
    page.push(took)
    bare.push(ofSignIn)
  }
  return { p50: at(page, 0.5), p95: at(page, 0.95), bare: at(bare, 0.5) }
}

/** Until the whole of it is read. */
async function timeOf(path: string, cookie: string): Promise<number> {
  const begun = performance.now()
  const headers = { cookie, 'sec-fetch-site': 'same-origin' }
  const response = await fetch(origin + path, { headers, redirect: 'manual' })
  const page = await response.text()
  // Whoever is not signed in gets a page too, and a quick one
  if (response.status !== 200 || page.includes('own-links') !== !!cookie)
    throw new Error(`${path} answered ${response.status} with another page`)
  return performance.now() - begun
}

function at(times: number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) * share)] ?? 0
}

function line(name: string, { p50, p95, bare }: Awaited<ReturnType<typeof measure>>) {
  const ms = (value: number) => `${value.toFixed(0).padStart(5)} ms`
  const than = `sign-in ${ms(bare)}  of it ${(p50 / bare).toFixed(1)}`
  return `${name.padEnd(30)} p50 ${ms(p50)}  p95 ${ms(p95)}  ${than}`
}

async function isUp(url: string) {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  )
}

/** The web process alone: no worker asks an outside world that is not there. */
function environment(databaseUrl: string, webPort: number) {
  const nowhere = 'http://127.0.0.1:9'
  return {
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    PORT: String(webPort),
    PUBLIC_URL: `http://localhost:${webPort}`,
    PAYLOAD_SECRET: 'a secret of benchmarks, long enough for it',
    ADMIN_EMAIL: administrator.email,
    ADMIN_PASSWORD: administrator.password,
    TELEGRAM_BOT_TOKEN: '1234567:a-token-nobody-asks-about-here',
    TELEGRAM_API_ROOT: nowhere,
    NAUMEN_URL: nowhere,
    NAUMEN_ACCESS_KEY: 'none',
    SMTP_URL: 'smtp://127.0.0.1:9',
    MAIL_FROM: 'support@zavod.example',
    LOG_LEVEL: 'warn',
  }
}
