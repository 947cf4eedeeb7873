import type { Answer } from '../../src/domain/screen'
import { type Closing, type ClosingAct, closingSteps } from './closing'
import { begunConversation } from '../conversation'
import type { Note } from '../dialog'
import { leaveFor } from '../leave-for'
import { ownTicket, type OwnTicket } from '../conversation/own-ticket'
import { type PendingAct, pendingActs } from './pending-acts'
import { carryOn, sayAll } from '../conversation/run'
import { sayInTicket } from '../conversation/say-in-ticket'
import type { Outcome, SignedIn } from '../world'

/** «Подтвердить» ends a resolved ticket at once; an unfinished one is asked about first. */
export async function confirmTicket(world: SignedIn, id: string): Promise<Outcome> {
  const ticket = await ownTicket(world, id)
  if (!ticket) return leaveFor(world, `/ticket:${id}`)
  if (ticket.status === 'closed') return toCard(world, ticket, 'alreadyClosed')
  return ticket.status === 'resolved' ? close(world, ticket) : at(world, 'sure', ticket)
}

/** «Вернуть в работу» asks why. */
export async function reopenTicket(world: SignedIn, id: string): Promise<Outcome> {
  const ticket = await ownTicket(world, id)
  if (!ticket) return leaveFor(world, `/ticket:${id}`)
  if (ticket.status !== 'closed' && ticket.status !== 'resolved')
    return toCard(world, ticket, 'alreadyOpen')
  if (await isAsked(world, ticket, 'reopen')) return toCard(world, ticket, 'reopenOnItsWay')
  return at(world, 'reason', ticket)
}

/**
 * @param press the answer pressed; null when something was typed or sent
 * @returns null when there is no such ticket any more: then what was said belongs elsewhere
 */
export async function continueClosing(
  world: SignedIn,
  press: string | null,
): Promise<Outcome | null> {
  const { chat, incoming, say } = world
  const draft = chat.dialog?.draft as Closing
  const step = chat.dialog?.step ?? ''
  const ticket = await ownTicket(world, draft.ticket)
  const asked = closingSteps[step]
  if (!ticket || !asked) return null
  const { message = 0, edited } = incoming
  const answer: Answer = press === null ? incoming.answer : { kind: 'press', press, query: '' }
  const next = asked.accept(draft, answer, { say, ticket }, { message, edited })
  return next.act
    ? perform(world, ticket, next.act, next.notes)
    : at(world, step, ticket, next.notes)
}

async function perform(
  world: SignedIn,
  ticket: OwnTicket,
  act: ClosingAct,
  notes: Note[] = [],
): Promise<Outcome> {
  if (act.kind === 'close') return close(world, ticket)
  if (act.kind === 'say') {
    await sayAll(world, ticket, [act.said])
    return at(world, 'sure', ticket, [...notes, { text: 'passedOn', values: numbered(ticket) }])
  }
  if (!act.said) {
    await ask(world, ticket, 'reopen')
    return toCard(world, ticket, 'reopenOnItsWay')
  }
  // First why, so that the engineer reads it when the ticket is back
  const goesOn = await carryOn(
    world,
    { ...ticket, status: 'inProgress' },
    begunConversation(ticket.id),
    [{ text: 'reopenOnItsWay', values: numbered(ticket) }],
  )
  await ask(world, ticket, 'reopen')
  return goesOn
}

async function close(world: SignedIn, ticket: OwnTicket): Promise<Outcome> {
  await ask(world, ticket, 'close')
  return toCard(world, ticket, 'closeOnItsWay')
}

/** Once: a second press while the first is on its way adds nothing. */
async function ask(world: SignedIn, ticket: OwnTicket, act: PendingAct): Promise<void> {
  if (!(await isAsked(world, ticket, act))) await sayInTicket(world, { ticket: ticket.id, act })
}

const isAsked = async ({ tx }: SignedIn, { id }: OwnTicket, act: PendingAct) =>
  (await pendingActs(tx, id)).includes(act)

type Word = 'alreadyClosed' | 'alreadyOpen' | 'closeOnItsWay' | 'reopenOnItsWay'

const toCard = (world: SignedIn, ticket: OwnTicket, text: Word) =>
  leaveFor(world, `/ticket:${ticket.id}`, [{ text, values: numbered(ticket) }])

const numbered = ({ number }: OwnTicket) => ({ number })

function at(world: SignedIn, step: string, ticket: OwnTicket, notes?: Note[]): Outcome {
  const question = closingSteps[step]
  if (!question) throw new Error(`Closing has no step ${step}`)
  const draft: Closing = { ticket: ticket.id }
  return {
    screen: question.ask(draft, { say: world.say, ticket }),
    notes,
    dialog: { name: 'closing', step, draft },
  }
}
