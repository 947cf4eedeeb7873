import { articlePages, articleScreen } from '../../src/domain/article'
import type { Button } from '../../src/domain/screen'
import {
  type NewTicket,
  type NewTicketFacts,
  type NewTicketStep,
  pressed,
  withAnswer,
} from './draft'

/** «Возможно, это поможет»: at the preview, above «Отправить», so that nothing more must be pressed. */
export const suggestionButtons = (
  { draft: { offered = [] } }: NewTicket,
  { say }: NewTicketFacts,
): Button[][] =>
  offered.map(({ id, title }) => [{ label: say('suggestedArticle', { title }), press: `a:${id}` }])

/** An article is read while the draft waits. */
export const suggested: NewTicketStep = {
  ask(ticket, { say, article }) {
    if (!article) throw new Error('There is no article to be read')
    const pages = articlePages(article).length
    const page = Math.min(Math.max(0, ticket.page ?? 0), pages - 1)
    const { text, picture } = articleScreen(article, { page, say })
    const earlier: Button = { label: say('articleEarlier'), press: `p:${page - 1}` }
    const further: Button = { label: say('articleFurther'), press: `p:${page + 1}` }
    const turning = [...(page > 0 ? [earlier] : []), ...(page < pages - 1 ? [further] : [])]
    const files: Button = {
      label: say('articleFiles', { count: article.files }),
      press: 'files',
    }
    return {
      text,
      ...(picture ? { picture } : {}),
      rows: [
        ...(turning.length ? [turning] : []),
        ...(article.files ? [[files]] : []),
        [{ label: say('suggestionHelped'), press: 'solved', style: 'success' }],
        [{ label: say('suggestionDidNotHelp'), press: 'on' }],
        [
          { label: say('back'), press: 'back' },
          { label: say('home'), press: '/home' },
        ],
      ],
    }
  },
  accept(ticket, answer, _facts, at) {
    const press = pressed(answer)
    if (press?.startsWith('p:')) return { draft: { ...ticket, page: Number(press.slice(2)) || 0 } }
    if (press === 'files') return { draft: ticket, act: 'files' }
    if (press === 'solved') return { draft: ticket, act: 'solved' }
    if (press === 'on') return { draft: ticket, act: 'notSolved' }
    if (press === 'back') return { draft: { draft: ticket.draft }, step: 'preview' }
    const { draft, notes } = withAnswer(ticket, answer, at)
    return press ? { draft, notes } : { draft: { draft: draft.draft }, notes, step: 'preview' }
  },
}

/** The article that is read is offered no more. */
export const without = ({ draft, article }: NewTicket): NewTicket => ({
  draft: { ...draft, offered: draft.offered?.filter(({ id }) => id !== article) },
})
