import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startDatabase } from '../../src/database/server'
import { startSandbox } from '../../src/sandbox/main'
import { createControl } from '../world/control'
import { accessKey, environmentOf, token } from '../world/environment'
import { run, startReady } from '../world/processes'
import { until } from '../world/until'
import { startBotApi } from './bot-api'
import { startBareBot } from './bare-bot'
import { createPerson } from './person'
import { postmasterOf, processorTime } from './processor'

/** `npm run bench`: a table, never a verdict. Figures compare within one run only. */
const seconds = Number(process.env.BENCH_SECONDS ?? 5)
const listOf = (text: string) => text.split(',').map(Number)
const crowds = listOf(process.env.BENCH_PEOPLE ?? '1,20,100')
const latencies = listOf(process.env.BENCH_LATENCIES ?? '0,50')

/** `worker`, `postgres`: milliseconds of processor time an update. */
type Figures = { rate: number; p50: number; p95: number; worker: number; postgres: number }

const dataDir = await mkdtemp(join(tmpdir(), 'blago-bench-'))
let latency = 0
const api = await startBotApi(() => latency)
const bare = await startBareBot(() => latency)
const database = await startDatabase({ dataDir })
const sandbox = await startSandbox({
  dataDir,
  telegram: { port: 0, token },
  naumen: { port: 0, accessKey },
  mailbox: { port: 0, smtpPort: 0 },
})
const env = environmentOf(
  database.url,
  {
    telegram: api.url,
    naumen: sandbox.naumen.url,
    mailbox: sandbox.mailbox.url,
    smtp: sandbox.mailbox.smtpUrl,
  },
  token,
  { LOG_LEVEL: 'warn', NODE_OPTIONS: process.env.WORKER_OPTIONS ?? '' },
)
await run('src/database/prepare.ts', [], env)
const worker = await startReady('src/worker.ts', ['bot', 'jobs'], env, 'bench')
const sql = new pg.Pool({ connectionString: database.url })
await until('categories', async () => {
  const { rows } = await sql.query<{ count: string }>('SELECT count(*) FROM categories')
  return Number(rows[0]?.count) > 50
})

async function hire(count: number, first: number): Promise<number[]> {
  const ids = Array.from({ length: count }, (_, at) => first + at)
  const naumen = createControl(sandbox.naumen.controlUrl)
  const people = ids.map(async (id) => {
    const email = `${id}@bench.example`
    const employee = { title: `Рабочий ${id}`, lastName: 'Рабочий', email, login: `${id}` }
    const { uuid } = await naumen.post<{ uuid: string }>('/employees', employee)
    await sql.query(
      `INSERT INTO users (id, employee, name, first_name, email, login, role, state, telegram_id,
          chat_id, signed_in_at, checked_at, session_expires_at)
        VALUES (gen_random_uuid(), $1, 'Иван', 'Иван', $2, $3, 'employee', 'active', $4, $4,
          now(), now(), now() + interval '1 day')`,
      [uuid, email, String(id), id],
    )
    await sql.query(`INSERT INTO bot_chats (chat_id, consent_version) VALUES ($1, '1')`, [id])
  })
  await Promise.all(people)
  return ids
}

type Doing = (person: ReturnType<typeof createPerson>) => Promise<void>

/** Everybody repeats `doing` for the given time, waiting for each answer. */
async function measure(to: typeof api, ids: number[], doing: Doing): Promise<Figures> {
  const times: number[] = []
  let counting = false
  const crowd = ids.map((id) => createPerson(to, id, (ms) => void (counting && times.push(ms))))
  await Promise.all(crowd.map(doing))
  counting = true
  const end = performance.now() + seconds * 1000
  const startedAt = performance.now()
  const before = processors()
  await Promise.all(
    crowd.map(async (person) => {
      while (performance.now() < end) await doing(person)
    }),
  )
  const took = (performance.now() - startedAt) / 1000
  const after = processors()
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0
  return {
    rate: times.length / took,
    p50: at(0.5),
    p95: at(0.95),
    worker: (after.worker - before.worker) / times.length,
    postgres: (after.postgres - before.postgres) / times.length,
  }
}

const workerPid = worker.process.pid ?? 0
const postmaster = postmasterOf(dataDir)
const processors = () => ({
  worker: processorTime(workerPid),
  postgres: processorTime(postmaster),
})

const starts: Doing = async (person) => void (await person.start())

const shown = ({ rate, p50, p95, worker, postgres }: Figures) =>
  `${rate.toFixed(0).padStart(6)}/s  p50 ${p50.toFixed(0).padStart(4)} ms  p95 ${p95.toFixed(0).padStart(5)} ms  worker ${worker.toFixed(2)} ms  PostgreSQL ${postgres.toFixed(2)} ms`

console.log(
  `${cpus().length} cores, ${seconds} s a figure; the bare bot answers /start and keeps nothing`,
)
console.log('latency people  what                updates                                 of bare')
let first = 1000
for (latency of latencies)
  for (const crowd of crowds) {
    const ids = await hire(crowd, (first += 1000))
    const ceiling = await measure(bare.api, ids, starts)
    const line = (what: string, figures: Figures) =>
      console.log(
        `${String(latency).padStart(4)} ms ${String(crowd).padStart(6)}  ${what.padEnd(16)} ${shown(figures)}  ${(figures.rate / ceiling.rate).toFixed(2)}`,
      )
    line('bare /start', ceiling)
    line('/start', await measure(api, ids, starts))
    const before = await ticketsOf(ids)
    let filed = 0
    const figures = await measure(api, ids, async (person) => {
      await person.request()
      filed++
    })
    line('whole request', figures)
    const kept = (await ticketsOf(ids)) - before
    console.log(`${' '.repeat(16)}requests sent ${filed}, kept ${kept}`)
  }

async function ticketsOf(ids: number[]): Promise<number> {
  const { rows } = await sql.query<{ count: string }>(
    'SELECT count(*) FROM tickets JOIN users ON users.id = user_id WHERE telegram_id = ANY($1)',
    [ids],
  )
  return Number(rows[0]?.count)
}

console.log(`worker, proportional memory: ${await memoryOf(worker.process.pid ?? 0)} MB`)

/** PSS: shared pages counted by share. */
async function memoryOf(pid: number): Promise<string> {
  const smaps = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
  const kilobytes = Number(/^Pss:\s+(\d+)/m.exec(smaps)?.[1] ?? 0)
  return (kilobytes / 1024).toFixed(0)
}

await worker.stop()
await sql.end()
await sandbox.stop()
await database.stop()
await bare.stop()
await api.stop()
await rm(dataDir, { recursive: true, force: true })
process.exit(0)
