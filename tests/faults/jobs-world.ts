import { randomBytes, randomUUID } from 'node:crypto'
import pg from 'pg'
import { getPayload } from 'payload'
import { inject } from 'vitest'
import { createNaumenLane } from '../../jobs/reach/naumen-lane'
import type { HandOverDeps } from '../../jobs/hand-over/claim'
import { createHandOver } from '../../jobs/hand-over-ticket'
import { readConfig } from '../../src/config'
import { createLogger } from '../../src/log'
import { createNaumen } from '../../src/naumen/client'
import { mappingOf } from '../../src/naumen/mapping'
import { createQueue } from '../../src/queue'
import { startNaumenSandbox } from '../../src/sandbox/naumen/server'
import { TelegramRefused } from '../../src/telegram/errors'
import { createControl } from '../world/control'
import { accessKey, environmentOf, token } from '../world/environment'
import { until } from '../world/until'

export type JobsWorld = Awaited<ReturnType<typeof startJobsWorld>>
export type NaumenTicket = {
  uuid: string
  title: string
  subject: string
  description: string
  correlation: string | null
  files: { title: string; size: number; sha256: string }[]
}
type Options = { settleSeconds?: number }

const nowhere = 'http://127.0.0.1:9'
const alertEmail = 'operator@blago.example'

/** The jobs in this process, on a database of their own, against the sandbox Naumen. */
export async function startJobsWorld({ settleSeconds = 1 }: Options = {}) {
  const database = await cloneDatabase(inject('templateUrl'))
  const desk = await startNaumenSandbox({ port: 0, accessKey })
  const elsewhere = { telegram: nowhere, mailbox: nowhere, smtp: 'smtp://127.0.0.1:9' }
  const env = environmentOf(database.url, { ...elsewhere, naumen: desk.url }, token)
  Object.assign(process.env, env)
  const { default: payloadConfig } = await import('../../payload.config')
  const { workWith } = await import('../../collections/engine')
  const payload = await getPayload({ config: payloadConfig })
  const config = readConfig(process.env)
  const log = createLogger(process.env.JOBS_LOG ?? 'silent', 'test')
  const queue = createQueue({
    connectionString: database.url,
    role: 'worker',
    onError: () => undefined,
    onFailure: (job, error) => log.warn({ job, err: error }, 'A job failed'),
  })
  await queue.start()
  workWith(payload, queue)
  const sql = new pg.Pool({ connectionString: database.url, max: 4 })
  sql.on('error', () => undefined)
  sql.on('error', () => undefined)
  const rows = async <T>(query: string, values: unknown[] = []) =>
    (await sql.query(query, values)).rows as T[]
  const bytes = new Map<string, Buffer>()

  const deps: HandOverDeps = {
    payload,
    queue,
    alertEmail,
    naumen: createNaumen({
      url: desk.url,
      accessKey,
      timeZone: 'Europe/Moscow',
      headers: {},
      timeoutMs: 1000,
    }),
    lane: createNaumenLane({ payload, queue, alertEmail }),
    log,
    settleSeconds,
    recheckMinutes: 15,
    readMapping: async () => mappingOf(null, config),
    fetchFile: async (id) => {
      const found = bytes.get(id)
      if (found) return found
      throw new TelegramRefused('getFile', 400, 'file is gone')
    },
  }
  const naumen = createControl(desk.controlUrl)

  const world = {
    /** For processes beside this one. */
    env,
    deps,
    rows,
    naumen,
    deskUrl: desk.url,
    key: accessKey,
    tickets: () => naumen.get<NaumenTicket[]>('/tickets'),
    /** How many calls of an operation Naumen has had. */
    calls: async (operation: string) =>
      (await naumen.get<{ method: string }[]>('/calls')).filter((call) =>
        JSON.stringify(call).includes(operation),
      ).length,
    queued: (name: string) =>
      rows<{ data: Record<string, unknown> }>(
        'SELECT data FROM pgboss.job WHERE name = $1 ORDER BY created_on, id',
        [name],
      ),
    /** A user bound to a chat; Naumen's Ivan unless said otherwise. */
    async user(employee = 'employee$10501', more: { checkedAt?: Date } = {}) {
      const chat = 100_000 + (randomBytes(3).readUIntBE(0, 3) % 900_000)
      const [row] = await rows<{ id: string }>(
        `INSERT INTO users (name, first_name, email, employee, state, telegram_id, chat_id, checked_at)
         VALUES ('Иван', 'Иван', $1, $2, 'active', $3, $3, $4)
         ON CONFLICT (employee) DO UPDATE SET state = 'active', telegram_id = $3, chat_id = $3,
           checked_at = $4, dismissed_at = NULL
         RETURNING id`,
        [`${randomUUID()}@blago.example`, employee, chat, more.checkedAt ?? new Date()],
      )
      await rows(
        `INSERT INTO bot_chats (chat_id, dialog, saved_draft) VALUES ($1, '{"name":"x"}', '{}')`,
        [chat],
      )
      return { id: row?.id ?? '', chat }
    },
    /** A ticket in the queue to Naumen, as the bot leaves it. */
    async files(user: { id: string; chat: number }, files: { name: string; bytes: Buffer }[] = []) {
      const attachments = files.map(({ name, bytes: content }) => {
        const remoteId = randomUUID()
        bytes.set(remoteId, content)
        const kind = 'document'
        const known = { name, mime: 'application/octet-stream', size: content.length }
        return { kind, remoteId, uniqueId: remoteId, ...known, state: 'waiting' }
      })
      const [row] = await rows<{ id: string }>(
        `INSERT INTO tickets (number, user_id, topic_path, text, attachments, receipt_chat)
         VALUES ('Б-' || nextval('ticket_numbers'), $1, 'Техника → Печать → Не печатает', 'Жуёт бумагу',
           $2, $3) RETURNING id`,
        [user.id, JSON.stringify(attachments), user.chat],
      )
      const id = row?.id ?? ''
      await queue.send(null, 'hand-over-ticket', { ticket: id, attempt: 0 }, { key: id })
      return id
    },
    /** Works the queue to Naumen. */
    work: (parallel = 4) => queue.work('hand-over-ticket', parallel, createHandOver(deps)),
    async ticket(id: string) {
      const [row] = await rows<TicketRow>('SELECT * FROM tickets WHERE id = $1', [id])
      if (!row) throw new Error('no such ticket')
      return row
    },
    /** Lets the clock of the queue run: what waits for later runs now. */
    hurry: () =>
      rows(`UPDATE pgboss.job SET start_after = now()
            WHERE name = 'hand-over-ticket' AND state < 'active' AND start_after > now()`),
    /** A try put off by a minute, as after three failures, is made at once: a slow machine has them. */
    settled: (id: string, state: 'done' | 'failed' = 'done') =>
      until(
        `the ticket to be ${state}`,
        async () => {
          await rows(`UPDATE pgboss.job SET start_after = now() WHERE name = 'hand-over-ticket'
            AND state = 'created' AND start_after > now() + interval '10 seconds'`)
          const ticket = await world.ticket(id)
          return ticket.hand_over_state === state && ticket
        },
        40_000,
      ),
    async stop() {
      await queue.stop()
      await payload.destroy()
      await sql.end()
      await desk.stop()
      await database.drop()
    },
  }
  return world
}

export type TicketRow = {
  id: string
  number: string
  hand_over_state: string
  hand_over_error: string | null
  hand_over_attempts: string
  hand_over_next_attempt_at: Date | null
  naumen_uuid: string | null
  naumen_title: string | null
  attachments: { state: string; reason?: string; sha256?: string; sendingAt?: string }[]
}

async function cloneDatabase(templateUrl: string) {
  const name = `jobs_${randomBytes(6).toString('hex')}`
  const at = (path: string) => {
    const url = new URL(templateUrl)
    url.pathname = path
    return url.href
  }
  const run = async (statement: string) => {
    const client = new pg.Client({ connectionString: at('/postgres') })
    await client.connect()
    await client.query(statement).finally(() => client.end())
  }
  // Two files may clone at the same moment, which PostgreSQL refuses for a moment
  await until('the database to be cloned', async () => {
    await run(`CREATE DATABASE ${name} TEMPLATE ${new URL(templateUrl).pathname.slice(1)}`)
    return true
  })
  return { url: at(`/${name}`), drop: () => run(`DROP DATABASE ${name} WITH (FORCE)`) }
}
