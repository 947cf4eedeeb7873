import { collectDefaultMetrics, Counter, Histogram, register } from 'prom-client'

const updates = new Counter({
  name: 'bot_unknown_updates_total',
  help: 'Updates of the messenger that the bot does not read',
  labelNames: ['type'],
})

const calls = new Histogram({
  name: 'outside_request_seconds',
  help: 'Calls of the outside world',
  labelNames: ['system', 'method', 'outcome'],
  buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
})

export const countUnknownUpdate = (type: string) => updates.inc({ type })

export type OutsideSystem = 'telegram' | 'naumen' | 'mail'

const inVain = new Map<OutsideSystem, number>()
const noAnswer = /unreachable|not reached|no usable answer/

export function countCall(
  system: OutsideSystem,
  method: string,
  milliseconds: number,
  outcome: string,
): void {
  calls.observe({ system, method, outcome }, milliseconds / 1000)
  inVain.set(system, noAnswer.test(outcome) ? (inVain.get(system) ?? 0) + 1 : 0)
}

/** How many of the last calls, one after the other, nobody has answered. */
export const callsInVain = (system: OutsideSystem): number => inVain.get(system) ?? 0

/** All this process has counted, its own memory and event loop included. */
export function readMetrics() {
  if (!register.getSingleMetric('process_cpu_user_seconds_total')) collectDefaultMetrics()
  return register.getMetricsAsJSON()
}
