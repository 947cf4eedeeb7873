import { setTimeout as pause } from 'node:timers/promises'
import { pagePort } from '../world/page-port'
import { startWeb } from '../faults/kept-web'
import { until } from '../world/until'
import { type Arena, startArena } from './arena'
import { createPerson } from './person'

const pollSeconds = 10
const watchers = 10
const requestsEach = 2
const crowd = 20
/** Milliseconds in which each of the crowd files one request: seven updates. */
const requestEvery = 20_000
const rounds = Number(process.env.BENCH_ROUNDS ?? 4)
const eventSecret = 'an-event-secret-that-only-the-bench-knows'

type Told = { id: string; number: string; serviceCall: string; chat: number }
type Kind = 'status' | 'comment'
type Latencies = Record<Kind, number[]>
/** What an engineer did, when, and how it looks on the phone. */
type Change = { done: number; shows: RegExp }

/** From what an engineer does to what stands on the phone, by the clock of one machine. */
export async function measureLatency() {
  const port = await pagePort()
  const origin = `http://127.0.0.1:${port}`
  const arena = await startArena(() => 0, {
    PORT: port,
    PUBLIC_URL: origin,
    NAUMEN_EVENT_SECRET: eventSecret,
    NAUMEN_POLL_SECONDS: String(pollSeconds),
  })
  const web = await startWeb({ env: arena.env, name: 'bench' })
  if (!web) throw new Error('The web process does not start: is there a build?')
  const tickets = await fileRequests(arena)
  const people = await arena.hire(crowd, 60_000)
  const hook = { url: `${origin}/api/naumen/events`, secret: eventSecret }
  console.log(
    `from the desk to the phone: ${tickets.length * rounds} changes, the poll every ${pollSeconds} s`,
  )
  for (const [way, knobs] of Object.entries({ push: { hook }, poll: { hook: null } })) {
    await arena.naumen.post('/knobs', knobs)
    const idle = await measured(arena, tickets)
    report(`${way}, nobody else`, idle)
    const { filed, latencies } = await whileFiling(arena, people, () => measured(arena, tickets))
    report(`${way}, ${crowd} people filed ${filed}`, latencies, idle)
  }
  await web.stop()
  await arena.stop()
}

async function fileRequests({ api, hire, rows }: Arena): Promise<Told[]> {
  const ids = await hire(watchers, 50_000)
  await Promise.all(
    ids.map(async (id) => {
      const person = createPerson(api, id, () => undefined)
      for (let at = 0; at < requestsEach; at++) await person.request()
    }),
  )
  return until(
    'the requests to be in Naumen',
    async () => {
      const tickets = await rows<Told>(
        `SELECT tickets.id, number, naumen_uuid AS "serviceCall", telegram_id::float8 AS chat
          FROM tickets JOIN users ON users.id = user_id
          WHERE telegram_id = ANY($1) AND naumen_uuid IS NOT NULL`,
        [ids],
      )
      return tickets.length === ids.length * requestsEach && tickets
    },
    60_000,
  )
}

async function whileFiling({ api }: Arena, ids: number[], act: () => Promise<Latencies>) {
  let filed = 0
  const over = new AbortController()
  const filing = ids.map(async (id, at) => {
    const person = createPerson(api, id, () => undefined)
    await pause((at * requestEvery) / ids.length)
    while (!over.signal.aborted) {
      const rest = pause(requestEvery, undefined, { signal: over.signal }).catch(() => undefined)
      await person.request()
      filed++
      await rest
    }
  })
  const latencies = await act()
  over.abort()
  await Promise.all(filing)
  return { filed, latencies }
}

/** Each request is changed again once its last change was seen, at any moment between two polls. */
async function measured(arena: Arena, tickets: Told[]): Promise<Latencies> {
  const phones = watch(arena, tickets)
  const latencies: Latencies = { status: [], comment: [] }
  const follow = async (ticket: Told, place: number) => {
    for (let round = 0; round < rounds; round++) {
      await pause(Math.random() * pollSeconds * 1000)
      const kind = (place + round) % 2 ? 'comment' : 'status'
      const change = await (kind === 'comment' ? comment : move)(arena, ticket)
      latencies[kind].push((await phones(ticket, change)) - change.done)
    }
  }
  await Promise.all(tickets.map(follow))
  return latencies
}

let said = 0

async function comment({ naumen }: Arena, { serviceCall }: Told): Promise<Change> {
  const text = `Ответ номер ${++said}.`
  const path = `/tickets/${serviceCall}/comment`
  const { creationDate } = await naumen.post<{ creationDate: string }>(path, { text })
  return { done: Date.parse(creationDate), shows: new RegExp(text) }
}

async function move({ naumen }: Arena, { serviceCall }: Told): Promise<Change> {
  const { state: before } = await naumen.get<{ state: string }>(`/tickets/${serviceCall}`)
  const state = before === 'waitClientAnswer' ? 'inprogress' : 'waitClientAnswer'
  const moved = await naumen.post<{ lastModifiedDate: string }>(`/tickets/${serviceCall}/state`, {
    state,
  })
  const shows = state === 'inprogress' ? /работ/ : /нужен ваш ответ/
  return { done: Date.parse(moved.lastModifiedDate), shows }
}

/** Waits for the message of a ticket that shows something. @returns when it came */
function watch({ api }: Arena, tickets: Told[]) {
  type Waiting = { number: string; shows: RegExp; seen: (at: number) => void }
  const waiting = new Map<number, Waiting[]>()
  const early: { chat: number; text: string; at: number }[] = []
  const fits = (text: string, { number, shows }: Pick<Waiting, 'number' | 'shows'>) =>
    text.includes(number) && shows.test(text)
  for (const { chat } of tickets)
    api.watch(chat, ({ text }) => {
      const at = Date.now()
      const found = (waiting.get(chat) ?? []).find((one) => fits(text, one))
      if (!found) return void early.push({ chat, text, at })
      waiting.set(chat, waiting.get(chat)?.filter((one) => one !== found) ?? [])
      found.seen(at)
    })
  return ({ chat, number }: Told, { done, shows }: Change) =>
    new Promise<number>((seen, reject) => {
      // The message may be there before the desk has answered
      const known = early.findIndex(
        (one) => one.chat === chat && one.at >= done && fits(one.text, { number, shows }),
      )
      const [was] = known < 0 ? [] : early.splice(known, 1)
      if (was) return seen(was.at)
      const patience = setTimeout(() => reject(new Error(`${number} waits for ${shows}`)), 60_000)
      const kept = (at: number) => {
        clearTimeout(patience)
        seen(at)
      }
      waiting.set(chat, [...(waiting.get(chat) ?? []), { number, shows, seen: kept }])
    })
}

function report(what: string, latencies: Latencies, idle?: Latencies) {
  for (const kind of ['status', 'comment'] as const) {
    const [p50, p95] = [at(latencies[kind], 0.5), at(latencies[kind], 0.95)]
    const ratio = idle ? `  of idle ${(p50 / at(idle[kind], 0.5)).toFixed(2)}` : ''
    const figures = `p50 ${p50.toFixed(0).padStart(6)} ms  p95 ${p95.toFixed(0).padStart(6)} ms`
    console.log(`${what.padEnd(32)} ${kind.padEnd(8)} ${figures}${ratio}`)
  }
}

function at(times: number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
