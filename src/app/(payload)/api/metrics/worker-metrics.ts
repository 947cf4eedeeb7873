import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { AggregatorRegistry, type MetricObjectWithValues, type MetricValue } from 'prom-client'
import { rows } from '../../../../database/transaction'

export type Metrics = MetricObjectWithValues<MetricValue<string>>[]
export type WorkerMetrics = { worker: string; metrics: Metrics }

/** What every worker has counted; one that has been silent for a minute is gone. */
export const readWorkerMetrics = (payload: Payload) =>
  rows<WorkerMetrics>(
    payload,
    sql`SELECT worker, metrics FROM worker_metrics WHERE at > now() - interval '1 minute'`,
  )

/**
 * Ours and theirs as one text: each metric is described once, the values of a worker carry its name.
 */
export function inOneText(ours: Metrics, workers: WorkerMetrics[]): Promise<string> {
  const theirs = workers.map(({ worker, metrics }) =>
    metrics.map((metric) => ({ ...metric, values: metric.values.map(labelled(worker)) })),
  )
  const all = [ours, ...theirs].map((metrics) =>
    // No two values share all their labels, so that there is nothing to add up
    metrics.map((metric) => ({ ...metric, aggregator: 'first' as const })),
  )
  return AggregatorRegistry.aggregate(all).metrics()
}

const labelled = (worker: string) => (value: MetricValue<string>) => ({
  ...value,
  labels: { ...value.labels, worker },
})
