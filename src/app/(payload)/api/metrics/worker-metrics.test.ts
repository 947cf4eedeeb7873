import { Counter, Histogram, Registry } from 'prom-client'
import { expect, test } from 'vitest'
import { inOneText } from './worker-metrics'

async function counted(calls: number) {
  const registers = [new Registry()]
  const seen = new Counter({ name: 'seen_total', help: 'Seen', labelNames: ['type'], registers })
  seen.inc({ type: 'poll' }, calls)
  const lasted = new Histogram({ name: 'lasted', help: 'Lasted', buckets: [1, 2], registers })
  for (let n = 0; n < calls; n++) lasted.observe(1.5)
  return registers[0]?.getMetricsAsJSON() ?? []
}

test('each metric is described once, and tells which worker counted what', async () => {
  const text = await inOneText(await counted(1), [
    { worker: 'a:1', metrics: await counted(2) },
    // As it comes back from the database
    { worker: 'b:2', metrics: JSON.parse(JSON.stringify(await counted(3))) },
  ])
  const lines = text.split('\n')
  expect(lines.filter((line) => line.startsWith('# TYPE'))).toEqual([
    '# TYPE seen_total counter',
    '# TYPE lasted histogram',
  ])
  expect(lines.filter((line) => line.startsWith('seen_total'))).toEqual([
    'seen_total{type="poll"} 1',
    'seen_total{type="poll",worker="a:1"} 2',
    'seen_total{type="poll",worker="b:2"} 3',
  ])
  expect(lines).toContain('lasted_bucket{le="2",worker="b:2"} 3')
  expect(lines).toContain('lasted_count{worker="a:1"} 2')
})
