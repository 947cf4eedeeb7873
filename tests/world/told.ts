import { randomBytes, randomUUID } from 'node:crypto'
import { getPayload } from 'payload'
import { pino } from 'pino'
import { createNaumenLane } from '../../jobs/reach/naumen-lane'
import { createOutgoingRate } from '../../jobs/reach/outgoing-rate'
import { createTellTicket } from '../../jobs/tell-ticket'
import type { TellDeps } from '../../jobs/tell/telling'
import { keepEvent } from '../../jobs/tell/ticket-events'
import { inTransaction } from '../../src/database/transaction'
import { readConfig } from '../../src/config'
import { fill } from '../../src/domain/text'
import { defaultTexts, type Say } from '../../src/domain/texts'
import type { StatusChange, TicketEvent } from '../../src/domain/ticket-event'
import { createNaumen } from '../../src/naumen/client'
import { mappingOf } from '../../src/naumen/mapping'
import { createQueue } from '../../src/queue'
import { createTelegram } from '../../src/telegram/api'
import type { Bubble } from './phone'
import { accessKey, token } from './environment'
import { startWorld } from './world'

export type Told = Bubble & {
  html?: string
  captionHtml?: string
  mediaGroupId?: string
  replyTo?: number
  editDate?: number
  document?: { name: string; size: number; sha256: string; url: string }
  photo?: { sha256: string; width: number }
}
export type FileOnDesk = { name: string; bytes: Buffer; mime?: string }
type Deps = TellDeps

const say: Say = (name, values = {}) => fill(defaultTexts[name].text, values)

/** The telling alone, in this process, between both sandboxes: what is kept is told when asked. */
export async function startToldWorld(name: string) {
  const world = await startWorld({ name, withoutWorker: true })
  Object.assign(process.env, world.env)
  const { default: payloadConfig } = await import('../../payload.config')
  const payload = await getPayload({ config: payloadConfig })
  const config = readConfig(process.env)
  const connectionString = world.env.DATABASE_URL ?? ''
  const queue = createQueue({ connectionString, role: 'worker', onError: () => undefined })
  await queue.start()
  const timeZone = 'Europe/Moscow'
  const url = world.env.NAUMEN_URL ?? ''
  const naumen = createNaumen({ url, accessKey, timeZone, headers: {}, timeoutMs: 2000 })
  const deps: Deps = {
    payload,
    queue,
    naumen,
    telegram: createTelegram({ token, apiRoot: world.apiRoot, timeoutSeconds: 5 }),
    rate: createOutgoingRate({ payload, rate: 1000 }),
    lane: createNaumenLane({ payload, queue }),
    texts: async () => say,
    log: pino({ level: process.env.JOBS_LOG ?? 'silent' }),
    graceHours: 24,
  }
  const call = await naumen.createServiceCall(mappingOf(null, config), {
    correlation: randomUUID(),
    clientEmployee: 'employee$10501',
    subject: 'Принтер',
    description: 'Жуёт бумагу',
  })

  /** An employee whom Naumen knows, with a chat of their own, signed in, and one ticket. */
  async function employee(more: { topic?: string | null } = {}) {
    const email = `${randomUUID()}@blago.example`
    const hired = {
      title: 'Петров Иван',
      lastName: 'Петров',
      firstName: 'Иван',
      email,
      login: email,
    }
    const { uuid } = await world.naumen.post<{ uuid: string }>('/employees', hired)
    const { id: chat } = await world.telegram.post<{ id: number }>('/people', { firstName: 'Иван' })
    const phone = world.phone(chat)
    await phone.types('/start')
    const [user] = await world.rows<{ id: string }>(
      `INSERT INTO users (name, email, employee, telegram_id, chat_id, state, checked_at,
         session_expires_at)
       VALUES ('Иван Петров', $1, $2, $3, $3, 'active', now(), now() + interval '1 day') RETURNING id`,
      [email, uuid, chat],
    )
    const topic = more.topic === undefined ? 'Техника → Принтер' : more.topic
    const number = `Б-${1000 + randomBytes(2).readUInt16BE()}`
    const [ticket] = await world.rows<{ id: string }>(
      `INSERT INTO tickets (number, user_id, topic_path, hand_over_state, naumen_uuid)
       VALUES ($1, $2, $3, 'done', $4) RETURNING id`,
      [number, user?.id, topic, `serviceCall$${randomUUID()}`],
    )
    return { chat, phone, user: user?.id ?? '', ticket: ticket?.id ?? '', number }
  }

  return {
    world,
    deps,
    queue,
    employee,
    rows: world.rows,
    tell: (ticket: string, more: Partial<Deps> = {}) =>
      createTellTicket({ ...deps, ...more })({ ticket }),
    happens: (ticket: string, event: TicketEvent, key: string = randomUUID()) =>
      inTransaction(payload, (tx) => keepEvent(tx, queue, ticket, key, event)),
    /** An engineer's message with its files at the desk, as the pull leaves it. */
    async comment(
      ticket: string,
      html: string,
      files: FileOnDesk[] = [],
      author: string | null = 'Пётр Инженеров',
    ) {
      const attachments = files.length ? await onDesk(files) : []
      const [row] = await world.rows<{ id: string }>(
        `INSERT INTO messages (ticket_id, direction, act, author, html, text, attachments,
           hand_over_state, sent_at)
         VALUES ($1, 'fromEngineer', 'comment', $2, $3, $3, $4, 'notNeeded', now()) RETURNING id`,
        [ticket, author, html, JSON.stringify(attachments)],
      )
      return row?.id ?? ''
    },
    onDesk,
    outcomes: async (ticket: string) =>
      (
        await world.rows<{ outcome: string | null }>(
          'SELECT outcome FROM ticket_events WHERE ticket = $1 ORDER BY id',
          [ticket],
        )
      ).map(({ outcome }) => outcome),
    /** What the bot has said to somebody, oldest first. */
    heard: async (chat: number) => {
      const { messages } = await world.telegram.get<{ messages: Told[] }>(
        `/people/${chat}/messages`,
      )
      return messages.filter(({ from }) => from === 'bot')
    },
    /** Calls of the bot about this chat, oldest first. */
    calls: async (chat: number) =>
      (await world.telegram.get<Call[]>('/calls')).filter(({ chatId }) => chatId === chat),
    async stop() {
      await queue.stop()
      await payload.destroy()
      await world.stop()
    },
  }

  async function onDesk(files: FileOnDesk[]) {
    const form = new FormData()
    form.set('text', '<p>Файлы</p>')
    for (const { name: file, bytes, mime } of files)
      form.append('files', new Blob([new Uint8Array(bytes)], { type: mime ?? '' }), file)
    const kept = await world.naumen.post<{ files: { uuid: string; title: string }[] }>(
      `/tickets/${call.uuid}/comment`,
      form,
    )
    return kept.files.map(({ uuid }, at) => ({
      kind: 'document',
      name: files[at]?.name,
      mime: files[at]?.mime ?? 'application/octet-stream',
      size: files[at]?.bytes.length,
      naumen: uuid,
      state: 'waiting',
      remoteId: '',
      uniqueId: '',
    }))
  }
}

export type Call = {
  method: string
  chatId?: number
  status?: number
  params: { disable_notification?: string | boolean; text?: string }
}

/** A change of status as the pull keeps it. */
export const changed = (
  status: StatusChange['status'],
  more: Partial<StatusChange> = {},
): TicketEvent => ({
  kind: 'status',
  status,
  ...words[status],
  notify: ['awaitingAuthor', 'resolved'].includes(status) ? 'loud' : 'silent',
  responsible: null,
  ...more,
})

const words: Record<StatusChange['status'], Pick<StatusChange, 'title' | 'icon' | 'text'>> = {
  registered: {
    icon: '🆕',
    title: 'Зарегистрирована',
    text: 'Заявка {number} зарегистрирована.',
  },
  accepted: { icon: '📥', title: 'Взята в работу', text: 'Заявка {number} взята в работу.' },
  inProgress: { icon: '🔧', title: 'В работе', text: 'Заявка {number} в работе.' },
  assigned: {
    icon: '👤',
    title: 'Назначена на сотрудника',
    text: 'Заявка {number} назначена на сотрудника: {responsible}.',
  },
  awaitingAuthor: {
    icon: '✋',
    title: 'Ждёт вашего ответа',
    text: 'По заявке {number} нужен ваш ответ.',
  },
  resolved: { icon: '✅', title: 'Решена', text: 'Заявка {number} решена.' },
  closed: { icon: '🏁', title: 'Закрыта', text: 'Заявка {number} закрыта.' },
}
