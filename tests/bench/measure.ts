import { setTimeout as pause } from 'node:timers/promises'
import type { BotApi } from './bot-api'
import { createPerson, type BenchPerson } from './person'

/** `worker`, `postgres`: milliseconds of processor time an update. */
export type Figures = { rate: number; p50: number; p95: number; worker: number; postgres: number }

export type Doing = (person: BenchPerson) => Promise<void>

type Processors = () => { worker: number; postgres: number }

type Run = { api: BotApi; ids: number[]; doing: Doing; seconds: number; processors: Processors }

/** Everybody repeats `doing` for the given time, waiting for each answer. */
export const measure = (run: Run) =>
  timed(run, (crowd, end) =>
    Promise.all(
      crowd.map(async (person) => {
        while (performance.now() < end) await run.doing(person)
      }),
    ),
  )

/** As in life: so many updates a second in all, one person after the other, whoever still waits. */
export const paced = (run: Run, perSecond: number) =>
  timed(run, async (crowd, end) => {
    const under: Promise<void>[] = []
    const startedAt = performance.now()
    for (let at = 0; performance.now() < end; at++) {
      await pause(Math.max(0, startedAt + (at * 1000) / perSecond - performance.now()))
      const person = crowd[at % crowd.length]
      if (person) under.push(run.doing(person))
    }
    await Promise.all(under)
  })

async function timed(
  { api, ids, doing, seconds, processors }: Run,
  act: (crowd: BenchPerson[], end: number) => Promise<unknown>,
): Promise<Figures> {
  const times: number[] = []
  let counting = false
  const crowd = ids.map((id) => createPerson(api, id, (ms) => void (counting && times.push(ms))))
  await Promise.all(crowd.map(doing))
  counting = true
  const startedAt = performance.now()
  const before = processors()
  await act(crowd, startedAt + seconds * 1000)
  const took = (performance.now() - startedAt) / 1000
  const after = processors()
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0
  return {
    rate: times.length / took,
    p50: at(0.5),
    p95: at(0.95),
    worker: (after.worker - before.worker) / times.length,
    postgres: (after.postgres - before.postgres) / times.length,
  }
}
