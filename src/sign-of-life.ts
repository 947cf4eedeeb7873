import { hostname } from 'node:os'
import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { beat } from '../collections/engine'
import { rows } from './database/transaction'
import type { Log } from './log'
import { callsInVain, readMetrics } from './metrics'

const every = 15_000
const isTrouble = 3
const outside = { bot: ['telegram'], jobs: ['telegram', 'mail'] } as const

/**
 * What this worker says of itself every 15 seconds: that it lives, whether Telegram and the mail
 * server answer it, and what it has counted, for the web process to serve.
 */
export function startSignOfLife(payload: Payload, roles: string[], log: Log) {
  const systems = new Set(
    Object.entries(outside).flatMap(([role, names]) => (roles.includes(role) ? names : [])),
  )

  async function tell() {
    await beat(payload, 'worker')
    for (const system of systems)
      await beat(payload, system, callsInVain(system) >= isTrouble ? 'Не отвечает' : null)
    await keepMetrics(payload)
  }
  const safely = () =>
    tell().catch((error: unknown) => log.warn({ err: error }, 'No sign of life could be written'))

  void safely()
  const timer = setInterval(() => void safely(), every)
  return {
    async stop() {
      clearInterval(timer)
    },
  }
}

async function keepMetrics(payload: Payload) {
  const metrics = JSON.stringify(await readMetrics())
  await rows(
    payload,
    sql`INSERT INTO worker_metrics (worker, metrics)
        VALUES (${`${hostname()}:${process.pid}`}, ${metrics}::jsonb)
        ON CONFLICT (worker) DO UPDATE SET at = now(), metrics = excluded.metrics`,
  )
  await rows(
    payload,
    sql`DELETE FROM worker_metrics WHERE at < now() - make_interval(hours => ${1})`,
  )
}
