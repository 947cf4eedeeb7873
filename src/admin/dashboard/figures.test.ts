import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPayload } from '../../../collections/test-database'
import { createKeepDayFigures } from '../../../jobs/keep-day-figures'
import { rows } from '../../database/transaction'
import { readFigures } from './figures'
import { clock, counted, type Ticket } from './figures-by-hand'
import { periodOf } from './period'

let payload: Payload
let stop: () => Promise<void>
let users: string[]
let topics: { id: string; title: string }[]
let tickets: Ticket[]

const noon = new Date('2026-11-01T15:30:00.000Z')
const statuses = ['registered', 'accepted', 'inProgress', 'awaitingAuthor', 'resolved']
const handOvers = ['done', 'done', 'done', 'waiting', 'creating', 'created', 'failed', 'givenUp']
// Moscow has no summer time; New York turned its clocks back on 1 November 2026
const zones = ['Europe/Moscow', 'America/New_York', 'Asia/Kolkata', 'Asia/Kamchatka']

/** The same sequence every time. */
function sequence(seed: number) {
  let state = seed
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
}

function madeUp(next: () => number): Ticket[] {
  const anyOf = <T>(list: T[]) => list[Math.floor(next() * list.length)] as T
  const hours = (most: number) => next() * most * 3_600_000
  const atRandom = Array.from({ length: 900 }, () => noon.getTime() - hours(75 * 24))
  return [...atRandom, ...moments()].map((filed, place) => {
    const answered = next() < 0.7 ? filed + hours(50) - 60_000 : null
    const closed = next() < 0.6 ? filed + hours(90) : null
    const isClosed = closed !== null && closed < noon.getTime()
    return {
      number: `Т-${place}`,
      user: anyOf(users),
      origin: next() < 0.7 ? 'bot' : 'naumen',
      category: next() < 0.85 ? anyOf(topics).id : null,
      status: isClosed ? 'closed' : anyOf(statuses),
      handOver: anyOf(handOvers),
      mark: isClosed && next() < 0.5 ? 1 + Math.floor(next() * 5) : null,
      filed: iso(filed),
      answered: answered && answered < noon.getTime() ? iso(answered) : null,
      closed: isClosed ? iso(closed) : null,
    }
  })
}

/** Around every midnight of every zone, to the millisecond. */
function moments(): number[] {
  const full = [0, 30].flatMap((minute) => Array.from({ length: 24 }, (_, hour) => [hour, minute]))
  return [-1, 0, 1].flatMap((late) =>
    ['2026-10-25', '2026-10-26', '2026-10-31'].flatMap((day) =>
      full.map(([hour, minute]) => Date.parse(day) + hour! * 3_600_000 + minute! * 60_000 + late),
    ),
  )
}

const iso = (at: number) => new Date(Math.round(at)).toISOString()

const insert = (made: Ticket[]) =>
  rows(
    payload,
    sql`INSERT INTO tickets (number, user_id, origin, category_id, status, hand_over_state, mark,
        registered_at, first_answered_at, closed_at, created_at)
      SELECT number, "user", origin::enum_tickets_origin, category, status::enum_tickets_status,
        "handOver"::enum_tickets_hand_over_state, mark, filed, answered, closed, filed
      FROM jsonb_to_recordset(${JSON.stringify(made)}::jsonb) AS made (number text, "user" uuid,
        origin text, category uuid, status text, "handOver" text, mark numeric, filed timestamptz,
        answered timestamptz, closed timestamptz)`,
  )

beforeAll(async () => {
  ;({ payload, stop } = await startPayload())
  users = (
    await rows<{ id: string }>(
      payload,
      sql`INSERT INTO users (name, email, employee)
        SELECT 'Человек ' || n, n || '@zavod.example', 'employee$' || n
        FROM generate_series(1, 20) AS n RETURNING id`,
    )
  ).map(({ id }) => id)
  topics = await rows(
    payload,
    sql`INSERT INTO categories (title) SELECT 'Тема ' || n FROM generate_series(1, 14) AS n
      RETURNING id::text, title`,
  )
  tickets = madeUp(sequence(7))
  await insert(tickets)
})
afterAll(() => stop())

const asked = [
  { period: 'today' },
  { period: 'week' },
  { period: 'month' },
  { period: 'dates', from: '2026-10-25', to: '2026-10-25' },
  { period: 'dates', from: '2026-10-26', to: '2026-10-31' },
  { period: 'dates', from: '2026-11-01', to: '2026-11-01' },
  { period: 'dates', from: '2025-01-01', to: '2025-01-31' },
  { period: 'dates', from: '2025-11-02', to: '2026-11-01' },
]

const keep = (timeZone: string) => createKeepDayFigures({ payload, timeZone })()

async function expectTrue(timeZone: string) {
  for (const one of asked) {
    const period = periodOf(one, clock(timeZone)(noon).slice(0, 10))
    const read = await readFigures(payload, period, { now: noon, timeZone })
    const { answers, ...expected } = counted({ tickets, topics, noon }, one, timeZone)
    expect(read, JSON.stringify(period)).toMatchObject(expected)
    expect(read.answers.count).toBe(answers?.count)
    for (const name of ['median', 'p90'] as const)
      expect(read.answers[name] ?? -1).toBeCloseTo(answers?.[name] ?? -1, 2)
    const columns = read.columns.reduce((sum, { filed }) => sum + filed, 0)
    expect(columns).toBe(read.filed.count)
  }
}

test.each(zones)('the figures are what a person would count, in %s', async (timeZone) => {
  await expectTrue(timeZone)
  await keep(timeZone)
  await expectTrue(timeZone)
})

const moscow = 'Europe/Moscow'
const staleDays = () =>
  rows<{ day: string }>(
    payload,
    sql`SELECT DISTINCT (at AT TIME ZONE ${moscow})::date::text AS day FROM day_figures_stale`,
  )

test('a day that was counted is counted again when a request of it changes', async () => {
  await keep(moscow)
  expect(await staleDays()).toEqual([])
  const [closed, other, gone] = tickets.filter((one) => one.closed && one.mark)
  const changed = { ...closed!, closed: null, mark: null, status: 'inProgress' }
  const moved = {
    ...other!,
    ...{ filed: '2026-10-20T10:00:00.000Z', answered: '2026-10-21T10:00:00.000Z', mark: 1 },
    category: topics[0]!.id,
  }
  const added = { ...gone!, number: 'Т-найдена', filed: '2026-09-30T10:00:00.000Z' }
  const one = (ticket: Ticket) => sql`WHERE number = ${ticket.number}`
  await rows(
    payload,
    sql`UPDATE tickets SET closed_at = NULL, mark = NULL, status = 'inProgress' ${one(changed)}`,
  )
  await rows(
    payload,
    sql`UPDATE tickets SET registered_at = ${moved.filed}::timestamptz, mark = 1,
      first_answered_at = ${moved.answered}::timestamptz, category_id = ${moved.category}::uuid ${one(moved)}`,
  )
  await rows(payload, sql`DELETE FROM tickets ${one(gone!)}`)
  await insert([added])
  tickets = tickets.filter((ticket) => ![closed, other, gone].includes(ticket))
  tickets.push(changed, moved, added)
  await expectTrue(moscow)
  expect(await staleDays()).not.toEqual([])
  await keep(moscow)
  expect(await staleDays()).toEqual([])
  await expectTrue(moscow)
})

test('a request that is being filed while its day is counted is not forgotten', async () => {
  const late: Ticket = { ...tickets[0]!, number: 'Т-поздняя', filed: '2026-10-28T09:00:00.000Z' }
  const other = new Client({ connectionString: process.env.DATABASE_URL })
  await other.connect()
  await other.query('BEGIN')
  await other.query(`INSERT INTO tickets (number, user_id, origin, status, registered_at, created_at)
    SELECT '${late.number}', user_id, 'bot', 'registered', '${late.filed}', '${late.filed}'
    FROM tickets LIMIT 1`)
  await rows(payload, sql`DELETE FROM day_figures`)
  await keep(moscow)
  await other.query('COMMIT')
  await other.end()
  const bare = { answered: null, closed: null, mark: null, category: null, origin: 'bot' as const }
  tickets.push({ ...late, ...bare, status: 'registered', handOver: 'waiting' })
  await expectTrue(moscow)
  await keep(moscow)
  await expectTrue(moscow)
})

const read = () =>
  readFigures(payload, periodOf({}, '2026-11-01'), { now: noon, timeZone: 'Europe/Moscow' })

test('what is open and what waits for Naumen is counted as it stands now', async () => {
  await rows(
    payload,
    sql`INSERT INTO messages (ticket_id, direction, text, hand_over_state, sent_at)
      SELECT id, 'fromEmployee', 'Ещё вопрос', state::enum_messages_hand_over_state,
        '2026-07-01T00:00:00Z'
      FROM (SELECT id FROM tickets LIMIT 1) AS one,
        unnest(ARRAY['waiting', 'creating', 'done', 'failed', 'notNeeded', 'givenUp']) AS state`,
  )
  const { open, handOver } = await read()
  const openNow = tickets.filter(({ status }) => status !== 'closed')
  expect(Object.fromEntries(open.map(({ status, count }) => [status, count]))).toEqual(
    Object.fromEntries(
      statuses.map((name) => [name, openNow.filter(({ status }) => status === name).length]),
    ),
  )
  const inState = (...names: string[]) =>
    tickets.filter((one) => names.includes(one.handOver)).length
  expect(handOver).toEqual({
    waiting: inState('waiting', 'creating', 'created') + 2,
    failed: inState('failed') + 1,
    oldest: '2026-07-01T00:00:00.000Z',
  })
})

test('a person counts once however many days they were there, and only in those days', async () => {
  await rows(
    payload,
    sql`INSERT INTO active_days (day, user_id)
      SELECT day::date, ${users[0]}::uuid FROM unnest(ARRAY['2026-10-26', '2026-10-27']) AS day
      UNION SELECT '2026-10-25'::date, ${users[1]}::uuid
      UNION SELECT '2026-11-01'::date, ${users[2]}::uuid`,
  )
  expect((await read()).activePeople).toEqual({ count: 2, since: null })
  const earlier = periodOf({ period: 'month' }, '2026-11-01')
  const { activePeople } = await readFigures(payload, earlier, { now: noon, timeZone: 'UTC' })
  expect(activePeople).toEqual({ count: 3, since: '2026-10-25' })
})

test('only what an article has solved counts as a request spared', async () => {
  await rows(
    payload,
    sql`INSERT INTO article_events (kind, article, at)
      SELECT kind, gen_random_uuid(), at::timestamptz
      FROM unnest(ARRAY['solved', 'helped', 'view']) AS kind,
        unnest(ARRAY['2026-10-25T20:59:59.999Z', '2026-10-25T21:00:00Z', '2026-11-02T00:00:00Z']) AS at`,
  )
  expect((await read()).solvedByArticles).toBe(1)
})

test('a database without a single request has figures too', async () => {
  const nothing = periodOf({ period: 'dates', from: '2020-01-01' }, '2026-11-01')
  const figures = await readFigures(payload, nothing, { now: noon, timeZone: 'Europe/Moscow' })
  expect(figures).toMatchObject({
    filed: { count: 0, before: 0 },
    answers: { count: 0, median: null, p90: null },
    marks: [],
    topics: [],
  })
  expect(figures.columns).toHaveLength(24)
})
