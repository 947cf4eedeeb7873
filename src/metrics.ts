import { Counter, Histogram } from 'prom-client'

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

export const countCall = (
  system: 'telegram' | 'naumen',
  method: string,
  milliseconds: number,
  outcome: string,
) => calls.observe({ system, method, outcome }, milliseconds / 1000)
