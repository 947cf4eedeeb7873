import { setTimeout as pause } from 'node:timers/promises'
import { until } from '../world/until'
import type { World } from '../world/world'
import type { Clock } from './clock'
import { type History, noted } from './history'
import type { KeptWeb } from './kept-web'
import type { KeptWorker } from './kept-worker'
import { repeatAtOnce, repeatUpdates, sendGarbage } from './odd-updates'
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

export type Arena = {
  world: World
  history: History
  worker: KeptWorker
  web: KeptWeb | null
  database: OwnDatabase
  /** Of every worker but the one that takes over from a stopped one. */
  clock: Clock
  random: Random
}

export type Blow = (arena: Arena) => Promise<unknown>

/** So many of them. */
export const fill = (count: number, blow: Blow) =>
  Array.from({ length: Math.ceil(count) }, () => blow)

/** Kills and stops of the worker, and all that may go wrong around it. */
export const blowsOnWorker = (workerKills: number, databaseKills: number): Blow[] => [
  ...fill(workerKills, killWorker),
  ...fill(databaseKills, killDatabase),
  ...fill(databaseKills / 3, fillDisk),
  ...fill(workerKills / 5, pauseWorker),
  ...fill(workerKills / 5, disturbNaumen),
  ...fill(workerKills / 5, disturbTelegram),
  ...fill(workerKills / 10, disturbMail),
  ...fill(workerKills / 20, refuseKey),
  ...fill(workerKills / 10, naumenSaysNo),
  ...fill(workerKills / 10, telegramSaysNo),
  ...fill(workerKills / 5, repeatUpdates),
  ...fill(workerKills / 5, sendGarbage),
  ...fill(workerKills / 5, setClock),
]

/** The same for the web process, which takes the updates in when Telegram brings them. */
export const blowsOnWeb = (webKills: number, databaseKills: number): Blow[] => [
  ...fill(webKills, killWeb),
  ...fill(webKills / 3, pauseWeb),
  ...fill(databaseKills, killDatabase),
  ...fill(webKills / 3, repeatAtOnce),
  ...fill(webKills / 5, repeatUpdates),
  ...fill(webKills / 5, sendGarbage),
]

/** One blow after the other, in any order; each is written down. */
export async function torment(arena: Arena, blows: Blow[]) {
  const { random, worker, web } = arena
  for (const blow of random.shuffled(blows)) {
    await worker.ready()
    await web?.ready()
    await pause(random.between(200, 5000))
    await blow(arena)
  }
}

// No excuse for anything that comes twice: what the web commits, it commits once
const killWeb: Blow = async ({ history, web }) => {
  history.oddities.push('kill -9 of the web')
  await web?.kill()
}

const pauseWeb: Blow = async ({ history, web, random }) => {
  history.oddities.push('SIGSTOP of the web')
  const stopped = await web?.signal('SIGSTOP')
  await pause(random.between(300, 5000))
  stopped?.process.kill('SIGCONT')
}

const killWorker: Blow = ({ history, worker }) =>
  noted(history, 'kill -9 of the worker', () => worker.kill())

const hour = 3600
const wrongTimes = [-30 * 24 * hour, -hour, -90, 0, 90, hour, 30 * 24 * hour]

/** The worker's machine is an hour off, or a month, from one moment to the next. */
const setClock: Blow = async ({ history, clock, random }) => {
  history.oddities.push('the clock of the worker is set')
  await clock.set(random.of(wrongTimes))
}

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
    const other = world.startWorker(undefined, { CLOCK_FILE: '' }).catch(() => null)
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

/** PostgreSQL has no room to write, for some seconds. */
export const fillDisk: Blow = ({ history, database, random }) =>
  noted(history, 'a full disk', async () => {
    await database.disk.fill()
    await pause(random.between(2000, 8000))
    await until('the disk to be freed', async () => (await database.disk.free(), true), 60_000)
    await database.answers()
  })
