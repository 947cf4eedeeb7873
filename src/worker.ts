import { getPayload } from 'payload'
import { workWith } from '../collections/engine'
import { readTexts } from '../bot/content'
import { createLiveScreens } from '../bot/my-tickets/live-screens'
import { startBot } from '../bot/main'
import { tellOutage } from '../bot/outage'
import { startJobs } from '../jobs/main'
import payloadConfig from '../payload.config'
import { type Config, readConfig } from './config'
import { armFailpoint } from './failpoint'
import { createLogger } from './log'
import { countCall, countUnknownUpdate } from './metrics'
import { createQueue } from './queue'
import { startSignOfLife } from './sign-of-life'
import { createTelegram } from './telegram/api'

/** `src/worker.ts bot jobs`: the roles named run in this process until it is told to stop. */
const roles = process.argv.slice(2)
const config = readConfig(process.env)
const log = createLogger(config.LOG_LEVEL, roles.join('+'))

if (config.FAILPOINT) armFailpoint(config.FAILPOINT)

type Part = { stop(): Promise<void> }

async function start(): Promise<Part[]> {
  const payload = await getPayload({ config: payloadConfig })
  const queue = createQueue({
    connectionString: config.DATABASE_URL ?? '',
    role: 'worker',
    onError: (error) => log.warn({ err: error }, 'The queue has trouble'),
    onFailure: (job, error) =>
      log.warn({ job, err: error }, 'A job failed and will be tried again'),
  })
  await queue.start()
  workWith(payload, queue)
  const telegram = telegramOf(config)
  const parts: Part[] = [{ stop: () => payload.destroy() }, queue]
  const all = { payload, queue, telegram, config, log }
  if (roles.includes('jobs')) {
    const texts = () => readTexts(payload)
    const outage = (challenge: string) => tellOutage(payload, challenge)
    const live = createLiveScreens({ payload, timeZone: config.TIME_ZONE, log })
    parts.push(await startJobs({ ...all, texts, tellOutage: outage, ...live }))
  }
  if (roles.includes('bot')) parts.push(await startBot({ ...all, onUnknown: countUnknownUpdate }))
  parts.push(startSignOfLife(payload, roles, log))
  return parts
}

const telegramOf = ({ TELEGRAM_BOT_TOKEN, TELEGRAM_API_ROOT, TELEGRAM_PROXY }: Config) =>
  createTelegram({
    token: TELEGRAM_BOT_TOKEN ?? '',
    apiRoot: TELEGRAM_API_ROOT,
    ...(TELEGRAM_PROXY ? { proxy: TELEGRAM_PROXY } : {}),
    onCall: (method, milliseconds, outcome) => countCall('telegram', method, milliseconds, outcome),
  })

let stopping = false

/** Last started, first stopped: no new work comes in while the rest finishes. */
async function stop(parts: Part[]) {
  if (stopping) return
  stopping = true
  // The launcher waits 25 s for everybody; a part that hangs must not make it kill the rest
  setTimeout(() => process.exit(1), 20_000).unref()
  for (const part of parts.toReversed())
    await part.stop().catch((error: unknown) => log.warn({ err: error }, 'A part did not stop'))
  process.exit(0)
}

const started = start()
for (const event of ['SIGTERM', 'SIGINT', 'disconnect'] as const)
  process.on(event, () => void started.then(stop, () => process.exit(1)))

started.then(
  () => {
    log.info('Ready')
    process.send?.({ type: 'ready' })
  },
  (error: unknown) => {
    log.fatal({ err: error }, 'The worker could not start')
    process.exit(1)
  },
)
