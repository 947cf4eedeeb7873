import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from '@payloadcms/db-postgres'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { v7 as uuidV7 } from 'uuid'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { type Database, startDatabase } from './database/server'
import { createQueue, type JobName, type Queue } from './queue'

let dataDir: string
let database: Database
let queue: Queue
let pool: pg.Pool
const errors: Error[] = []

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'blago-queue-'))
  database = await startDatabase({ dataDir })
  pool = new pg.Pool({ connectionString: database.url, max: 4 })
  // The database stops while the pool's last connections are still closing
  pool.on('error', () => undefined)
  const options = { connectionString: database.url, onError: (error: Error) => errors.push(error) }
  queue = createQueue({ ...options, role: 'worker' })
  await queue.start()
})

afterAll(async () => {
  await queue?.stop()
  await pool?.end()
  await database?.stop()
  await rm(dataDir, { recursive: true, force: true })
  expect(errors).toEqual([])
})

const db = () => drizzle({ client: pool })
const stateOf = async (id: string) =>
  (await pool.query<{ state: string }>('SELECT state FROM pgboss.job WHERE id = $1', [id])).rows
const fetchOne = async (name: JobName) => (await queue.boss.fetch(name))[0]
const empty = (name: JobName) => queue.boss.deleteAllJobs(name)

test('a job sent in a transaction that was rolled back does not exist', async () => {
  const id = uuidV7()
  const broken = db().transaction(async (tx) => {
    expect(await queue.send(tx, 'draw-receipt', { ticket: '1' }, { key: 'k', id })).toBe(true)
    throw new Error('rolled back')
  })
  await expect(broken).rejects.toThrow('rolled back')
  expect(await stateOf(id)).toEqual([])
})

test('a job is there for others only when its transaction is', async () => {
  const id = uuidV7()
  await db().transaction(async (tx) => {
    await queue.send(tx, 'draw-receipt', { ticket: '1' }, { key: 'k', id })
    expect(await stateOf(id)).toEqual([])
  })
  expect(await stateOf(id)).toEqual([{ state: 'created' }])
  await empty('draw-receipt')
})

test('the same id again is dropped, be the first one waiting, at work or done', async () => {
  const id = uuidV7()
  const job = { id, singletonKey: 'ticket', data: { ticket: 't', attempt: 0 } }
  const again = async () => {
    await queue.boss.insert('hand-over-ticket', [job])
    await queue.boss.insert('hand-over-ticket', [job])
    expect(
      await queue.send(
        null,
        'hand-over-ticket',
        { ticket: 't', attempt: 0 },
        { key: 'ticket', id },
      ),
    ).toBe(false)
    return stateOf(id)
  }
  await queue.boss.insert('hand-over-ticket', [job])
  expect(await again()).toEqual([{ state: 'created' }])
  expect((await fetchOne('hand-over-ticket'))?.id).toBe(id)
  expect(await again()).toEqual([{ state: 'active' }])
  await queue.boss.complete('hand-over-ticket', id)
  expect(await again()).toEqual([{ state: 'completed' }])
  await empty('hand-over-ticket')
})

test('the new ones of a batch come in though others of it are known', async () => {
  const job = () => ({ id: uuidV7(), singletonKey: 'ticket', data: { ticket: 't', attempt: 0 } })
  const [known, fresh] = [job(), job()]
  await queue.boss.insert('hand-over-ticket', [known])
  await queue.boss.insert('hand-over-ticket', [known, fresh])
  expect(await stateOf(fresh.id)).toEqual([{ state: 'created' }])
  await empty('hand-over-ticket')
})

test('a job completed in a transaction is done with it, and only once', async () => {
  const id = uuidV7()
  await queue.send(null, 'hand-over-ticket', { ticket: 't', attempt: 0 }, { key: 'ticket', id })
  await fetchOne('hand-over-ticket')
  const broken = db().transaction(async (tx) => {
    expect(await queue.complete(tx, 'hand-over-ticket', id)).toBe(true)
    throw new Error('rolled back')
  })
  await expect(broken).rejects.toThrow()
  expect(await stateOf(id)).toEqual([{ state: 'active' }])
  await db().transaction(async (tx) =>
    expect(await queue.complete(tx, 'hand-over-ticket', id)).toBe(true),
  )
  expect(await stateOf(id)).toEqual([{ state: 'completed' }])
  await db().transaction(async (tx) =>
    expect(await queue.complete(tx, 'hand-over-ticket', id)).toBe(false),
  )
  await empty('hand-over-ticket')
})

test('of two workers that hold one job, the second to finish learns that it is done', async () => {
  const id = uuidV7()
  await queue.send(null, 'hand-over-ticket', { ticket: 't', attempt: 0 }, { key: 'ticket', id })
  await fetchOne('hand-over-ticket')
  const answers: boolean[] = []
  const work = () =>
    db().transaction(
      async (tx) => void answers.push(await queue.complete(tx, 'hand-over-ticket', id)),
    )
  await Promise.all([work(), work(), work()])
  expect(answers.toSorted()).toEqual([false, false, true])
  await empty('hand-over-ticket')
})

test('a job that was taken away from a worker can not be completed by it', async () => {
  const id = uuidV7()
  await queue.send(null, 'hand-over-ticket', { ticket: 't', attempt: 0 }, { key: 'ticket', id })
  await fetchOne('hand-over-ticket')
  await queue.boss.fail('hand-over-ticket', id)
  await db().transaction(async (tx) =>
    expect(await queue.complete(tx, 'hand-over-ticket', id)).toBe(false),
  )
  expect(await stateOf(id)).toEqual([{ state: 'retry' }])
  await empty('hand-over-ticket')
})

test('a worker that says «completed» of a job completed long ago causes no trouble', async () => {
  const ids = [uuidV7(), uuidV7(), uuidV7()]
  const seen: string[] = []
  await queue.boss.insert(
    'hand-over-ticket',
    ids.map((id) => ({ id, singletonKey: id, data: { ticket: 't', attempt: 0 } })),
  )
  const options = { batchSize: 3, perJobResults: true, pollingIntervalSeconds: 0.5 } as const
  await queue.boss.work('hand-over-ticket', options, async (jobs) => {
    for (const { id } of jobs) {
      await db().transaction((tx) => queue.complete(tx, 'hand-over-ticket', id))
      seen.push(id)
    }
    return jobs.map(({ id }) => ({ id, status: 'completed' as const }))
  })
  await vi.waitFor(() => expect(seen).toHaveLength(3), 10_000)
  await queue.boss.offWork('hand-over-ticket')
  for (const id of ids) expect(await stateOf(id)).toEqual([{ state: 'completed' }])
  expect(errors).toEqual([])
  await empty('hand-over-ticket')
})

test('what was sent in one transaction for one key is worked in that order, one at a time', async () => {
  const sent = Array.from({ length: 12 }, (_, at) => `ticket ${at}`)
  await db().transaction(async (tx) => {
    for (const ticket of sent) await queue.send(tx, 'draw-receipt', { ticket }, { key: 'chat' })
  })
  const seen: string[] = []
  let atOnce = 0
  await queue.work('draw-receipt', 4, async ({ ticket }) => {
    expect(++atOnce).toBe(1)
    seen.push(ticket)
    await db().execute(sql`SELECT 1`)
    atOnce--
  })
  onTestFinished(() => queue.boss.offWork('draw-receipt'))
  await vi.waitFor(() => expect(seen).toHaveLength(12), 15_000)
  expect(seen).toEqual(sent)
})

test('of the timetable’s jobs one waits and one runs, however often they are asked for', async () => {
  const ask = () => queue.send(null, 'pull-categories', {}, { key: 'pull-categories' })
  expect(await Promise.all([ask(), ask(), ask()])).toSatisfy(
    (answers: boolean[]) => answers.filter(Boolean).length === 1,
  )
  const running = await fetchOne('pull-categories')
  expect(running).toBeDefined()
  expect(await ask()).toBe(true)
  expect(await ask()).toBe(false)
  await empty('pull-categories')
})

test('each person has one check waiting', async () => {
  const ask = (user: string) => queue.send(null, 'recheck-users', { user }, { key: user })
  expect(await ask('a')).toBe(true)
  expect(await ask('b')).toBe(true)
  expect(await ask('a')).toBe(false)
  await empty('recheck-users')
})

test('a process that only sends starts on what is there and sends', async () => {
  const onError = (error: Error) => errors.push(error)
  const sender = createQueue({ connectionString: database.url, role: 'sender', onError })
  await sender.start()
  const id = uuidV7()
  expect(await sender.send(null, 'notify', { chat: 1, text: 'menu' }, { key: '1', id })).toBe(true)
  await sender.stop()
  expect(await stateOf(id)).toEqual([{ state: 'created' }])
})

test('a queue made by an earlier version takes over the figures of this one', async () => {
  const limit = async () =>
    (await pool.query(`SELECT retry_limit AS n FROM pgboss.queue WHERE name = 'notify'`)).rows
  await queue.boss.updateQueue('notify', { retryLimit: 3 })
  const onError = (error: Error) => errors.push(error)
  const later = createQueue({ connectionString: database.url, role: 'worker', onError })
  await later.start()
  await later.stop()
  expect(await limit()).toEqual([{ n: 200 }])
})

test('a job whose last try failed is set aside with its reason and holds nobody back', async () => {
  const [id, next] = [uuidV7(), uuidV7()]
  const notice = { chat: 1, text: 'apology' }
  await queue.send(null, 'notify', notice, { key: '1', id })
  await queue.send(null, 'notify', notice, { key: '1', id: next })
  await pool.query('UPDATE pgboss.job SET retry_count = 200 WHERE id = $1', [id])
  await queue.work('notify', 1, async (_data, job) => {
    if (job.id === id) throw new Error('Telegram says no')
  })
  onTestFinished(() => queue.boss.offWork('notify'))
  await vi.waitFor(
    async () => expect(await stateOf(next)).toEqual([{ state: 'completed' }]),
    10_000,
  )
  const { rows } = await pool.query<{ data: object }>(
    `SELECT data FROM pgboss.job WHERE name = 'dead-letters'`,
  )
  expect(rows).toEqual([{ data: { job: 'notify', data: notice, reason: 'Telegram says no' } }])
})
