import type { Failpoint } from '../../src/failpoint'
import { textOf } from '../world/phone'
import { startWorld, type World } from '../world/world'
import { violations } from './checker/checker'
import { type Colleague, createColleague, withPhone } from './colleague'
import { createHistory } from './history'
import { keepWorker } from './kept-worker'
import { createRandom, type Random } from './random'
import { settle } from './settle'
import { livesThrough } from './whole-life'

export type Point = Failpoint | `${Failpoint}:${number}`

/**
 * One employee signs in, files and, where the point lies there, lives with the request to its stars;
 * the worker dies at the named point the first time it gets there. Begun again, it must bring
 * everything to its end.
 * @returns what is wrong then, in words
 */
export async function diesAt(point: Point): Promise<string[]> {
  const random = createRandom(7)
  const history = createHistory()
  const env = { NAUMEN_POLL_SECONDS: '1' }
  const world = await startWorld({ name: point.replace(':', '-'), withoutWorker: true, env })
  const worker = keepWorker(world, history, { FAILPOINT: point })
  try {
    await worker.ready()
    await world.categoriesArePulled()
    const colleague = await createColleague(world, history, 1, random)
    await colleague.signIn()
    await colleague.files()
    if (/^(said|pull|message|tell|remind)/.test(point))
      await livesThrough(world, history, colleague, random)
    const told = point.startsWith('notice')
      ? await movesToAnotherPhone(world, colleague, random)
      : []
    await settle(world)
    const reached = worker.deaths() ? [] : [`${point} was never reached`]
    return [...reached, ...told, ...(await violations(world, history))]
  } finally {
    await worker.stop()
    await world.stop()
  }
}

/** The one thing of this story that the bot writes first: the old phone is told. */
async function movesToAnotherPhone(
  world: World,
  { person, phone }: Colleague,
  random: Random,
): Promise<string[]> {
  const { id } = await world.telegram.post<{ id: number }>('/people', { firstName: 'Второй' })
  // Codes are mailed a minute apart at least; this minute has gone by
  await world.rows(`UPDATE sign_in_events SET at = at - interval '2 minutes'`)
  await withPhone(world, { ...person, id, stories: [], updates: [] }, random).signIn()
  await settle(world)
  const notices = (await phone.fromBot()).filter((one) => /из другого чата/.test(textOf(one)))
  return notices.length === 1 || notices.length === 2
    ? []
    : [`The old phone was told ${notices.length} times`]
}
