import { randomUUID } from 'node:crypto'
import { emptyDraft } from '../../src/domain/draft'
import type { Answer } from '../../src/domain/screen'
import { closedNotes } from './closed-hours'
import { begunConversation, type Conversation, noticesOf, writing } from '../conversation'
import { intoDraft, type Said, saidIn } from './said'
import type { Note } from '../dialog'
import { leaveFor } from '../leave-for'
import { awaitingTickets, ownTicket, type OwnTicket } from './own-ticket'
import { beginWith } from '../new-ticket/run'
import { sayInTicket } from './say-in-ticket'
import { type WhichTicket, whichTicket } from './which-ticket'
import type { Outcome, SignedIn } from '../world'

/** Seconds within which the pieces of an album arrive; they get one answer. */
const albumSeconds = 1

/** «Написать», «Ответить». */
export async function startConversation(world: SignedIn, id: string): Promise<Outcome> {
  const ticket = await ownTicket(world, id)
  if (!ticket) return leaveFor(world, `/ticket:${id}`)
  return at(world, ticket, begunConversation(ticket.id), noticesOf(ticket))
}

/** @returns null when it is over: then what was said belongs elsewhere */
export async function continueConversation(world: SignedIn): Promise<Outcome | null> {
  const draft = world.chat.dialog?.draft as Conversation
  const ticket = await ownTicket(world, draft.ticket)
  return ticket && carryOn(world, ticket, draft)
}

/** Says what has come in, and goes on listening: more may follow. */
export async function carryOn(
  world: SignedIn,
  ticket: OwnTicket,
  draft = begunConversation(ticket.id),
  notes: Note[] = [],
): Promise<Outcome> {
  const { say, incoming } = world
  const { message = 0, edited, answer } = incoming
  const next = writing.accept(draft, answer, { say, ticket }, { message, edited })
  if (next.act) await sayAll(world, ticket, [next.act.said])
  const closed = next.act ? await closedNotes(world, ticket) : []
  const words = [...notes, ...(next.notes ?? []), ...noticesOf(ticket), ...closed]
  return settled(at(world, ticket, next.draft, words), answer)
}

/** Each message its own turn, in order; pieces of an album are one. */
export async function sayAll(world: SignedIn, ticket: OwnTicket, all: Said[]): Promise<void> {
  for (const said of all) await sayInTicket(world, { ...said, ticket: ticket.id, act: 'comment' })
}

/** An ordinary message while engineers wait for an answer; null when none does. */
export async function answerAwaited(world: SignedIn): Promise<Outcome | null> {
  const awaiting = await awaitingTickets(world)
  const [ticket, ...others] = awaiting
  const { said, notes } = saidIn(world.incoming.answer, world.incoming.message ?? 0)
  if (!ticket || !said) return null
  if (!others.length) return carryOn(world, ticket)
  return settled(asking(world, { said: [said] }, awaiting, notes), world.incoming.answer)
}

/** @param press the answer pressed; null when something was typed or sent */
export async function continueWhich(world: SignedIn, press: string | null): Promise<Outcome> {
  const { chat, incoming, say } = world
  const awaiting = await awaitingTickets(world)
  const { message = 0, edited } = incoming
  const answer = press === null ? incoming.answer : { kind: 'press' as const, press, query: '' }
  const draft = chat.dialog?.draft as WhichTicket
  const next = whichTicket.accept(draft, answer, { say, awaiting }, { message, edited })
  if (next.act?.kind === 'new') return asNew(world, next.draft)
  const chosen = next.act && (await ownTicket(world, next.act.ticket))
  if (!chosen) return settled(asking(world, next.draft, awaiting, next.notes), incoming.answer)
  await sayAll(world, chosen, next.draft.said)
  const notes = [...noticesOf(chosen), ...(await closedNotes(world, chosen))]
  return {
    ...at(world, chosen, spoken(chosen, next.draft), notes),
    savedDraft: chat.savedDraft,
  }
}

/** «Это новая заявка»: what was said is its description, or joins a draft left earlier. */
function asNew(world: SignedIn, { said }: WhichTicket): Outcome {
  const { draft, notes } = intoDraft(world.chat.savedDraft ?? emptyDraft(randomUUID()), said)
  return beginWith(world, draft, notes)
}

/** How much of it the screen has to tell. */
const spoken = ({ id }: OwnTicket, { said }: WhichTicket): Conversation => ({
  ticket: id,
  messages: new Set(said.map(({ album, message }) => album ?? message)).size,
  files: said.flatMap(({ files }) => files).length,
})

function at(world: SignedIn, ticket: OwnTicket, draft: Conversation, notes: Note[]): Outcome {
  return {
    screen: writing.ask(draft, { say: world.say, ticket }),
    notes,
    dialog: { name: 'conversation', step: 'writing', draft },
  }
}

function asking(
  world: SignedIn,
  draft: WhichTicket,
  awaiting: OwnTicket[],
  notes?: Note[],
): Outcome {
  return {
    screen: whichTicket.ask(draft, { say: world.say, awaiting }),
    notes,
    dialog: { name: 'which-ticket', step: 'which', draft },
  }
}

const settled = (outcome: Outcome, answer: Answer): Outcome =>
  answer.kind === 'files' && answer.album ? { ...outcome, settle: albumSeconds } : outcome
