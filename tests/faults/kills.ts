import { startWorld } from '../world/world'
import { violations } from './checker/checker'
import { createClock } from './clock'
import { createColleague } from './colleague'
import { operator } from './checker/refusals'
import { createEngineer } from './engineer'
import { createHistory, workerEnded } from './history'
import { keepWeb, webhookEnvironment } from './kept-web'
import { keepWorker } from './kept-worker'
import { type Blow, torment } from './nemesis'
import { startOwnDatabase } from './own-database'
import { createRandom } from './random'
import { settle } from './settle'

/** Repeats a run of the same choices: FAULTS_SEED=… npx vitest run tests/faults/kills.test.ts */
export const seedOf = (
  environment: Record<string, string | undefined>,
  otherwise = Date.now() % 1_000_000,
) => Number(environment.FAULTS_SEED ?? otherwise)

/** In `npm test` the choices are always these, so that a change is compared with itself; by hand and for long they are new each time. */
export const usualSeed = 7

export type Outcome = {
  seed: number
  wrong: string[]
  filed: number
  files: number
  /** By employees in their requests, and by engineers. */
  said: number
  written: number
  rated: number
  blows: string[]
}

/** `megabytes`: of a disk for PostgreSQL that is really filled. */
type Setting = { people?: number; webhook?: boolean; megabytes?: number }

/** Several people file without a pause while the world around them is killed; then all is compared. */
export async function runKills(
  seed: number,
  blows: Blow[],
  { people = 5, webhook = false, megabytes }: Setting = {},
): Promise<Outcome> {
  const random = createRandom(seed)
  const history = createHistory()
  const database = await startOwnDatabase(megabytes)
  const clock = await createClock()
  const world = await startWorld({
    name: `kills-${seed}`,
    withoutWorker: true,
    // A killed server forgets nothing; it is stopped when the worker is gone
    database: { url: database.url, drop: database.stop },
    env: {
      ...{ NAUMEN_SETTLE_SECONDS: '4', NAUMEN_POLL_SECONDS: '2', ALERT_EMAIL: operator },
      ...(webhook ? await webhookEnvironment() : {}),
    },
  })
  const worker = keepWorker(world, history, {}, clock.environment)
  const web = webhook ? keepWeb(world, history) : null
  try {
    await worker.ready()
    await world.categoriesArePulled()
    const crowd = await Promise.all(
      Array.from({ length: people }, (_, at) =>
        createColleague(world, history, at + 1, random.forked(at), true),
      ),
    )
    const engineer = createEngineer(world, history, random.forked(500))
    let over = false
    const working = crowd.map(async (colleague, at) => {
      const mood = random.forked(100 + at)
      await colleague.signIn()
      // At least one comes through when all is over, however seldom anything did before
      while (!over || !colleague.person.stories.some(({ presses }) => presses)) {
        await colleague.files(mood.chance(0.9))
        for (let turns = mood.between(0, 3); turns && !over; turns--) await colleague.talk.talks()
      }
    })
    working.push(engineer.works(() => over, 1000))
    const arena = {
      world,
      history,
      worker,
      web,
      database,
      clock,
      random: random.forked(1000),
    }
    const tormented = torment(arena, blows).finally(() => (over = true))
    const stumbles = await Promise.allSettled([tormented, ...working])
    await settle(world)
    const wrong = await violations(world, history)
    for (const one of stumbles) if (one.status === 'rejected') wrong.push(String(one.reason))
    const stories = history.people.flatMap((person) => person.stories)
    const filed = stories.filter(({ presses }) => presses)
    const said = stories.flatMap((story) => story.said)
    return {
      ...{ seed, wrong, filed: filed.length, said: said.length },
      rated: stories.filter(({ stars }) => stars).length,
      files: [...filed, ...said].flatMap(({ files }) => files).length,
      written: history.desk.length,
      blows: [...history.disturbances.map(({ what }) => what), ...history.oddities].filter(
        (what) => what !== workerEnded,
      ),
    }
  } finally {
    await web?.stop()
    await worker.stop()
    await world.stop()
    await clock.remove()
  }
}

/** For the log of the run: what was done, and through what. */
export function told({ seed, filed, files, said, written, rated, blows }: Outcome): string {
  const kinds = Object.entries(Object.groupBy(blows, (what) => what.replace(/ for \d+ ms/, '')))
  const counted = kinds.map(([what, all]) => `${all?.length ?? 0} × ${what}`)
  const all = `${filed} requests, ${said} replies, ${files} files, ${rated} ratings, ${written} comments`
  return `seed ${seed}: ${all} through ${counted.join(', ')}`
}
