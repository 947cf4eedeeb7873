import { setTimeout as pause } from 'node:timers/promises'

import type { Payload } from 'payload'

import type { Config } from '../src/config'
import { signInKey } from '../src/domain/sign-in'
import type { Say } from '../src/domain/texts'
import type { Log } from '../src/log'
import { countCall } from '../src/metrics'
import { createNaumen } from '../src/naumen/client'
import { mappingOf } from '../src/naumen/mapping'
import type { JobName, Jobs, Queue } from '../src/queue'
import type { Telegram } from '../src/telegram/api'
import { react } from '../src/telegram/deliver'
import { downloadFile } from '../src/telegram/files'
import { createAdoptTickets } from './adopt-tickets'
import { createCheckConnection } from './check-connection'
import { createDrawCommands } from './draw-commands'
import { createDrawReceipt } from './draw-receipt'
import { createCategoryHandOver } from './hand-over-category'
import { createMessageHandOver } from './hand-over-message'
import { createHandOver } from './hand-over-ticket'
import { readStatuses } from './inbound/deps'
import { createKeepDayFigures } from './keep-day-figures'
import { createNaumenLane } from './reach/naumen-lane'
import { createNotify } from './notify'
import { createOutgoingRate } from './reach/outgoing-rate'
import { createPublishArticles } from './publish-articles'
import { createPullCategories } from './pull-categories'
import { createPullChanges } from './pull-changes'
import { createPullTicket } from './pull-ticket'
import { createPurge } from './purge'
import { createRecheck } from './recheck-users'
import { createReconcile } from './reconcile-tickets'
import { createRemind } from './remind'
import { startSchedule } from './schedule'
import { createSendMail } from './send-mail'
import { createSendArticleFiles } from './send-article-files'
import { createSignInLookup } from './sign-in-lookup'
import { createTellTicket } from './tell-ticket'

export type JobsOptions = {
  payload: Payload
  queue: Queue
  telegram: Telegram
  config: Config
  log: Log
  /** The bot's texts as admins wrote them. */
  texts: () => Promise<Say>
  /** Says on the person's screen that Naumen does not answer at their sign-in. */
  tellOutage: (challenge: string) => Promise<void>
  /** Brings the cards of these tickets that stand open on phones up to date. */
  refreshCards: (tickets: string[]) => Promise<void>
  /** Shows the earlier tickets of this user where their list stands open and waits for them. */
  refreshList: (user: string) => Promise<void>
}

/** Everything that happens by itself. */
export async function startJobs(options: JobsOptions) {
  const { payload, queue, telegram, config, log } = options
  const alerts = { alertEmail: config.ALERT_EMAIL, alertChat: config.ALERT_CHAT }
  const lane = createNaumenLane({ payload, queue, ...alerts })
  const rate = createOutgoingRate({ payload, rate: config.TELEGRAM_RATE })
  const naumen = naumenOf(config)
  const readMapping = async () =>
    mappingOf(await payload.findGlobal({ slug: 'naumen-mapping', overrideAccess: true }), config)
  const deps = { payload, queue, naumen, lane, log, ...alerts, readMapping }
  const speaking = { payload, telegram, rate, texts: options.texts, log }

  const handing = {
    ...deps,
    settleSeconds: config.NAUMEN_SETTLE_SECONDS,
    recheckMinutes: config.EMPLOYEE_RECHECK_MINUTES,
    fetchFile: (remoteId: string, maxBytes: number) => downloadFile(telegram, remoteId, maxBytes),
    markHandedOver: (chat: number, message: number) => react(telegram.api, chat, message, '👌'),
  }
  const { tellOutage } = options
  const lookUp = createSignInLookup({ ...deps, loginRule: config.NAUMEN_LOGIN_RULE, tellOutage })
  const pullCategories = createPullCategories(deps)
  const connect = (more: Partial<Parameters<typeof createNaumen>[0]>) => naumenOf(config, more)

  await queue.work('sign-in-lookup', 4, lookUp)
  await queue.work('send-mail', 4, mailing(options))
  await queue.work('notify', 4, createNotify(speaking))
  await queue.work('draw-receipt', 4, createDrawReceipt(speaking))
  await queue.work('draw-commands', 2, createDrawCommands(speaking))
  await queue.work('send-article-files', 2, createSendArticleFiles({ ...speaking, queue }))
  await queue.work('hand-over-ticket', 4, shownAfter(options, createHandOver(handing)))
  await queue.work('hand-over-message', 4, shownAfter(options, createMessageHandOver(handing)))
  await queue.work('hand-over-category', 2, createCategoryHandOver(handing))
  const graceHours = config.EMPLOYEE_GRACE_HOURS
  await queue.work('tell-ticket', 6, createTellTicket({ ...deps, ...speaking, graceHours }))
  await queue.work('remind', 1, createRemind(deps))
  const { refreshCards, refreshList } = options
  const inbound = { ...deps, refreshCards, readStatuses: () => readStatuses(payload) }
  const pollSeconds = config.NAUMEN_POLL_SECONDS
  const pullChanges = createPullChanges({ ...inbound, pollSeconds })
  await queue.work('pull-ticket', 4, createPullTicket(inbound))
  await queue.work('pull-changes', 1, async () => void (await pullChanges()))
  await queue.work('adopt-tickets', 2, createAdoptTickets({ ...inbound, refreshList }))
  await queue.work('pull-categories', 1, async () => void (await pullCategories()))
  await queue.work('check-connection', 1, createCheckConnection({ ...inbound, connect, config }))
  await queue.work('publish-articles', 1, createPublishArticles(deps))
  const timeZone = config.TIME_ZONE
  await queue.work('keep-day-figures', 1, createKeepDayFigures({ payload, timeZone }))
  await queue.work('recheck-users', 1, createRecheck(deps))
  await queue.work('reconcile-tickets', 1, createReconcile(deps))
  await queue.work('purge', 1, createPurge(deps))

  await queue.send(null, 'pull-categories', {}, { key: 'pull-categories' })
  const schedule = startSchedule({
    queue,
    recheckMinutes: config.EMPLOYEE_RECHECK_MINUTES,
    pollSeconds,
    onError: (error) => log.warn({ err: error }, 'The timetable could not queue'),
  })

  return {
    /** Nothing new is begun; what runs is let finish. */
    async stop() {
      await schedule.stop()
      await Promise.all(worked.map((name) => queue.boss.offWork(name, { wait: true })))
    },
  }
}

const worked: JobName[] = [
  'sign-in-lookup',
  'send-mail',
  'notify',
  'draw-receipt',
  'draw-commands',
  'hand-over-ticket',
  'send-article-files',
  'hand-over-message',
  'hand-over-category',
  'tell-ticket',
  'remind',
  'pull-ticket',
  'pull-changes',
  'adopt-tickets',
  'pull-categories',
  'publish-articles',
  'keep-day-figures',
  'check-connection',
  'recheck-users',
  'reconcile-tickets',
  'purge',
]

function naumenOf(config: Config, more: Partial<Parameters<typeof createNaumen>[0]> = {}) {
  return createNaumen({
    url: config.NAUMEN_URL ?? '',
    accessKey: config.NAUMEN_ACCESS_KEY ?? '',
    timeZone: config.NAUMEN_TIME_ZONE,
    caFile: config.NAUMEN_CA_FILE,
    headers: config.NAUMEN_HEADERS,
    onCall: (operation, milliseconds, outcome) =>
      countCall('naumen', operation, milliseconds, outcome),
    ...more,
  })
}

/** What was on its way is there, or is not: the ticket's card says so. */
function shownAfter<D extends { ticket: string }, J>(
  { refreshCards }: JobsOptions,
  handOver: (data: D, job: J) => Promise<void>,
) {
  return async (data: D, job: J) => {
    await handOver(data, job)
    await refreshCards([data.ticket])
  }
}

const NAME_WAIT_MS = 2000

/** Mails name the bot as Telegram shows it, but do not wait for a Telegram that is away. */
function mailing({ payload, telegram, config, log }: JobsOptions) {
  const key = signInKey(config.PAYLOAD_SECRET ?? '')
  let botName: string | undefined
  const ask = () =>
    telegram.api.getMe().then(
      (bot) => void (botName = bot.first_name),
      () => undefined,
    )
  return async (mail: Jobs['send-mail']) => {
    if (!botName) await Promise.race([ask(), pause(NAME_WAIT_MS)])
    const onCall = (milliseconds: number, outcome: string) =>
      countCall('mail', mail.kind, milliseconds, outcome)
    const known = { payload, signInKey: key, config, log, onCall }
    await createSendMail({ ...known, botName: botName ?? 'Бот поддержки' })(mail)
  }
}
