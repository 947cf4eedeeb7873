import { createQueue } from '../../../src/queue'
import { insertArticle } from '../../world/articles'
import { startWorld } from '../../world/world'
import { createHistory } from '../history'
import { keepWorker } from '../kept-worker'
import type { Employee } from './employee'
import { operator } from '../checker/refusals'

export type Stage = Awaited<ReturnType<typeof startStage>>

/** The whole product, and everybody who has ever played on it. */
export async function startStage(name: string) {
  const world = await startWorld({
    name,
    withoutWorker: true,
    env: { NAUMEN_SETTLE_SECONDS: '2', NAUMEN_POLL_SECONDS: '1', ALERT_EMAIL: operator },
  })
  const history = createHistory()
  const worker = keepWorker(world, history)
  const queue = createQueue({
    connectionString: world.env.DATABASE_URL ?? '',
    role: 'sender',
    onError: () => undefined,
  })
  const under = new Set<Promise<unknown>>()
  await worker.ready()
  await queue.start()
  await world.categoriesArePulled()
  await insertArticle(world, {
    title: 'Последняя строка на принтере',
    paragraphs: ['Это статья модели: она подходит ко многому, что здесь пишут.'],
  })

  return {
    world,
    history,
    worker,
    queue,
    employees: [] as Employee[],
    hired: 0,
    /** How often somebody acted, and on which screen. */
    acts: new Map<string, number>(),
    count(where: string) {
      this.acts.set(where, (this.acts.get(where) ?? 0) + 1)
    },
    /** MODEL_TRACE=1 says each act as it is over. */
    tell: (act: string) => void (process.env.MODEL_TRACE && console.log(act)),
    /** Goes on while others act; over before anything is judged. */
    meanwhile(act: Promise<unknown>) {
      under.add(act)
      void act.finally(() => under.delete(act))
    },
    allIsOver: () => Promise.all(under),
    async stop() {
      await Promise.allSettled(under)
      await queue.stop()
      await worker.stop()
      await world.stop()
    },
  }
}
