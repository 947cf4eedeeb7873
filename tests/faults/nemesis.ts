import { setTimeout as pause } from 'node:timers/promises'
import type { World } from '../world/world'
import { type History, noted } from './history'
import type { KeptWorker } from './kept-worker'
import { repeatUpdates, sendGarbage } from './odd-updates'
import {
  disturbMail,
  disturbNaumen,
  disturbTelegram,
  naumenSaysNo,
  refuseKey,
  telegramSaysNo,
} from './outside-faults'
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
    ...fill(Math.ceil(workerKills / 20), refuseKey),
    ...fill(Math.ceil(workerKills / 10), naumenSaysNo),
    ...fill(Math.ceil(workerKills / 10), telegramSaysNo),
    ...fill(Math.ceil(workerKills / 5), repeatUpdates),
    ...fill(Math.ceil(workerKills / 5), sendGarbage),
  ])
  for (const blow of blows) {
    await arena.worker.ready()
    await pause(random.between(200, 5000))
    await blow(arena)
  }
}

type Blow = (arena: Arena) => Promise<unknown>

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
