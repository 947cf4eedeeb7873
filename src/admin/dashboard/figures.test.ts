import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPayload } from '../../../collections/test-database'
import { rows } from '../../database/transaction'
import { type Figures, readFigures } from './figures'
import { columnsOf, periodOf, shifted } from './period'

let payload: Payload
let stop: () => Promise<void>
let users: string[]
let topics: { id: string; title: string }[]
let tickets: Ticket[]

type Ticket = {
  number: string
  user: string
  origin: 'bot' | 'naumen'
  category: string | null
  status: string
  handOver: string
  mark: number | null
  filed: string
  answered: string | null
  closed: string | null
}

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
  await rows(
    payload,
    sql`INSERT INTO tickets (number, user_id, origin, category_id, status, hand_over_state, mark,
        registered_at, first_answered_at, closed_at, created_at)
      SELECT number, "user", origin::enum_tickets_origin, category, status::enum_tickets_status,
        "handOver"::enum_tickets_hand_over_state, mark, filed, answered, closed, filed
      FROM jsonb_to_recordset(${JSON.stringify(tickets)}::jsonb) AS made (number text, "user" uuid,
        origin text, category uuid, status text, "handOver" text, mark numeric, filed timestamptz,
        answered timestamptz, closed timestamptz)`,
  )
})
afterAll(() => stop())

const clock = (timeZone: string) => {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    ...{ dateStyle: 'short', timeStyle: 'medium' },
  })
  return (at: string | Date) => format.format(new Date(at))
}

/** What a person with the whole table, a calendar and a pencil would find. */
function counted(asked: Parameters<typeof periodOf>[0], timeZone: string): Partial<Figures> {
  const wall = clock(timeZone)
  const period = periodOf(asked, wall(noon).slice(0, 10))
  const isIn = (at: string | null, from = period.from, to = period.to) =>
    at !== null &&
    new Date(at) < noon &&
    wall(at).slice(0, 10) >= from &&
    wall(at).slice(0, 10) <= to
  const filed = tickets.filter((ticket) => isIn(ticket.filed))
  const closed = tickets.filter((ticket) => isIn(ticket.closed))
  const runs = period.to === wall(noon).slice(0, 10)
  const earlierEnd = `${shifted(period.to, -period.days)} ${runs ? wall(noon).slice(11) : '24'}`
  const before = tickets.filter(
    (ticket) =>
      wall(ticket.filed).slice(0, 10) >= shifted(period.from, -period.days) &&
      wall(ticket.filed) < earlierEnd,
  )
  const columnOf = (at: string) =>
    period.days === 1 ? `${wall(at).slice(11, 13)}:00` : wall(at).slice(0, 10)
  const waits = tickets.filter(({ answered }) => isIn(answered)).map(secondsToAnswer)
  return {
    filed: {
      count: filed.length,
      throughBot: filed.filter(({ origin }) => origin === 'bot').length,
      before: before.length,
    },
    closed: closed.length,
    columns: columnsOf(period).map((at) => ({
      at,
      filed: filed.filter((ticket) => columnOf(ticket.filed) === at).length,
      closed: closed.filter((ticket) => columnOf(ticket.closed!) === at).length,
    })),
    marks: [1, 2, 3, 4, 5]
      .map((mark) => ({ mark, count: closed.filter((one) => one.mark === mark).length }))
      .filter(({ count }) => count),
    answers: { count: waits.length, median: quantile(waits, 0.5), p90: quantile(waits, 0.9) },
    topics: tenMost(filed),
  }
}

const secondsToAnswer = ({ answered, filed }: Ticket) =>
  Math.max(0, (Date.parse(answered!) - Date.parse(filed)) / 1000)

function quantile(values: number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const place = (sorted.length - 1) * share
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]]
  return low === undefined || high === undefined ? null : low + (high - low) * (place % 1)
}

function tenMost(filed: Ticket[]) {
  const counts = new Map<string | null, number>()
  for (const { category } of filed) counts.set(category, (counts.get(category) ?? 0) + 1)
  return [...counts]
    .toSorted(([a, many], [b, more]) => more - many || ((a ?? 'z') < (b ?? 'z') ? -1 : 1))
    .slice(0, 10)
    .map(([id, count]) => ({ title: topics.find((one) => one.id === id)?.title ?? null, count }))
}

const asked = [
  { period: 'today' },
  { period: 'week' },
  { period: 'month' },
  { period: 'dates', from: '2026-10-25', to: '2026-10-25' },
  { period: 'dates', from: '2026-10-26', to: '2026-10-31' },
  { period: 'dates', from: '2026-11-01', to: '2026-11-01' },
  { period: 'dates', from: '2025-01-01', to: '2025-01-31' },
]

test.each(zones)('the figures are what a person would count, in %s', async (timeZone) => {
  for (const one of asked) {
    const period = periodOf(one, clock(timeZone)(noon).slice(0, 10))
    const read = await readFigures(payload, period, { now: noon, timeZone })
    const { answers, ...expected } = counted(one, timeZone)
    expect(read, JSON.stringify(period)).toMatchObject(expected)
    expect(read.answers.count).toBe(answers?.count)
    for (const name of ['median', 'p90'] as const)
      expect(read.answers[name] ?? -1).toBeCloseTo(answers?.[name] ?? -1, 2)
    const columns = read.columns.reduce((sum, { filed }) => sum + filed, 0)
    expect(columns).toBe(read.filed.count)
  }
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
