import { randomBytes } from 'node:crypto'
import { createAdoptTickets } from '../../jobs/adopt-tickets'
import { type InboundDeps, readStatuses } from '../../jobs/inbound/deps'
import { createPullChanges } from '../../jobs/pull-changes'
import { createPullTicket } from '../../jobs/pull-ticket'
import { createNaumen } from '../../src/naumen/client'
import { startJobsWorld } from '../faults/jobs-world'

export type InboundWorld = Awaited<ReturnType<typeof startInboundWorld>>
export type EventRow = { kind: string; key: string; data: Record<string, unknown> }
export type Turn = {
  id: string
  direction: string
  author: string | null
  text: string
  html: string
  naumen_uuid: string
  deleted_at: Date | null
  edited_at: Date | null
  attachments: { name: string; naumen: string; kind: string; state: string }[]
}
export type TicketState = {
  id: string
  number: string
  origin: string
  status: string
  status_title: string | null
  responsible: string | null
  naumen_state: string | null
  naumen_settled: boolean
  naumen_gone_at: Date | null
  closed_at: Date | null
  deadline: Date | null
  text: string | null
  topic_path: string | null
}

export const ivan = 'employee$10501'
export const engineers = { petr: 'employee$10511', anna: 'employee$10512' }

/** The jobs that bring Naumen's changes here, in this process, against the sandbox's desk. */
export async function startInboundWorld() {
  const jobs = await startJobsWorld()
  const { rows, naumen } = jobs
  const { payload } = jobs.deps
  const refreshed: string[] = []
  const settings = { accessKey: jobs.key, timeZone: 'Europe/Moscow', headers: {} }
  const deps: InboundDeps = {
    ...jobs.deps,
    // Great lists take a moment on a busy machine
    naumen: createNaumen({ url: jobs.deskUrl, ...settings }),
    readStatuses: () => readStatuses(payload),
    refreshCards: async (tickets) => void refreshed.push(...tickets),
  }
  const pullTicket = createPullTicket(deps)

  const world = {
    ...jobs,
    deps,
    refreshed,
    pull: (serviceCall: string) => pullTicket({ serviceCall }),
    /** A poll that looks at everything, closed ones too. */
    poll: createPullChanges({ ...deps, pollSeconds: 60, closedSeconds: 0 }),
    /** What the poll could not settle by itself. */
    async workPulls() {
      const waiting = await rows<{ id: string; data: { serviceCall: string } }>(
        `UPDATE pgboss.job SET state = 'completed', completed_on = now()
         WHERE name = 'pull-ticket' AND state = 'created' RETURNING id, data`,
      )
      for (const { data } of waiting) await pullTicket(data)
      return waiting.length
    },
    adopt: createAdoptTickets({ ...deps, refreshList: async () => undefined }),
    knobs: (changes: Record<string, unknown>) => naumen.post('/knobs', changes),
    /** A request in Naumen as if the bot had filed it, and its ticket here. */
    async handedOver(user: { id: string }, employee = ivan) {
      const [ticket] = await rows<{ id: string }>(
        `INSERT INTO tickets (number, user_id, topic_path, hand_over_state, hand_over_done_at)
         VALUES ('Б-' || nextval('ticket_numbers'), $1, 'Не печатает', 'done', now()) RETURNING id`,
        [user.id],
      )
      const id = ticket?.id ?? ''
      const call = await world.filed(employee, { correlation: id })
      await rows('UPDATE tickets SET naumen_uuid = $2, naumen_title = $3 WHERE id = $1', [
        id,
        call.uuid,
        call.title,
      ])
      return { id, call: call.uuid, title: call.title }
    },
    /** A request in Naumen, filed through the portal where no id of ours is given. */
    async filed(employee = ivan, { correlation = '', description = '<p>Жуёт бумагу</p>' } = {}) {
      return deps.naumen.createServiceCall(await deps.readMapping(), {
        ...{ correlation, clientEmployee: employee, subject: 'Принтер', description },
      })
    },
    engineer: {
      comments: async (call: string, text: string, more: Record<string, unknown> = {}) =>
        (await naumen.post<{ uuid: string }>(`/tickets/${call}/comment`, { text, ...more })).uuid,
      corrects: (comment: string, text: string) =>
        naumen.post(`/comments/${comment}/edit`, { text }),
      deletes: (comment: string) => naumen.remove(`/comments/${comment}`),
      moves: (call: string, state: string) => naumen.post(`/tickets/${call}/state`, { state }),
      takes: (call: string, employee: string | null) =>
        naumen.post(`/tickets/${call}/assign`, { employee }),
      attaches: async (call: string, text: string, names: string[]) => {
        const form = new FormData()
        form.append('text', text)
        for (const name of names) form.append('file', new Blob([randomBytes(64)]), name)
        return (await naumen.post<{ uuid: string }>(`/tickets/${call}/comment`, form)).uuid
      },
    },
    events: (ticket: string) =>
      rows<EventRow>('SELECT kind, key, data FROM ticket_events WHERE ticket = $1 ORDER BY id', [
        ticket,
      ]),
    /** Shorter: the kind, and of a status its name. */
    told: async (ticket: string) =>
      (await world.events(ticket)).map(({ kind, data }) =>
        kind === 'status' ? String(data.status) : kind,
      ),
    turns: (ticket: string) =>
      rows<Turn>('SELECT * FROM messages WHERE ticket_id = $1 ORDER BY sent_at, position', [
        ticket,
      ]),
    state: async (ticket: string) => {
      const [row] = await rows<TicketState>('SELECT * FROM tickets WHERE id = $1', [ticket])
      if (!row) throw new Error('no such ticket')
      return row
    },
    history: async (ticket: string) =>
      (
        await rows<{ status: string }>(
          'SELECT status FROM tickets_history WHERE _parent_id = $1 ORDER BY _order',
          [ticket],
        )
      ).map(({ status }) => status),
    /** Every word of the whole database that a person could meet. */
    everything: async () =>
      JSON.stringify(
        await Promise.all(
          ['messages', 'tickets', 'ticket_events', 'pgboss.job'].map((table) =>
            rows(`SELECT * FROM ${table}`),
          ),
        ),
      ),
  }
  return world
}
