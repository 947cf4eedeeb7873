import { fork } from 'node:child_process'
import { subscribe } from 'node:diagnostics_channel'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { getPayload } from 'payload'
import { readStatuses } from '../../jobs/inbound/deps'
import { hashOf } from '../../jobs/inbound/look-at-tickets'
import { createNaumenLane } from '../../jobs/reach/naumen-lane'
import { createPullChanges } from '../../jobs/pull-changes'
import { readConfig } from '../../src/config'
import { startDatabase } from '../../src/database/server'
import { fingerprintOf } from '../../src/domain/inbound'
import { createLogger } from '../../src/log'
import { createNaumen } from '../../src/naumen/client'
import { mappingOf } from '../../src/naumen/mapping'
import { createQueue } from '../../src/queue'
import { seededState } from '../../src/sandbox/naumen/seed'
import { createControl } from '../world/control'
import { accessKey, environmentOf, token } from '../world/environment'
import { run } from '../world/processes'
import { processorTime } from './processor'

const sizes = (process.env.BENCH_POLL ?? '1000:10,10000:100')
  .split(',')
  .map((pair) => pair.split(':').map(Number) as [number, number])
const commentsEach = 3
const client = 'employee$10501'
const words = '<p>Проверил, всё работает.</p>'

type Figures = { calls: number; bytes: number; seconds: number; ours: number; desk: number }

/** One look at all open requests: calls, bytes and seconds, and whose seconds they were. */
export async function measurePoll() {
  console.log(
    'one poll of all open requests, 3 comments each; ours, desk: seconds of processor time',
  )
  const all: Figures[] = []
  for (const [open, changed] of sizes) all.push(await pollOf(open, changed))
  const [small, large] = all
  if (!small || !large) return
  const ratio = (of: (figures: Figures) => number) => (of(large) / of(small)).toFixed(1)
  const times = `${ratio((one) => one.calls)} × calls, ${ratio((one) => one.bytes)} × bytes`
  console.log(`growth of the last poll: ${times}, ${ratio((one) => one.seconds)} × seconds`)
}

async function pollOf(open: number, changed: number): Promise<Figures> {
  const dataDir = await mkdtemp(join(tmpdir(), 'blago-bench-poll-'))
  const stateFile = join(dataDir, 'naumen.json')
  const now = Math.floor(Date.now() / 1000) * 1000 - 60_000
  await writeFile(stateFile, JSON.stringify({ store: requests(open, now), knobs: {}, keys: {} }))
  const desk = fork(join(import.meta.dirname, 'naumen-desk.ts'), [stateFile, accessKey], {
    execArgv: ['--import', 'tsx'],
  })
  const [ready] = (await once(desk, 'message')) as [{ url: string; controlUrl: string }]
  const database = await startDatabase({ dataDir })
  const world = await openWorld(database.url, ready.url)
  await keepAll(world.sql, open, world.naumen.writeDate(new Date(now)))

  const show = (what: string, { calls, bytes, seconds, ours, desk: theirs }: Figures) =>
    console.log(
      `${String(open).padStart(6)} open  ${what.padEnd(22)} ${String(calls).padStart(3)} calls` +
        `  ${(bytes / 1e6).toFixed(2).padStart(6)} MB  ${seconds.toFixed(2).padStart(6)} s` +
        `  ours ${ours.toFixed(2)}  desk ${theirs.toFixed(2)}`,
    )
  const poll = () => world.measured(desk.pid ?? 0)
  await world.warm()
  show('nothing changed', await poll())
  const control = createControl(ready.controlUrl)
  for (let at = 0; at < changed; at++) {
    const path = `/tickets/serviceCall$${uuidOf(at * Math.floor(open / changed))}`
    if (at % 2) await control.post(`${path}/state`, { state: 'resolved' })
    else await control.post(`${path}/comment`, { text: words })
  }
  // The desk writes its state to a file after a change: that is not Naumen's work
  await pause(3000)
  const figures = await poll()
  show(`${changed} changed`, figures)
  const [told] = (
    await world.sql.query<{ count: number }>('SELECT count(*)::int AS count FROM ticket_events')
  ).rows
  console.log(`${' '.repeat(13)}changes told ${told?.count} of ${changed}`)
  show(`${changed} looked at again`, await poll())
  await world.stop()
  desk.disconnect()
  await database.stop()
  await rm(dataDir, { recursive: true, force: true })
  return figures
}

const uuidOf = (at: number) => 1_000_000 + at

/** As Naumen keeps them; every third comment is private. */
function requests(open: number, now: number) {
  const seeded = seededState(now)
  const dates = { creationDate: now, lastModifiedDate: now, removed: false }
  const calls = Array.from({ length: open }, (_, at) => ({
    ...{ UUID: `serviceCall$${uuidOf(at)}`, metaClass: 'serviceCall$serviceCall', ...dates },
    ...{ number: 1000 + at, title: `SD${1000 + at}`, state: 'inprogress', clientEmployee: client },
    ...{ responsibleEmployee: 'employee$10511', registrationDate: now, shortDescr: 'Принтер' },
    ...{ agreement: 'agreement$605301', service: 'slmService$605005', descriptionRTF: words },
    ...{ codeOfClosing: 'closureCode$559501', solution: 'Выполнено' },
  }))
  const comments = calls.flatMap(({ UUID: source }, at) =>
    Array.from({ length: commentsEach }, (_, nth) => ({
      ...{ UUID: `comment$${2_000_000 + at * commentsEach + nth}`, metaClass: 'comment', ...dates },
      ...{ source, text: words, private: nth === 2, author: 'employee$10511' },
    })),
  )
  return { ...seeded, things: [...seeded.things, ...calls, ...comments], lastId: 9_000_000 }
}

/** As an earlier poll has left them here. */
async function keepAll(sql: pg.Pool, open: number, modified: string) {
  const print = fingerprintOf({ modified, textHash: hashOf(words), listed: [] })
  const user = await sql.query<{ id: string }>(
    `INSERT INTO users (name, email, employee, state, telegram_id, chat_id, tickets_read_at)
     VALUES ('Иван', 'i@bench.example', $1, 'active', 1, 1, now()) RETURNING id`,
    [client],
  )
  await sql.query(
    `INSERT INTO tickets (number, user_id, topic_path, status, status_title, naumen_uuid, naumen_state,
       naumen_title, naumen_responsible, naumen_modified, naumen_pulled_at, hand_over_state)
     SELECT 'Б-' || at, $1, 'Принтер', 'inProgress', 'В работе', 'serviceCall$' || at, 'inprogress',
       'SD' || at, 'employee$10511', $2, now(), 'done'
     FROM generate_series(${uuidOf(0)}, ${uuidOf(open - 1)}) AS at`,
    [user.rows[0]?.id, modified],
  )
  await sql.query(
    `INSERT INTO messages (ticket_id, direction, text, naumen_uuid, naumen_fingerprint,
       hand_over_state, sent_at)
     SELECT t.id, 'fromEngineer', 'слова', 'comment$' || 2000000
       + (split_part(naumen_uuid, '$', 2)::int - ${uuidOf(0)}) * ${commentsEach} + nth, $1,
       'notNeeded', now()
     FROM tickets t, generate_series(0, ${commentsEach - 2}) AS nth`,
    [print],
  )
  await sql.query('ANALYZE')
}

async function openWorld(databaseUrl: string, naumenUrl: string) {
  const nowhere = 'http://127.0.0.1:9'
  const away = { telegram: nowhere, mailbox: nowhere, smtp: 'smtp://127.0.0.1:9' }
  const env = environmentOf(databaseUrl, { ...away, naumen: naumenUrl }, token)
  Object.assign(process.env, env, { NODE_ENV: 'production', DISABLE_PAYLOAD_HMR: 'true' })
  await run('src/database/prepare.ts', [], env)
  // Each size has a database, and so a Payload, of its own
  const { default: payloadConfig } = (await import(
    `../../payload.config?${databaseUrl}`
  )) as typeof import('../../payload.config')
  const payload = await getPayload({ config: payloadConfig, key: databaseUrl })
  const { workWith } = await import('../../collections/engine')
  const queue = createQueue({ connectionString: databaseUrl, role: 'worker', onError() {} })
  await queue.start()
  workWith(payload, queue)
  const sql = new pg.Pool({ connectionString: databaseUrl, max: 2 })
  sql.on('error', () => undefined)
  const traffic = countTraffic()
  let calls = 0
  const naumen = createNaumen({
    ...{ url: naumenUrl, accessKey, timeZone: 'Europe/Moscow', headers: {} },
    onCall: () => void calls++,
  })
  const config = readConfig(process.env)
  const pull = createPullChanges({
    ...{ payload, queue, naumen, lane: createNaumenLane({ payload, queue }), pollSeconds: 60 },
    log: createLogger(process.env.JOBS_LOG ?? 'error', 'bench'),
    readMapping: async () => mappingOf(null, config),
    readStatuses: () => readStatuses(payload),
    refreshCards: async () => undefined,
  })
  return {
    sql,
    naumen,
    /** Statements prepared, connections open, as in a worker that has run for a while. */
    warm: () => pull(),
    async measured(deskPid: number): Promise<Figures> {
      const before = { calls, bytes: traffic(), desk: processorTime(deskPid) }
      const cpu = process.cpuUsage()
      const started = performance.now()
      await pull()
      const seconds = (performance.now() - started) / 1000
      const { user, system } = process.cpuUsage(cpu)
      const desk = (processorTime(deskPid) - before.desk) / 1000
      const ours = (user + system) / 1e6
      return { calls: calls - before.calls, bytes: traffic() - before.bytes, seconds, ours, desk }
    },
    async stop() {
      await queue.stop()
      await payload.destroy()
      await sql.end()
    },
  }
}

/** Bytes over all sockets of HTTP, both ways. */
function countTraffic() {
  const sockets = new Set<Socket>()
  subscribe('http.client.response.finish', (message) => {
    sockets.add((message as { response: IncomingMessage }).response.socket)
  })
  return () => [...sockets].reduce((sum, one) => sum + one.bytesRead + one.bytesWritten, 0)
}

if (import.meta.filename === process.argv[1]) {
  await measurePoll()
  process.exit(0)
}
