import type { Article } from '../../src/domain/article'
import type { CategoryTree } from '../../src/domain/category'
import {
  type Draft,
  maxFiles,
  maxText,
  type Trouble,
  withFiles,
  withText,
} from '../../src/domain/draft'
import type { Answer } from '../../src/domain/screen'
import { cutText } from '../../src/domain/text'
import type { Say } from '../../src/domain/texts'
import type { At, Note, Step } from '../dialog'

/**
 * The draft and, while a topic is chosen, where in the tree the person looks; while an article is read,
 * which. `page` is one of the list or of the article.
 */
export type NewTicket = {
  draft: Draft
  at?: string | null
  page?: number
  query?: string
  article?: string
}

export type NewTicketFacts = {
  say: Say
  categories: CategoryTree
  resuming?: boolean
  /** The one that is read. */
  article?: Article
}

/** `solved` and `notSolved`: what an article came to; `files`: those of the article. */
export type NewTicketAct = 'file' | 'discard' | 'solved' | 'notSolved' | 'files'

export type NewTicketStep = Step<NewTicket, NewTicketFacts, NewTicketAct>

/** Takes whatever was sent into the draft; what can't be taken comes back in words. */
export function withAnswer(
  ticket: NewTicket,
  answer: Answer,
  at: At,
): { draft: NewTicket; notes: Note[] } {
  const [draft, troubles] = take(ticket.draft, answer, at)
  if (draft === ticket.draft && !troubles.length && !at.edited)
    return {
      draft: ticket,
      notes: [{ text: answer.kind === 'press' ? 'useButtons' : 'unsupported' }],
    }
  return { draft: { ...ticket, draft }, notes: troubles.map(inNote) }
}

function take(draft: Draft, answer: Answer, { message, edited }: At): [Draft, Trouble[]] {
  if (edited && !isPartOf(draft, message)) return [draft, []]
  if (answer.kind === 'text') return withText(draft, message, answer.text)
  if (answer.kind === 'place') {
    const { latitude, longitude } = answer
    return [{ ...draft, place: { latitude, longitude } }, []]
  }
  if (answer.kind === 'contact')
    return [{ ...draft, contact: { name: answer.name, phone: answer.phone } }, []]
  if (answer.kind !== 'files') return [draft, []]
  const [withCaption, first] = withText(draft, message, answer.text)
  const [withAll, second] = withFiles(withCaption, message, answer.files)
  return [withAll, [...first, ...second]]
}

const isPartOf = (draft: Draft, message: number) =>
  [...draft.parts, ...draft.files].some((part) => part.message === message)

/** What could not be taken, in words. */
export function inNote(trouble: Trouble): Note {
  if (trouble.trouble === 'fileTooBig')
    return { text: 'fileTooBig', values: { name: trouble.name } }
  if (trouble.trouble === 'tooManyFiles')
    return { text: 'tooManyFiles', values: { maxFiles, names: trouble.names } }
  return { text: 'textTooLong', values: { maxText } }
}

/** What is searched for of a text that may be a whole story; never half a character. */
export const queryOf = (text: string) => cutText(text.trim(), 100)

export const pressed = (answer: Answer): string | null =>
  answer.kind === 'press' ? answer.press : null
