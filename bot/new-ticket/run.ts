import { randomUUID } from 'node:crypto'
import { type Draft, emptyDraft, isEmpty, textOf } from '../../src/domain/draft'
import type { Answer, Incoming } from '../../src/domain/screen'
import type { Article } from '../../src/domain/article'
import type { Next, Note } from '../dialog'
import { fileTicket } from './file-ticket'
import { leftDraft } from './kept-draft'
import { homeScreen } from '../menu'
import { newTicketSteps } from '../new-ticket'
import { without } from './article'
import {
  type NewTicket,
  type NewTicketAct,
  type NewTicketFacts,
  queryOf,
  withAnswer,
} from './draft'
import { articleRead, noteNotSolved, noteSolved, withOffers } from './suggest-articles'
import { heedTree } from './topic-changed'
import type { Outcome, SignedIn } from '../world'

/** Seconds within which the pieces of an album arrive; they get one answer. */
const albumSeconds = 1

type Beginning = {
  /** Chosen already, as from a menu button. */
  topic?: string
  /** Something sent out of the blue becomes the description. */
  with?: Incoming
  /** The article that did not help. */
  after?: string
}

/** Begins a ticket; a draft left earlier is offered first. */
export function startNewTicket(world: SignedIn, beginning: Beginning): Outcome {
  const { chat, content } = world
  const running = chat.dialog?.name === 'new-ticket' ? (chat.dialog.draft as NewTicket).draft : null
  const kept = running && isEmpty(running) ? chat.savedDraft : leftDraft(chat)
  if (beginning.with) return begun(world, beginning.with)
  // Of a topic chosen earlier nothing is lost when another is named
  if (kept && (!isEmpty(kept) || (kept.topic && !beginning.topic)))
    return at(world, 'resume', { draft: kept, at: beginning.topic ?? null })
  const { after } = beginning
  const draft = { ...emptyDraft(randomUUID()), ...(after ? { after } : {}) }
  const topic =
    beginning.topic && content.categories.isTopic(beginning.topic) ? beginning.topic : null
  if (topic) return at(world, 'description', { draft: { ...draft, topic } })
  const category = content.categories.get(beginning.topic ?? '')
  return at(world, 'topic', { draft, at: category?.id ?? null })
}

/** What was said at a moment when something else had to be asked first: it waits in the draft. */
export function keepForLater({ chat, incoming }: SignedIn): Outcome['savedDraft'] {
  const { message = 0, answer, edited } = incoming
  if (answer.kind === 'press' || answer.kind === 'command' || edited) return undefined
  const draft = leftDraft(chat) ?? emptyDraft(randomUUID())
  return withAnswer({ draft }, answer, { message, edited }).draft.draft
}

/** «Не печатает принтер» without pressing anything: the text is kept, a topic is suggested. */
function begun(world: SignedIn, incoming: Incoming): Outcome {
  const saved = world.chat.savedDraft
  const base: NewTicket = { draft: saved ?? emptyDraft(randomUUID()) }
  const { message = 0, answer } = incoming
  const { draft, notes } = withAnswer(base, answer, { message, edited: false })
  if (draft === base) return { screen: homeScreen(world), notes, place: '/home' }
  return settled(beginWith(world, draft.draft, notes), answer)
}

/** Something has been said already: a topic that fits is suggested, an older draft is offered first. */
export function beginWith(world: SignedIn, draft: Draft, notes: Note[]): Outcome {
  if (world.chat.savedDraft) return at(world, 'resume', { draft }, notes)
  const query = queryOf(textOf(draft))
  const guess = query && world.content.categories.search(query).length > 0
  return at(world, 'topic', { draft, ...(guess ? { query } : {}) }, notes)
}

/** @param press the answer pressed; null when something was typed or sent */
export async function continueNewTicket(world: SignedIn, press: string | null): Promise<Outcome> {
  const { chat, incoming } = world
  const ticket = chat.dialog?.draft as NewTicket
  const name = chat.dialog?.step ?? ''
  const step = newTicketSteps[name]
  if (!step) return startNewTicket(world, {})
  const answer = answerOf(incoming.answer, press)
  const where = { message: incoming.message ?? 0, edited: incoming.edited }
  const facts = factsOf(world)
  const taken = step.accept(ticket, answer, facts, where)
  const next = heedTree({ ...taken, step: taken.step ?? name }, facts)
  if (next.act === 'file') return fileTicket(world, next.draft)
  if (next.act === 'discard') return discard(world, 'draftKept')
  if (next.act === 'solved') return solved(world, next.draft)
  if (next.act === 'notSolved') return notSolved(world, next.draft)
  const fresh = next.draft.draft.key ? next.draft : { draft: emptyDraft(randomUUID()) }
  return settled(await arrive(world, { ...next, draft: fresh }), answer)
}

/** An article spared the request. */
async function solved(world: SignedIn, ticket: NewTicket): Promise<Outcome> {
  await noteSolved(world, ticket)
  return discard(world, 'solvedThanks')
}

/** Nor is it offered again; the draft goes on as it was. */
async function notSolved(world: SignedIn, ticket: NewTicket): Promise<Outcome> {
  await noteNotSolved(world, ticket)
  return arrive(world, { draft: without(ticket), step: 'preview' })
}

type Arrival = Next<NewTicket, NewTicketAct> & { step: string }

/** The steps that look into the knowledge base: before sending, and while an article is read. */
async function arrive(world: SignedIn, arrival: Arrival): Promise<Outcome> {
  const { draft, step, notes = [], act } = arrival
  if (step === 'article') {
    const article = await articleRead(world, draft, act)
    if (article) return at(world, step, draft, [...notes, ...article.notes], article.article)
    return at(world, 'preview', without(draft), [...notes, { text: 'articleGone' }])
  }
  return at(world, step, step === 'preview' ? await withOffers(world, draft) : draft, notes)
}

const discard = (world: SignedIn, text: 'draftKept' | 'solvedThanks'): Outcome => ({
  screen: homeScreen(world),
  notes: [{ text }],
  dialog: null,
  savedDraft: null,
  place: '/home',
})

function at(
  world: SignedIn,
  step: string,
  ticket: NewTicket,
  notes?: Note[],
  article?: Article,
): Outcome {
  const question = newTicketSteps[step]
  if (!question) throw new Error(`A new ticket has no step ${step}`)
  const facts = { ...factsOf(world), resuming: step === 'resume', article }
  return {
    screen: question.ask(ticket, facts),
    notes,
    dialog: { name: 'new-ticket', step, draft: ticket },
    savedDraft: step === 'resume' ? ticket.draft : null,
  }
}

const settled = (outcome: Outcome, answer: Answer): Outcome =>
  answer.kind === 'files' && answer.album ? { ...outcome, settle: albumSeconds } : outcome

const answerOf = (answer: Answer, press: string | null): Answer =>
  answer.kind === 'press' ? { ...answer, press: press ?? '' } : answer

const factsOf = ({ say, content }: SignedIn): NewTicketFacts => ({
  say,
  categories: content.categories,
})
