import fc from 'fast-check'
import type { Seen } from '../engineer'
import type { DeskComment } from '../history'
import { sha256 } from '../talk'
import { type Command, command, type Model } from './command'
import { type Employee, nextMark } from './employee'
import type { Stage } from './stage'

const acts = ['state', 'assign', 'comment', 'comment', 'comment with a file', 'private'] as const
const later = ['edit', 'delete'] as const
type Act = (typeof acts)[number] | (typeof later)[number]

type Work = { at: number; stage: Stage; employee: Employee; ticket: Seen }

const works: Record<Act, (work: Work) => Promise<unknown>> = {
  async state({ at, stage, ticket }) {
    const state = ticket.nextStates[at % ticket.nextStates.length]?.code
    const path = `/tickets/${ticket.uuid}/state`
    // The bot may have moved it since the engineer looked
    if (state) await stage.world.naumen.post(path, { state }).catch(() => undefined)
  },
  assign: ({ at, stage, ticket }) =>
    stage.world.naumen.post(`/tickets/${ticket.uuid}/assign`, {
      employee: at % 2 ? 'employee$10511' : 'employee$10512',
    }),
  comment: (work) => says(work, false, false),
  'comment with a file': (work) => says(work, false, true),
  private: (work) => says(work, true, true),
  async edit({ at, stage, employee, ticket }) {
    const comment = written(stage, ticket, at)
    if (!comment) return
    const mark = nextMark(employee)
    comment.marks.push(mark)
    await stage.world.naumen.post(`/comments/${comment.uuid}/edit`, { text: wording(mark) })
  },
  async delete({ at, stage, ticket }) {
    const comment = written(stage, ticket, at)
    if (!comment) return
    comment.deleted = true
    await stage.world.naumen.remove(`/comments/${comment.uuid}`)
  },
}

async function says({ stage, employee, ticket }: Work, hidden: boolean, withFile: boolean) {
  const mark = nextMark(employee)
  const file = { name: `от инженера ${mark}.log`, bytes: Buffer.from(`от инженера ${mark}`) }
  const form = new FormData()
  form.set('text', wording(mark))
  form.set('private', String(hidden))
  if (withFile) form.append('file', new Blob([new Uint8Array(file.bytes)]), file.name)
  const path = `/tickets/${ticket.uuid}/comment`
  const { uuid } = await stage.world.naumen.post<{ uuid: string }>(path, form)
  stage.history.desk.push({
    ...{ ticket: ticket.uuid, uuid, private: hidden, marks: [mark], deleted: false },
    files: withFile ? [{ name: file.name, sha256: sha256(file.bytes) }] : [],
  })
}

const wording = (mark: string) => `<p>Слово <i>инженера</i> ${mark}.</p>`

function written({ history }: Stage, { uuid }: Seen, at: number): DeskComment | undefined {
  const own = history.desk.filter(({ ticket, deleted }) => ticket === uuid && !deleted)
  return own[at % own.length]
}

/** An engineer does something in a request of whoever plays in this run. */
const worksAtTicket = (at: number, act: Act): Command =>
  command(
    `an engineer: ${act} ${at}`,
    () => true,
    async (model, stage) => {
      const all = await requestsOf(model, stage)
      const found = all[at % all.length]
      if (found) await works[act]({ at, stage, ...found })
    },
  )

async function requestsOf({ people }: Model, { world }: Stage) {
  const tickets = await world.naumen.get<Seen[]>('/tickets')
  return tickets.flatMap((ticket) => {
    const employee = people.find(({ uuid }) => uuid === ticket.client?.uuid)
    return employee ? [{ ticket, employee }] : []
  })
}

const somewhere = fc.nat(200)

export const deskActs: fc.Arbitrary<Command>[] = [
  ...Array.from({ length: 4 }, () =>
    fc.tuple(somewhere, fc.constantFrom(...acts)).map(([at, act]) => worksAtTicket(at, act)),
  ),
  fc.tuple(somewhere, fc.constantFrom(...later)).map(([at, act]) => worksAtTicket(at, act)),
]
