import type { Button, Html } from './screen'
import { escapeHtml, fill } from './text'
import type { Say } from './texts'
import type { StatusChange } from './ticket-event'

/** What a post says of the ticket itself. */
export type PostedTicket = {
  id: string
  number: string
  topicPath: string | null
}

/** The message on the phone in which the last change of status stands. */
export type StandingPost = {
  changes: StatusChange[]
  /** A change that follows now is written into it. */
  fresh: boolean
}

export type StatusPost = {
  /** Everything the message tells, oldest first. */
  changes: StatusChange[]
  /** Edit what stands there, or say it anew (and remove what stood there when it was fresh). */
  how: 'edit' | 'anew'
  silent: boolean
  asksRating: boolean
}

/** More would not be read. */
const longestTrail = 8

/**
 * How changes not told yet come to the phone: a burst becomes one message. A change that should be
 * heard is never written into a message that is there already, for that makes no sound.
 * @param changes in order, at least one; those with notify `off` left out
 * @param mayAsk the ticket is not rated and its rating was not asked before
 */
export function statusPostFor(
  changes: StatusChange[],
  standing: StandingPost | null,
  mayAsk: boolean,
): StatusPost {
  const fresh = standing?.fresh ?? false
  const loud = changes.some(({ notify }) => notify === 'loud')
  const before = fresh ? (standing?.changes ?? []) : []
  const all = [...before, ...changes].slice(-longestTrail)
  const isClosed = all.at(-1)?.status === 'closed'
  const asked = before.some(({ status }) => status === 'closed')
  // A question must stand where the person looks, below whatever came since
  const asksNow = isClosed && mayAsk
  return {
    changes: all,
    how: fresh && !loud && !asksNow ? 'edit' : 'anew',
    silent: !loud,
    asksRating: asksNow || (isClosed && asked),
  }
}

export function statusHtml(ticket: PostedTicket, post: StatusPost, say: Say): Html {
  const last = lastOf(post.changes)
  const { number } = ticket
  const head = say('statusHead', { icon: last.icon || '•', number, topic: topicOf(ticket) })
  const responsible = last.responsible ?? say('engineer').toLowerCase()
  const words = fill(last.text || last.title, { number, responsible })
  const trail = trailOf(post.changes)
  return [head, words, trail && `<i>${escapeHtml(trail)}</i>`, post.asksRating && say('statusRate')]
    .filter(Boolean)
    .join('\n')
}

export function statusButtons(
  { id }: PostedTicket,
  { changes, asksRating }: Pick<StatusPost, 'changes' | 'asksRating'>,
  say: Say,
): Button[][] {
  const open: Button[] = [openButton(id, say)]
  const { status } = lastOf(changes)
  if (status === 'awaitingAuthor') return [[answerButton(id, say)], open]
  if (status === 'closed' && asksRating) return [stars(id), open]
  if (status !== 'resolved') return [open]
  const confirm: Button = { label: say('confirmButton'), press: `/confirm:${id}` }
  return [[confirm, { label: say('reopenButton'), press: `/reopen:${id}` }], open]
}

/** A post that is overtaken must not be acted on any more. */
export const isActedOn = (changes: StatusChange[]) =>
  ['awaitingAuthor', 'resolved', 'closed'].includes(changes.at(-1)?.status ?? '')

export const openButton = (ticket: string, say: Say): Button => ({
  label: say('openTicketButton'),
  press: `/ticket:${ticket}`,
})

export const answerButton = (ticket: string, say: Say): Button => ({
  label: say('answerButton'),
  press: `/write:${ticket}`,
})

export const stars = (ticket: string): Button[] =>
  [1, 2, 3, 4, 5].map((mark) => ({ label: `${mark} ⭐`, press: `/rate:${ticket}:${mark}` }))

/** « · Не печатает»; nothing where the ticket has no topic. */
export function topicOf({ topicPath }: Pick<PostedTicket, 'topicPath'>): string {
  const topic = topicPath?.split(' → ').at(-1)
  return topic ? ` · ${topic}` : ''
}

/** «Зарегистрирована → Назначена: Пётр Инженеров → В работе»; nothing for one change alone. */
function trailOf(changes: StatusChange[]): string {
  const steps = changes.map(stepOf).filter((step, at, all) => step !== all[at - 1])
  return steps.length > 1 ? steps.join(' → ') : ''
}

function stepOf({ status, title, responsible }: StatusChange): string {
  // A name stands as it is: Russian would have it declined after «на»
  return status === 'assigned' && responsible ? `Назначена: ${responsible}` : title
}

function lastOf(changes: StatusChange[]): StatusChange {
  const last = changes.at(-1)
  if (!last) throw new Error('A post of no change')
  return last
}
