import {
  type Draft,
  emptyDraft,
  fileLines,
  isEmpty,
  maxFiles,
  mayHoldPlace,
  textOf,
} from '../src/domain/draft'
import type { Answer, Button, Screen } from '../src/domain/screen'
import { cutHtml, escapeHtml } from '../src/domain/text'
import type { At, Next } from './dialog'
import {
  pressed,
  type NewTicket,
  type NewTicketAct,
  type NewTicketFacts,
  type NewTicketStep,
  withAnswer,
} from './new-ticket/draft'
import { suggested, suggestionButtons } from './new-ticket/article'
import { topic } from './new-ticket/topic'

type NewTicketNext = Next<NewTicket, NewTicketAct>

const resume: NewTicketStep = {
  ask: (ticket, facts) => ({
    text: facts.say('resumeDraft').replace('{draft}', () => summary(ticket, facts)),
    rows: [
      [{ label: facts.say('resumeButton'), press: 'resume', style: 'primary' }],
      [{ label: facts.say('startOver'), press: 'over' }],
      [{ label: facts.say('home'), press: '/home' }],
    ],
  }),
  accept(ticket, answer, facts, at): NewTicketNext {
    if (pressed(answer) === 'over') return onward(emptyDraft(ticket.draft.key), ticket.at, facts)
    if (pressed(answer) === 'resume') return onward(ticket.draft, ticket.at, facts)
    const { draft, notes } = withAnswer(ticket, answer, at)
    return { ...onward(draft.draft, ticket.at, facts), notes }
  },
}

/** @param wanted what a link or a menu button has named; a draft with a topic of its own keeps it */
function onward(
  draft: Draft,
  wanted: string | null | undefined,
  { categories }: NewTicketFacts,
): NewTicketNext {
  if (draft.topic) return { draft: { draft }, step: 'description' }
  const node = categories.get(wanted ?? '')
  if (!node) return { draft: { draft }, step: 'topic' }
  return categories.isTopic(node.id)
    ? { draft: { draft: { ...draft, topic: node.id } }, step: 'description' }
    : { draft: { draft, at: node.id }, step: 'topic' }
}

const description: NewTicketStep = {
  ask(ticket, facts) {
    const { say } = facts
    const empty = isEmpty(ticket.draft)
    const path = pathOf(ticket, facts)
    const text = empty
      ? say('describe', { path, maxFiles })
      : say('described', { path }).replace('{draft}', () => summary(ticket, facts))
    const next: Button[][] = empty
      ? []
      : [[{ label: say('next'), press: 'next', style: 'primary' }]]
    const clear: Button[][] = empty ? [] : [[{ label: say('clearText'), press: 'clear' }]]
    return { text, rows: [...next, ...clear, wayOut(facts)] }
  },
  accept(ticket, answer, facts, at): NewTicketNext {
    const press = pressed(answer)
    if (press === 'next')
      return isEmpty(ticket.draft)
        ? { draft: ticket, notes: [{ text: 'describeFirst' }] }
        : { draft: ticket, step: 'preview', notes: warnings(ticket) }
    if (press === 'clear') return { draft: { draft: emptied(ticket) } }
    if (press === 'back') return toTopic(ticket, facts)
    return leaveOr(ticket, answer, at)
  },
}

const preview: NewTicketStep = {
  ask: (ticket, facts) => ({
    text: [
      facts
        .say('preview', { path: pathOf(ticket, facts) })
        .replace('{draft}', () => summary(ticket, facts)),
      ...(ticket.draft.offered?.length ? [facts.say('suggestedArticles')] : []),
    ].join('\n\n'),
    rows: [
      ...suggestionButtons(ticket, facts),
      [{ label: facts.say('send'), press: 'send', style: 'success' }],
      [
        { label: facts.say('editText'), press: 'text' },
        { label: facts.say('editTopic'), press: 'topic' },
      ],
      wayOut(facts),
    ],
  }),
  accept(ticket, answer, facts, at): NewTicketNext {
    const press = pressed(answer)
    if (press === 'send' && isEmpty(ticket.draft))
      return { draft: ticket, step: 'description', notes: [{ text: 'describeFirst' }] }
    if (press === 'send' && !hasTopic(ticket, facts))
      return { draft: ticket, step: 'topic', notes: [{ text: 'topicGone' }] }
    if (press === 'send') return { draft: ticket, act: 'file' }
    if (press === 'topic') return toTopic(ticket, facts)
    if (press?.startsWith('a:'))
      return { draft: { draft: ticket.draft, article: press.slice(2) }, step: 'article' }
    if (press === 'text' || press === 'back') return { draft: ticket, step: 'description' }
    return leaveOr(ticket, answer, at)
  },
}

/** The dialog of PRODUCT.md §3: topic → description and files → preview, an article perhaps → sent. */
export const newTicketSteps: Record<string, NewTicketStep> = {
  resume,
  topic,
  description,
  preview,
  article: suggested,
}

function leaveOr(ticket: NewTicket, answer: Answer, at: At): NewTicketNext {
  return pressed(answer) === 'cancel'
    ? { draft: ticket, act: 'discard' }
    : withAnswer(ticket, answer, at)
}

const hasTopic = (ticket: NewTicket, { categories }: NewTicketFacts) =>
  !!ticket.draft.topic && categories.isTopic(ticket.draft.topic)

/** Back to choosing: the list in which the present topic stands. */
function toTopic(ticket: NewTicket, { categories }: NewTicketFacts): NewTicketNext {
  const at = categories.get(ticket.draft.topic ?? '')?.parent ?? null
  return { draft: { draft: ticket.draft, at }, step: 'topic' }
}

const emptied = ({ draft: { key, topic } }: NewTicket) => ({ ...emptyDraft(key), topic })

const warnings = (ticket: NewTicket): NewTicketNext['notes'] =>
  mayHoldPlace(ticket.draft) ? [{ text: 'gpsWarning' }] : []

const pathOf = (ticket: NewTicket, { categories }: NewTicketFacts) =>
  categories.pathOf(ticket.draft.topic ?? '')

const wayOut = ({ say }: NewTicketFacts): Button[] => [
  { label: say('back'), press: 'back' },
  { label: say('cancel'), press: 'cancel' },
]

/** What has been said so far, cut so that a screen always holds it. */
function summary(ticket: NewTicket, facts: NewTicketFacts): Screen['text'] {
  const text = textOf(ticket.draft)
  const said = text ? `<blockquote>${cutHtml(escapeHtml(text), 2000)}</blockquote>` : ''
  const files = fileLines(ticket.draft).map(escapeHtml)
  const topic = ticket.draft.topic && facts.resuming ? escapeHtml(pathOf(ticket, facts)) : ''
  return [topic, said, ...files].filter(Boolean).join('\n')
}
