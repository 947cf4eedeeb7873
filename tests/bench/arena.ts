import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startDatabase } from '../../src/database/server'
import { startSandbox } from '../../src/sandbox/main'
import { createControl } from '../world/control'
import { accessKey, environmentOf, token } from '../world/environment'
import { run, startReady } from '../world/processes'
import { until } from '../world/until'
import { startBotApi } from './bot-api'
import { postmasterOf, processorTime } from './processor'

export type Arena = Awaited<ReturnType<typeof startArena>>

/** A real worker with PostgreSQL and the sandbox's Naumen behind it, and a lean Bot API before it. */
export async function startArena(latency: () => number, more: Record<string, string> = {}) {
  const dataDir = await mkdtemp(join(tmpdir(), 'blago-bench-'))
  const api = await startBotApi(latency)
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
    { LOG_LEVEL: 'warn', NODE_OPTIONS: process.env.WORKER_OPTIONS ?? '', ...more },
  )
  await run('src/database/prepare.ts', [], env)
  const worker = await startReady('src/worker.ts', ['bot', 'jobs'], env, 'bench')
  const sql = new pg.Pool({ connectionString: database.url })
  sql.on('error', () => undefined)
  await until('categories', async () => {
    const { rows } = await sql.query<{ count: string }>('SELECT count(*) FROM categories')
    return Number(rows[0]?.count) > 50
  })
  const workerPid = worker.process.pid ?? 0
  const postmaster = postmasterOf(dataDir)

  /** Signed-in people who never have to prove anything. @returns their ids */
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

  return {
    api,
    env,
    hire,
    naumen: createControl(sandbox.naumen.controlUrl),
    rows: async <T>(query: string, values: unknown[] = []) =>
      (await sql.query(query, values)).rows as T[],
    async ticketsOf(ids: number[]): Promise<number> {
      const { rows } = await sql.query<{ count: string }>(
        'SELECT count(*) FROM tickets JOIN users ON users.id = user_id WHERE telegram_id = ANY($1)',
        [ids],
      )
      return Number(rows[0]?.count)
    },
    /** Milliseconds of processor so far. */
    processors: () => ({
      worker: processorTime(workerPid),
      postgres: processorTime(postmaster),
    }),
    async stop() {
      await worker.stop()
      await sql.end()
      await sandbox.stop()
      await database.stop()
      await api.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
