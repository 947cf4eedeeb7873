import { setTimeout as pause } from 'node:timers/promises'
import type { World } from '../world/world'
import type { DeskTicket } from './checker/conversation-facts'
import type { DeskComment, History, Story } from './history'
import type { Random } from './random'
import { fileOf, sha256 } from './talk'

export type Seen = DeskTicket & { nextStates: { code: string }[] }
/** A request as the desk shows it, and the story it came from. */
export type AtDesk = { ticket: Seen; story: Story }

const engineers = ['employee$10511', 'employee$10512']

/** Everything an engineer does at Naumen's desk, written down. */
export function createEngineer(world: World, history: History, random: Random) {
  const { naumen } = world
  let said = 0

  /** @param pace milliseconds between two acts at most */
  async function works(isOver: () => boolean, pace: number) {
    while (!isOver()) {
      await pause(random.between(pace / 10, pace))
      await acts()
    }
  }

  /** One thing in one of the requests that stand in Naumen. */
  async function acts() {
    const all = await requests()
    if (all.length) await random.of(kinds)(random.of(all.slice(0, 12)))
  }

  const requests = async (): Promise<AtDesk[]> =>
    (await naumen.get<Seen[]>('/tickets')).flatMap((ticket) => {
      const story = history.people
        .flatMap(({ stories }) => stories)
        .find(({ mark }) => ticket.description.includes(mark))
      return story ? [{ ticket, story }] : []
    })

  async function moves({ ticket }: AtDesk, to?: string) {
    const state = to ?? random.shuffled(ticket.nextStates)[0]?.code
    const path = `/tickets/${ticket.uuid}/state`
    if (state) await naumen.post(path, { state }).catch(to ? undefined : isRefused)
  }

  const assigns = ({ ticket }: AtDesk, employee = random.of(engineers)) =>
    naumen.post(`/tickets/${ticket.uuid}/assign`, { employee })

  async function comments(one: AtDesk, hidden: boolean, withFile = random.chance(0.3)) {
    const { ticket } = one
    const mark = nextMark(one, hidden)
    const files = withFile ? [fileOf(mark, random)] : []
    const form = new FormData()
    form.set('text', wording(mark, random))
    form.set('private', String(hidden))
    for (const { name, bytes } of files)
      form.append('file', new Blob([new Uint8Array(bytes)]), name)
    const { uuid } = await naumen.post<{ uuid: string }>(`/tickets/${ticket.uuid}/comment`, form)
    const comment: DeskComment = {
      ...{ ticket: ticket.uuid, uuid, private: hidden, marks: [mark], deleted: false },
      files: files.map(({ name, bytes }) => ({ name, sha256: sha256(bytes) })),
    }
    history.desk.push(comment)
    return comment
  }

  const nextMark = ({ story }: AtDesk, hidden: boolean) =>
    `${story.mark}${hidden ? 'т' : 'и'}${++said}-`

  async function edits(one: AtDesk, comment = written(one)) {
    if (!comment) return
    const mark = nextMark(one, comment.private)
    comment.marks.push(mark)
    await naumen.post(`/comments/${comment.uuid}/edit`, { text: wording(mark, random) })
  }

  async function deletes(one: AtDesk, comment = written(one)) {
    if (!comment) return
    comment.deleted = true
    await naumen.remove(`/comments/${comment.uuid}`)
  }

  function written({ ticket: { uuid } }: AtDesk): DeskComment | null {
    const own = history.desk.filter((one) => one.ticket === uuid && !one.deleted)
    return own.length ? random.of(own) : null
  }

  const openly = (one: AtDesk) => comments(one, false)
  const hidden = (one: AtDesk) => comments(one, true)
  const kinds: ((one: AtDesk) => Promise<unknown>)[] = [
    ...[(one: AtDesk) => moves(one), (one: AtDesk) => moves(one), (one: AtDesk) => moves(one)],
    ...[openly, openly, openly, hidden, (one: AtDesk) => assigns(one)],
    ...[(one: AtDesk) => edits(one), (one: AtDesk) => deletes(one)],
  ]

  return { works, requests, moves, assigns, comments, edits, deletes }
}

/** The request has moved on since the engineer looked. */
function isRefused(error: unknown) {
  if (!/: 4\d\d /.test(String(error))) throw error
}

/** As the editor of Naumen's desk makes it. */
const wording = (mark: string, random: Random) =>
  random.of([
    `<p>Смотрю <b>${mark}</b> сейчас.</p>`,
    `<div>Готово ${mark}</div><ul><li>проверьте</li></ul>`,
    `Ответ&nbsp;инженера ${mark} &amp; всё`,
  ])
