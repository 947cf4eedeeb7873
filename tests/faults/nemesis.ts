import { setTimeout as pause } from 'node:timers/promises'
import type { Control } from '../world/control'
import type { World } from '../world/world'
import type { History } from './history'
import type { KeptWorker } from './kept-worker'
import type { OwnDatabase } from './own-database'
import type { Random } from './random'

export type Budget = { workerKills: number; databaseKills: number }

type Arena = {
  world: World
  history: History
  worker: KeptWorker
  database: OwnDatabase
  random: Random
}

// Refusals (401, 403, 400) are left out: they rightly end in a failed hand-over or a lost screen
const naumenFaults = [
  ...['dropAfterCommit', '500afterCommit', 'drop', 'badJson', '500', '502', 'html'],
  ...['slow', 'lateCommit'],
]
const telegramFaults = ['429', '500', '502html', 'drop', 'dropAfter']
const mailboxFaults = ['450', 'dropAfterData']

/** Kills, stops and disturbs at random until the budget is spent; each blow is written down. */
export async function torment(arena: Arena, { workerKills, databaseKills }: Budget) {
  const { random } = arena
  const fill = (count: number, blow: Blow) => Array.from({ length: count }, () => blow)
  const blows = random.shuffled([
    ...fill(workerKills, killWorker),
    ...fill(databaseKills, killDatabase),
    ...fill(Math.ceil(workerKills / 5), pauseWorker),
    ...fill(Math.ceil(workerKills / 5), disturbNaumen),
    ...fill(Math.ceil(workerKills / 5), disturbTelegram),
    ...fill(Math.ceil(workerKills / 10), disturbMail),
  ])
  for (const blow of blows) {
    await arena.worker.ready()
    await pause(random.between(200, 5000))
    await blow(arena)
  }
}

type Blow = (arena: Arena) => Promise<void>

async function noted(history: History, what: string, act: () => Promise<unknown>) {
  const blow = { at: Date.now(), until: Infinity, what }
  history.disturbances.push(blow)
  await act()
  blow.until = Date.now()
}

const killWorker: Blow = ({ history, worker }) =>
  noted(history, 'kill -9 of the worker', () => worker.kill())

const pauseWorker: Blow = (arena) => {
  const { history, worker, random } = arena
  if (random.chance(0.5)) return superseded(arena)
  const milliseconds = random.between(300, 5000)
  return noted(history, `SIGSTOP of the worker for ${milliseconds} ms`, async () => {
    const stopped = await worker.signal('SIGSTOP')
    await pause(milliseconds)
    stopped.process.kill('SIGCONT')
  })
}

/**
 * Another takes the stopped one's jobs over (heartbeats end after 10 s) and is at them when it wakes.
 * Not stopped for longer than it takes the other to look twice: what stops between the last check
 * and the call itself would then really call twice, as 60 s of rest make unlikely in life.
 */
const superseded: Blow = ({ history, world, worker, random }) =>
  noted(history, 'SIGSTOP of the worker and another in its place', async () => {
    const stopped = await worker.signal('SIGSTOP')
    const enough = pause(random.between(11_000, 13_000))
    const other = world.startWorker().catch(() => null)
    await enough
    stopped.process.kill('SIGCONT')
    await other
    await pause(random.between(500, 5000))
    await (await other)?.kill()
  })

const killDatabase: Blow = ({ history, database, random }) =>
  random.chance(0.5)
    ? noted(history, 'kill -9 of the postmaster', async () => {
        await database.killPostmaster()
        await database.answers()
      })
    : noted(history, 'kill -9 of a connection', async () => {
        await database.killBackend(random.of)
        await database.answers()
      })

const disturbNaumen: Blow = ({ history, world, random }) => {
  if (random.chance(0.3)) return away(history, 'Naumen', world.naumen, random)
  const kind = random.of(naumenFaults)
  // Shorter than two rests of a write of unknown end, as in life
  const fault = { kind, path: random.of(['', 'create-m2m', 'add-file']), ms: 1500, times: 2 }
  return during(history, `Naumen: ${kind}`, world.naumen, fault, random)
}

const disturbTelegram: Blow = ({ history, world, random }) => {
  if (random.chance(0.2)) return away(history, 'Telegram', world.telegram, random)
  const kind = random.of(telegramFaults)
  const fault = { kind, method: '*', times: random.between(1, 5), retryAfter: 1 }
  return during(history, `Telegram: ${kind}`, world.telegram, fault, random)
}

const disturbMail: Blow = ({ history, world, random }) => {
  const kind = random.of(mailboxFaults)
  return during(history, `Mail: ${kind}`, world.mailbox, { kind, times: 2 }, random)
}

function during(history: History, what: string, server: Control, fault: object, random: Random) {
  return noted(history, what, async () => {
    await server.post('/faults', fault)
    await pause(random.between(1000, 4000))
    await server.remove('/faults')
  })
}

function away(history: History, who: string, server: Control, random: Random) {
  return noted(history, `${who} is away`, async () => {
    await server.post('/down')
    await pause(random.between(1000, 4000))
    await server.post('/up')
  })
}
