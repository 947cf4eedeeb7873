import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import { startSandbox } from '../../src/sandbox/main'
import { createControl } from './control'
import { accessKey, environmentOf, token } from './environment'
import { createPhone, type Phone } from './phone'
import { type Running, startReady } from './processes'
import { until } from './until'

export type World = Awaited<ReturnType<typeof startWorld>>

/** People of the sandbox, by their first names. */
export const people = {
  ivan: 100001,
  maria: 100002,
  alexey: 100003,
  olga: 100004,
  stranger: 100005,
}

export const addresses = {
  ivan: 'ivan.petrov@blago.example',
  maria: 'm.sidorova@blago.example',
  alexey: 'a.kuznetsov@blago.example',
  olga: 'o.smirnova@blago.example',
  nobody: 'nobody@blago.example',
}

/** The whole product on a database of its own, with the sandbox as the outside world. */
export async function startWorld(
  options: {
    name?: string
    env?: Record<string, string>
    withoutWorker?: boolean
    /** Another than a clone of the prepared one. */
    database?: WorldDatabase
  } = {},
) {
  const name = `${options.name ?? 'world'}-${randomBytes(4).toString('hex')}`
  const dataDir = await mkdtemp(join(tmpdir(), 'blago-world-'))
  const [database, sandbox] = await Promise.all([
    options.database ?? cloneDatabase(inject('templateUrl')),
    startSandbox({
      dataDir,
      telegram: { port: 0, token },
      naumen: { port: 0, accessKey },
      mailbox: { port: 0, smtpPort: 0 },
    }),
  ])
  const addressesOf = {
    telegram: sandbox.telegram.url,
    naumen: sandbox.naumen.url,
    mailbox: sandbox.mailbox.url,
    smtp: sandbox.mailbox.smtpUrl,
  }
  const env = environmentOf(database.url, addressesOf, token, options.env)
  const sql = new pg.Pool({ connectionString: database.url, max: 3 })
  sql.on('error', () => undefined)
  const telegram = createControl(sandbox.telegram.controlUrl)
  const workers: Running[] = []

  const world = {
    name,
    env,
    telegram,
    naumen: createControl(sandbox.naumen.controlUrl),
    mailbox: createControl(sandbox.mailbox.controlUrl),
    apiRoot: sandbox.telegram.url,
    phone: (person: number): Phone => createPhone(telegram, person),
    rows: async <T>(query: string, values: unknown[] = []) =>
      (await sql.query(query, values)).rows as T[],
    async startWorker(roles = ['bot', 'jobs'], more: Record<string, string> = {}) {
      const worker = await startReady('src/worker.ts', roles, { ...env, ...more }, name)
      workers.push(worker)
      return worker
    },
    worker: () => {
      const worker = workers.at(-1)
      if (!worker) throw new Error('No worker runs')
      return worker
    },
    /** The code of the mail that comes because of `act`. */
    async codeAfter(address: string, act: () => Promise<unknown>) {
      const codes = async () =>
        (await world.mails(address)).flatMap((mail) => /\b\d{4} \d{4}\b/.exec(mail.text) ?? [])
      const before = (await codes()).length
      await act()
      return until(`a code for ${address}`, async () => {
        const all = await codes()
        return all.length > before ? all[0] : null
      })
    },
    mails: async (address: string) =>
      (
        await world.mailbox.get<{ subject: string; text: string; html: string; date: string }[]>(
          `/mails?to=${encodeURIComponent(address)}`,
        )
      ).map((mail) => ({ ...mail, date: Date.parse(mail.date) })),
    tickets: () => world.naumen.get<NaumenTicket[]>('/tickets'),
    categoriesArePulled: () =>
      until(
        'the categories to be pulled',
        async () => {
          const [row] = await world.rows<{ count: string }>('SELECT count(*) FROM categories')
          return Number(row?.count) > 50
        },
        90_000,
      ),
    /** From «Start» to the menu. */
    async signIn(phone: Phone, address: string) {
      await phone.types('/start')
      await phone.presses('Согласен')
      await phone.sees(/рабочий e-mail/)
      await phone.types(await world.codeAfter(address, () => phone.types(address)))
      await phone.sees('Вы вошли')
    },
    async stop() {
      await Promise.all(workers.map((worker) => worker.stop()))
      await sql.end()
      await sandbox.stop()
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
  if (!options.withoutWorker) await world.startWorker()
  return world
}

export type NaumenTicket = {
  uuid: string
  number: number
  title: string
  state: string
  subject: string
  description: string
  client: { uuid: string; title: string; email: string } | null
  category: string | null
  correlation: string | null
  files: { uuid: string; title: string; size: number; sha256: string }[]
}

/** `drop` when the world is over. */
export type WorldDatabase = { url: string; drop(): Promise<unknown> }

async function cloneDatabase(templateUrl: string): Promise<WorldDatabase> {
  const template = new URL(templateUrl)
  const name = `world_${randomBytes(6).toString('hex')}`
  const maintenance = new URL(templateUrl)
  maintenance.pathname = '/postgres'
  const run = async (statement: string) => {
    const client = new pg.Client({ connectionString: maintenance.href })
    await client.connect()
    await client.query(statement).finally(() => client.end())
  }
  // Two files may clone at the same moment, which PostgreSQL refuses for a moment
  await until('the database to be cloned', async () => {
    await run(`CREATE DATABASE ${name} TEMPLATE ${template.pathname.slice(1)}`)
    return true
  })
  const url = new URL(templateUrl)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => run(`DROP DATABASE ${name} WITH (FORCE)`) }
}
