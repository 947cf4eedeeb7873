import { createHash } from 'node:crypto'
import cron from 'node-cron'

import type { Queue } from '../src/queue'

type Timed =
  | 'pull-changes'
  | 'pull-categories'
  | 'publish-articles'
  | 'keep-day-figures'
  | 'recheck-users'
  | 'reconcile-tickets'
  | 'remind'
  | 'purge'

type Periods = { recheckMinutes: number; pollSeconds: number }

/** The timetable: what happens by itself, every so many minutes. */
const timetable = ({ recheckMinutes, pollSeconds }: Periods): Record<Timed, number> => ({
  'pull-changes': pollSeconds / 60,
  'pull-categories': 10,
  'publish-articles': 1,
  'keep-day-figures': 5,
  'recheck-users': recheckMinutes,
  'reconcile-tickets': 15,
  remind: 60,
  purge: 24 * 60,
})

/**
 * Says when, and only queues. Time is cut into slots, and a job's id is made of its name and slot:
 * any number of processes may tick, the queue keeps the first.
 */
export function startSchedule(
  options: Periods & { queue: Queue; onError: (error: unknown) => void },
) {
  const entries = Object.entries(timetable(options)) as [Timed, number][]
  const shortest = Math.min(...entries.map(([, minutes]) => minutes))

  const queued = new Map<Timed, string>()
  const tick = (now: Date) =>
    Promise.all(
      entries.map(async ([name, minutes]) => {
        const id = slotId(name, minutes, now)
        if (queued.get(name) === id) return
        await options.queue.send(null, name, {}, { key: name, id })
        queued.set(name, id)
      }),
    )
  const safely = () =>
    databaseTime(options.queue)
      .then(tick)
      .then(() => undefined, options.onError)
  const pattern = shortest < 1 ? '* * * * * *' : '* * * * *'
  let task = cron.schedule(pattern, safely)
  const watch = watchClock(() => {
    void task.destroy()
    task = cron.schedule(pattern, safely)
  })
  void safely()
  return {
    async stop() {
      clearInterval(watch)
      await task.destroy()
    },
  }
}

/** node-cron waits for a moment it has computed: a clock set back would silence it for that long. */
function watchClock(onSetBack: () => void) {
  let last = Date.now()
  return setInterval(() => {
    const now = Date.now()
    if (now < last) onSetBack()
    last = now
  }, 1000)
}

/** By a machine's own clock, set back, slots that are over would come again. */
async function databaseTime({ boss }: Queue): Promise<Date> {
  const { rows } = await boss.getDb().executeSql('SELECT now() AS now')
  return (rows[0] as { now: Date }).now
}

/** The same for every process within one slot. */
export function slotId(name: string, minutes: number, now: Date): string {
  const slot = Math.floor(now.getTime() / (minutes * 60_000))
  const hash = createHash('sha256').update(`${name} ${minutes} ${slot}`).digest('hex')
  return hash.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-8$4-$5')
}
