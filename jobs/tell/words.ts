import { openButton, answerButton, stars, topicOf } from '../../src/domain/status-post'
import type { TextName } from '../../src/domain/texts'
import type { TicketEvent } from '../../src/domain/ticket-event'
import { deliver } from '../../src/telegram/deliver'
import { endTelling, once } from './message'
import type { Telling } from './telling'

type Refused = Extract<TicketEvent, { kind: 'refused' }>

const words: Record<Refused['act'], TextName> = {
  close: 'refusedClose',
  reopen: 'refusedReopen',
  rating: 'refusedRating',
  comment: 'refusedComment',
}

/** What the person asked for, and Naumen would not do. */
export async function tellRefusal(telling: Telling, { act, reason }: Refused) {
  const { deps, chat, say, ticket } = telling
  const html = say(words[act], { number: ticket.number, reason })
  const open = openButton(ticket.id, say)
  const rows = [act === 'comment' ? [answerButton(ticket.id, say), open] : [open]]
  await once(telling, { part: 'words' }, () => deliver(deps.telegram.api, { chat, html, rows }))
  await endTelling(telling, 'told')
}

/** Said once, and only while the rating still makes sense. */
export async function tellReminder(telling: Telling) {
  const { deps, chat, say, ticket } = telling
  if (ticket.isRated || ticket.status !== 'closed') return endTelling(telling, 'overtaken')
  const html = say('ratingReminder', { number: ticket.number, topic: topicOf(ticket) })
  const rows = [stars(ticket.id), [openButton(ticket.id, say)]]
  const reminder = { chat, html, rows, silent: true }
  await once(telling, { part: 'words' }, () => deliver(deps.telegram.api, reminder))
  await endTelling(telling, 'told')
}
