import type { Next } from '../dialog'
import type { NewTicket, NewTicketAct, NewTicketFacts } from './draft'

type Step = Next<NewTicket, NewTicketAct> & { step: string }

/**
 * The tree of topics may change while somebody writes a request: a topic that is gone is chosen anew,
 * of one that was moved or renamed the person hears before anything is sent.
 */
export function heedTree(next: Step, { categories }: Pick<NewTicketFacts, 'categories'>): Step {
  const { draft } = next.draft
  const leaves = next.act !== undefined && next.act !== 'file'
  if (!draft.topic || leaves || next.step === 'topic' || next.step === 'resume') return next
  const { topic, topicPath, ...rest } = draft
  const notes = next.notes ?? []
  if (!categories.isTopic(topic))
    return { draft: { draft: rest }, step: 'topic', notes: [...notes, { text: 'topicGone' }] }
  const path = categories.pathOf(topic)
  const kept = { ...next, draft: { ...next.draft, draft: { ...draft, topicPath: path } } }
  if (!topicPath || topicPath === path) return kept
  const { act, ...stay } = kept
  const moved = { text: 'topicMoved', values: { path } } as const
  return { ...stay, step: act === 'file' ? 'preview' : next.step, notes: [...notes, moved] }
}
