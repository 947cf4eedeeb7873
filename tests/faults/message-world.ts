import { randomUUID } from 'node:crypto'
import { createMessageHandOver, type MessageHandOverDeps } from '../../jobs/hand-over-message'
import { until } from '../world/until'
import { startJobsWorld } from './jobs-world'

export type MessageWorld = Awaited<ReturnType<typeof startMessageWorld>>
export type Said = { id: string; message: number }
type Saying = {
  act?: string
  direction?: string
  text?: string
  files?: { name: string; bytes: Buffer; album?: string }[]
  corrects?: string
  sentAt?: Date
}
export type MessageRow = {
  id: string
  act: string
  hand_over_state: string
  hand_over_error: string | null
  hand_over_attempts: string
  naumen_uuid: string | null
  attachments: { name: string; state: string; reason?: string; to?: string }[]
}
export type Comment = {
  uuid: string
  author: { uuid: string } | string | null
  text: string
  private: boolean
  files: { title: string; sha256: string }[]
}
export type ServiceCall = {
  uuid: string
  state: string
  mark: string | null
  markComment: string | null
  comments: Comment[]
  files: { title: string; sha256: string }[]
}

/** The jobs' world with conversations: turns are rows and jobs, as the bot leaves them. */
export async function startMessageWorld() {
  const jobs = await startJobsWorld({ settleSeconds: 1 })
  const { rows, deps } = jobs
  const bytes = new Map<string, Buffer>()
  /** `chat/message` of each sign set on the phone. */
  const signs: string[] = []
  const messageDeps: MessageHandOverDeps = {
    ...deps,
    fetchFile: async (id, most) => bytes.get(id) ?? deps.fetchFile(id, most),
    markHandedOver: async (chat, message) => void signs.push(`${chat}/${message}`),
  }
  let messages = 1000

  const world = {
    ...jobs,
    messageDeps,
    signs,
    workMessages: (parallel = 4) =>
      deps.queue.work('hand-over-message', parallel, createMessageHandOver(messageDeps)),
    /** A ticket that stands in Naumen, filed by a client of the desk. */
    async ticketOf(person: { id: string; chat: number }, employee = 'employee$10501') {
      const id = randomUUID()
      const mapping = await deps.readMapping()
      const wanted = { correlation: id, clientEmployee: employee, subject: 'x', description: 'x' }
      const made = await deps.naumen.createServiceCall(mapping, wanted)
      await rows(
        `INSERT INTO tickets (id, number, user_id, topic_path, text, naumen_uuid, hand_over_state)
         VALUES ($1, 'Б-' || nextval('ticket_numbers'), $2, 'Тема', 'Слова', $3, 'done')`,
        [id, person.id, made.uuid],
      )
      return id
    },
    /** A turn and its job, as the bot saves them. */
    async says(ticket: string, chat: number, saying: Saying): Promise<Said> {
      const { act = 'comment', direction = 'fromEmployee', text = '', files = [] } = saying
      const attachments = files.map(({ name, bytes: content, album }) => {
        const remoteId = randomUUID()
        bytes.set(remoteId, content)
        const known = { name, mime: 'application/octet-stream', size: content.length, album }
        return { kind: 'document', remoteId, uniqueId: remoteId, ...known, state: 'waiting' }
      })
      const message = ++messages
      const [row] = await rows<{ id: string }>(
        `INSERT INTO messages (ticket_id, direction, act, text, attachments, corrects_id,
           telegram_chat, telegram_message, hand_over_state, sent_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting', coalesce($9, now())) RETURNING id`,
        [
          ...[ticket, direction, act, text, JSON.stringify(attachments), saying.corrects],
          ...(direction === 'note' ? [null, null] : [chat, message]),
          saying.sentAt,
        ],
      )
      const job = { ticket, attempt: 0 }
      await deps.queue.send(null, 'hand-over-message', job, { key: ticket })
      return { id: row?.id ?? '', message }
    },
    async message(id: string) {
      const [row] = await rows<MessageRow>('SELECT * FROM messages WHERE id = $1', [id])
      if (!row) throw new Error('no such message')
      return row
    },
    /** What stands in Naumen of a ticket. */
    async desk(ticket: string) {
      const { naumen_uuid: uuid } = await jobs.ticket(ticket)
      const all = (await jobs.naumen.get<ServiceCall[]>('/tickets')).find(
        (one) => one.uuid === uuid,
      )
      if (!all) throw new Error('not in Naumen')
      return all
    },
    /** What stands in Naumen of a conversation, oldest first. */
    async comments(ticket: string) {
      const { comments } = await world.desk(ticket)
      return comments.toSorted((one, two) => number(one.uuid) - number(two.uuid))
    },
    /** The queue's clock runs on: what waits longer than the settling is tried now. */
    hurryMessages: () =>
      rows(`UPDATE pgboss.job SET start_after = now() WHERE name = 'hand-over-message'
            AND state < 'active' AND start_after > now() + interval '3 seconds'`),
    ended: (id: string, state = 'done', patienceMs?: number) =>
      until(
        `the message to be ${state}`,
        async () => {
          await world.hurryMessages()
          const row = await world.message(id)
          return row.hand_over_state === state && row
        },
        patienceMs,
      ),
    events: (ticket: string) =>
      rows<{ kind: string; data: { act: string; reason: string } }>(
        'SELECT kind, data FROM ticket_events WHERE ticket = $1 ORDER BY id',
        [ticket],
      ),
  }
  return world
}

const number = (uuid: string) => Number(uuid.split('$')[1])
