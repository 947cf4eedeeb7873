import { createHash } from 'node:crypto'
import cron from 'node-cron'

import type { Queue } from '../src/queue'

type Timed = 'pull-categories' | 'recheck-users' | 'reconcile-tickets' | 'purge'

/** The timetable: what happens by itself, every so many minutes. */
const timetable = (recheckMinutes: number): Record<Timed, number> => ({
  'pull-categories': 10,
  'recheck-users': recheckMinutes,
  'reconcile-tickets': 15,
  purge: 24 * 60,
})

/**
 * Says when, and only queues. Time is cut into slots, and a job's id is made of its name and slot:
 * any number of processes may tick, the queue keeps the first.
 */
export function startSchedule(options: {
  queue: Queue
  recheckMinutes: number
  onError: (error: unknown) => void
}) {
  const entries = Object.entries(timetable(options.recheckMinutes)) as [Timed, number][]
  const shortest = Math.min(...entries.map(([, minutes]) => minutes))

  const tick = (now: Date) =>
    Promise.all(
      entries.map(([name, minutes]) =>
        options.queue.send(null, name, {}, { key: name, id: slotId(name, minutes, now) }),
      ),
    )
  const safely = (now: Date) => tick(now).then(() => undefined, options.onError)
  const everySecond = shortest < 1
  const task = cron.schedule(everySecond ? '* * * * * *' : '* * * * *', ({ date }) => safely(date))
  void safely(new Date())
  return { stop: () => task.destroy() }
}

/** The same for every process within one slot. */
export function slotId(name: string, minutes: number, now: Date): string {
  const slot = Math.floor(now.getTime() / (minutes * 60_000))
  const hash = createHash('sha256').update(`${name} ${minutes} ${slot}`).digest('hex')
  return hash.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-8$4-$5')
}
