import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { readBytes } from '../src/database/file-bytes'
import { connectionOf, rows } from '../src/database/transaction'
import { signInKey } from '../src/domain/sign-in'
import type { Config } from '../src/config'
import type { Log } from '../src/log'
import type { Queue } from '../src/queue'
import type { Telegram } from '../src/telegram/api'
import { registerCommands } from '../src/telegram/commands'
import type { Picture } from '../src/telegram/draw'
import { ensureWebhook } from '../src/telegram/webhook'
import { createContent } from './content'
import { answerUpdate } from './inbox/answer-update'
import { createInbox, type Inbox } from './inbox'
import { channel } from './inbox/table'
import { listen } from './listen'
import { pollAlone } from './polling'
import { createDrawer } from './screen'
import type { BotSettings } from './world'

export type BotDeps = {
  payload: Payload
  queue: Queue
  telegram: Telegram
  config: Config
  log: Log
  onUnknown(type: string): void
}

const commands = [
  { command: 'start', description: 'Главное меню' },
  { command: 'new', description: 'Создать заявку' },
  { command: 'my', description: 'Мои заявки' },
  { command: 'help', description: 'Помощь' },
  { command: 'logout', description: 'Выйти' },
]

const description =
  'Техническая поддержка сотрудников: подать заявку, следить за ней и переписываться с инженером. Нажмите «Начать».'

/** People whose updates are handled at the same time in this process. */
const people = 40

/** The bot: takes updates in, answers them, draws the screens. */
export async function startBot(deps: BotDeps) {
  const { payload, queue, telegram, config, log, onUnknown } = deps
  const settings = settingsOf(config)
  const drawer = createDrawer({ payload, queue, telegram, log, loadPicture: picturesOf(payload) })
  const contentAt = createContent(payload)
  const all = { payload, queue, telegram, settings, contentAt, drawer, log, onUnknown }
  const inbox = createInbox({
    payload,
    botId: settings.botId,
    people,
    answer: (update) => answerUpdate(all, update),
    log,
  })
  const news = listen({ connectionString: config.DATABASE_URL ?? '', channel, log }, inbox.wake)
  drawer.startSweep()
  introduce(deps)
  const polling =
    config.TELEGRAM_MODE === 'polling' ? startPolling(deps, settings.botId, inbox) : null
  return {
    async stop() {
      await polling?.stop()
      await news.stop()
      await inbox.stop()
      await drawer.stop()
    },
  }
}

function startPolling({ telegram, config, log }: BotDeps, botId: number, { receive }: Inbox) {
  return pollAlone({
    connectionString: config.DATABASE_URL ?? '',
    botId,
    telegram,
    receive,
    log,
  })
}

/** Said again at every start; Telegram being away must not keep the bot from starting. */
function introduce({ payload, telegram, config, log }: BotDeps) {
  const { TELEGRAM_WEBHOOK_SECRET: secret, TELEGRAM_MODE: mode, publicUrl } = config
  const tell = async () => {
    await registerCommands(telegram.api, { commands, description })
    await writeName(payload, (await telegram.api.getMe()).username)
    if (mode === 'webhook' && secret)
      await ensureWebhook(telegram.api, `${publicUrl}/api/telegram/webhook`, secret)
  }
  const attempt = (wait: number) => {
    tell().catch((error: unknown) => {
      log.warn({ err: error }, 'The bot could not introduce itself to Telegram')
      setTimeout(() => attempt(Math.min(60, wait * 2)), wait * 1000).unref()
    })
  }
  attempt(1)
}

/** For the panel, which makes links to the bot and knows no token. */
const writeName = (payload: Payload, username: string) =>
  rows(
    payload,
    sql`INSERT INTO installation (key, value) VALUES ('bot username', ${username})
      ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
  )

function settingsOf(config: Config): BotSettings {
  return {
    botId: Number(config.TELEGRAM_BOT_TOKEN?.split(':')[0]),
    signInKey: signInKey(config.PAYLOAD_SECRET ?? ''),
    sessionDays: config.SESSION_DAYS,
    graceHours: config.EMPLOYEE_GRACE_HOURS,
    timeZone: config.TIME_ZONE,
    alertEmail: config.ALERT_EMAIL ?? null,
    alertChat: config.ALERT_CHAT,
  }
}

/** Pictures of the menu, straight from the database. */
const picturesOf =
  (payload: Payload) =>
  async (id: string): Promise<Picture | null> => {
    const [file] = (
      await payload.find({
        collection: 'files',
        where: { id: { equals: id } },
        limit: 1,
        pagination: false,
        depth: 0,
        overrideAccess: true,
      })
    ).docs
    if (!file?.filename) return null
    return { bytes: await readBytes(connectionOf(payload), file.filename), name: file.filename }
  }
