import type { Category } from '../../src/domain/category'
import { fileLines, isEmpty, textOf } from '../../src/domain/draft'
import type { Button, Screen } from '../../src/domain/screen'
import { cutHtml, escapeHtml } from '../../src/domain/text'
import { pageOf, pager } from '../dialog'
import {
  type NewTicket,
  type NewTicketFacts,
  pressed,
  queryOf,
  withAnswer,
  type NewTicketStep,
} from './draft'

const pageSize = 8

/** Category → subcategory → topic in one step: each press goes a level down, typing searches. */
export const topic: NewTicketStep = {
  ask(ticket, facts) {
    const listed = listOf(ticket, facts)
    const { items, page, pages } = pageOf(listed.nodes, ticket.page ?? 0, pageSize)
    const buttons = items.map((node): Button[] => [
      { label: labelOf(node, listed.wide, facts), press: `c:${node.id}` },
    ])
    // Topics are still on their way from Naumen
    const again: Button[][] = items.length ? [] : [[{ label: facts.say('refresh'), press: 'p:0' }]]
    return {
      text: [listed.text, keptSoFar(ticket)].filter(Boolean).join('\n\n'),
      rows: [...again, ...buttons, ...pager(page, pages, (to) => `p:${to}`), wayOut(ticket, facts)],
    }
  },
  accept(ticket, answer, facts, at) {
    const press = pressed(answer)
    if (press === 'cancel') return { draft: ticket, act: 'discard' }
    if (press === 'back') return { draft: up(ticket, facts) }
    if (press?.startsWith('p:')) return { draft: { ...ticket, page: Number(press.slice(2)) || 0 } }
    if (press?.startsWith('c:')) return choose(ticket, press.slice(2), facts)
    if (answer.kind !== 'text' || at.edited) return withAnswer(ticket, answer, at)
    const { categories } = facts
    const query = queryOf(answer.text)
    if (!isStory(answer.text)) return { draft: { draft: ticket.draft, query } }
    const { draft, notes } = withAnswer(ticket, answer, at)
    return { draft: { ...draft, ...(categories.search(query).length ? { query } : {}) }, notes }
  },
}

/** Too long to be a search: the description itself, told before its topic. */
export const isStory = (text: string) => text.length > 100 || text.trim().includes('\n')

function choose(ticket: NewTicket, id: string, { categories }: NewTicketFacts) {
  if (!categories.get(id))
    return { draft: { draft: ticket.draft }, notes: [{ text: 'topicGone' as const }] }
  if (!categories.isTopic(id)) return { draft: { draft: ticket.draft, at: id } }
  const draft = { ...ticket.draft, topic: id }
  return { draft: { draft }, step: isEmpty(draft) ? 'description' : 'preview' }
}

function up(ticket: NewTicket, { categories }: NewTicketFacts): NewTicket {
  if (ticket.query !== undefined) return { draft: ticket.draft }
  return { draft: ticket.draft, at: categories.get(ticket.at ?? '')?.parent ?? null }
}

/** What was told before its topic stands under the list, so that nobody thinks it lost. */
function keptSoFar({ draft }: NewTicket): Screen['text'] {
  const text = textOf(draft)
  const said = text ? `<blockquote>${cutHtml(escapeHtml(text), 300)}</blockquote>` : ''
  return [said, ...fileLines(draft).map(escapeHtml)].filter(Boolean).join('\n')
}

type Listed = { text: Screen['text']; nodes: Category[]; wide?: boolean }

function listOf(ticket: NewTicket, facts: NewTicketFacts): Listed {
  const { say, categories } = facts
  if (ticket.query !== undefined) return found(ticket.query, facts)
  const at = categories.get(ticket.at ?? '')
  const nodes = categories.childrenOf(at?.id ?? null)
  if (!nodes.length) return { text: say('noCategories'), nodes }
  if (!at) return { text: say('chooseCategory'), nodes }
  const name = at.parent ? 'chooseTopic' : 'chooseSubcategory'
  return { text: say(name, { path: categories.pathOf(at.id) }), nodes }
}

function found(query: string, { say, categories }: NewTicketFacts): Listed {
  const nodes = categories.search(query)
  if (nodes.length) return { text: say('searchResults', { query }), nodes, wide: true }
  return { text: say('nothingFound', { query }), nodes: categories.childrenOf(null) }
}

/** A found topic says where it stands; a category shows that more follows. */
function labelOf(
  node: Category,
  wide: boolean | undefined,
  { categories }: NewTicketFacts,
): string {
  if (!categories.isTopic(node.id)) return `${node.title} ›`
  const parent = wide ? categories.get(node.parent ?? '') : undefined
  return parent ? `${node.title} · ${parent.title}` : node.title
}

function wayOut(ticket: NewTicket, { say }: NewTicketFacts): Button[] {
  const top = !ticket.at && ticket.query === undefined
  const back: Button = top
    ? { label: say('home'), press: '/home' }
    : { label: say('back'), press: 'back' }
  return [back, { label: say('cancel'), press: 'cancel' }]
}
