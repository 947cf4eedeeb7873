import config from '@payload-config'
import { getPayload } from 'payload'
import { collectDefaultMetrics, register } from 'prom-client'
import { engineOf } from '../../../../../collections/engine'
import { isSameSecret } from '../same-secret'
import { readFigures } from './gauges'
import { inOneText, readWorkerMetrics } from './worker-metrics'

export const dynamic = 'force-dynamic'

/** For Prometheus, by `METRICS_TOKEN`; in the sandbox for anybody. */
export async function GET(request: Request) {
  const payload = await getPayload({ config })
  const { METRICS_TOKEN, sandboxAllowed } = engineOf(payload).config
  const given = request.headers.get('authorization')
  const isOpen = sandboxAllowed && !METRICS_TOKEN
  if (!isOpen && !isSameSecret(given, METRICS_TOKEN && `Bearer ${METRICS_TOKEN}`))
    return new Response(null, { status: 401 })
  ensureProcessMetrics()
  const workers = await readWorkerMetrics(payload)
  const counted = await inOneText(await register.getMetricsAsJSON(), workers)
  const text = counted + (await readFigures(payload))
  return new Response(text, { headers: { 'Content-Type': register.contentType } })
}

// The route's module may be loaded anew while the process and its registry live on
function ensureProcessMetrics() {
  if (!register.getSingleMetric('process_cpu_user_seconds_total')) collectDefaultMetrics()
}
