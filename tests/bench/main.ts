import { spawnSync } from 'node:child_process'
import { cpus } from 'node:os'
import { startArena } from './arena'
import { startBareBot } from './bare-bot'
import { measureLatency } from './latency'
import { type Doing, type Figures, measure, paced } from './measure'
import { measureStart } from './start'

/** `npm run bench`: a table, never a verdict. Figures compare within one run only. */
const seconds = Number(process.env.BENCH_SECONDS ?? 5)
const listOf = (text: string) => text.split(',').map(Number)
const crowds = listOf(process.env.BENCH_PEOPLE ?? '1,20,100')
const latencies = listOf(process.env.BENCH_LATENCIES ?? '0,50')

let latency = 0
const bare = await startBareBot(() => latency)
const arena = await startArena(() => latency)
const { api, processors } = arena

const starts: Doing = async (person) => void (await person.start())
let hired = 1000
const hire = (count: number) => arena.hire(count, (hired += 1000))

console.log(
  `${cpus().length} cores, ${seconds} s a figure; the bare bot answers /start and keeps nothing; worker and PostgreSQL: processor time an update`,
)
// As in life: many people, few at the same moment. First, while no request is being handed over
for (latency of latencies) {
  const run = { ids: await hire(20), doing: starts, seconds: 2 * seconds, processors }
  const ceiling = await paced({ ...run, api: bare.api }, 20)
  console.log(
    `${place(20)}  ${'20 a second'.padEnd(14)} ${shown(await paced({ ...run, api }, 20), ceiling)}`,
  )
}

for (latency of latencies)
  for (const crowd of crowds) {
    const ids = await hire(crowd)
    const run = { ids, doing: starts, seconds, processors }
    const ceiling = await measure({ ...run, api: bare.api })
    const line = (what: string, figures: Figures) =>
      console.log(`${place(crowd)}  ${what.padEnd(14)} ${shown(figures, ceiling)}`)
    line('bare /start', ceiling)
    line('/start', await measure({ ...run, api }))
    const before = await arena.ticketsOf(ids)
    let sent = 0
    const request: Doing = async (person) => {
      await person.request()
      sent++
    }
    line('whole request', await measure({ ...run, api, doing: request }))
    const kept = (await arena.ticketsOf(ids)) - before
    console.log(`${' '.repeat(16)}requests sent ${sent}, kept ${kept}`)
  }

await arena.stop()
await bare.stop()

await measureLatency()

// Each in a process of its own: one works the jobs in it, the others bring their own database
for (const alone of ['poll', 'articles', 'panel'])
  spawnSync(process.execPath, ['--import', 'tsx', `tests/bench/${alone}.ts`], { stdio: 'inherit' })

const { firstAnswer, firstAnswerOnNothing, idle } = await measureStart()
console.log(`from the start to the first answer: ${firstAnswer.toFixed(1)} s`)
console.log(`the same on an empty data folder: ${firstAnswerOnNothing.toFixed(1)} s`)
const sum = idle.reduce((all, { megabytes }) => all + megabytes, 0)
const parts = idle.map(({ what, megabytes }) => `${what} ${megabytes.toFixed(0)}`)
console.log(`idle: ${sum.toFixed(0)} MB (${parts.join(', ')})`)
process.exit(0)

function place(crowd: number): string {
  return `${String(latency).padStart(4)} ms ${String(crowd).padStart(6)}`
}

function shown({ rate, p50, p95, worker, postgres }: Figures, bare: Figures): string {
  const figure = (value: number, width: number, digits = 0) => value.toFixed(digits).padStart(width)
  const times = `p50 ${figure(p50, 4)} ms  p95 ${figure(p95, 5)} ms`
  const processor = `worker ${figure(worker, 5, 2)} ms  PostgreSQL ${figure(postgres, 5, 2)} ms`
  return `${figure(rate, 5)}/s  ${times}  ${processor}  of bare ${(rate / bare.rate).toFixed(2)}`
}
