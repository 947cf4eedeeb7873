import { noteArticle, suggestArticles } from '../../src/database/articles'
import type { Article } from '../../src/domain/article'
import { textOf } from '../../src/domain/draft'
import { orderFiles } from '../knowledge-base/article-acts'
import { noteView, vote } from '../knowledge-base/article-events'
import type { Note } from '../dialog'
import type { NewTicket, NewTicketAct } from './draft'
import { readArticle } from '../knowledge-base/read-article'
import type { SignedIn } from '../world'

const most = 3

/** Articles that may spare the request: offered once, when it is about to be sent. */
export async function withOffers(world: SignedIn, ticket: NewTicket): Promise<NewTicket> {
  const { tx, user, content } = world
  const { draft } = ticket
  if (draft.offered || !textOf(draft)) return ticket
  const topic = content.categories.get(draft.topic ?? '')
  const words = `${topic?.title ?? ''} ${textOf(draft)}`
  const found = await suggestArticles(tx, { words, limit: most + 1, topic: draft.topic })
  const offered = found.filter(({ id }) => id !== draft.after).slice(0, most)
  // Nothing yet: more words may be added
  if (!offered.length) return ticket
  for (const { id } of offered)
    await noteArticle(tx, { kind: 'suggested', article: id, user: user.id })
  return {
    ...ticket,
    draft: { ...draft, offered: offered.map(({ id, title }) => ({ id, title })) },
  }
}

/** @returns null when it is not there to be read any more */
export async function articleRead(
  world: SignedIn,
  { article: id = '' }: NewTicket,
  act?: NewTicketAct,
): Promise<{ article: Article; notes: Note[] } | null> {
  const article = await readArticle(world.tx, id)
  if (!article) return null
  await noteView(world, article.id)
  if (act !== 'files') return { article, notes: [] }
  await orderFiles(world, article)
  return { article, notes: [{ text: 'articleFilesOnTheirWay', values: { count: article.files } }] }
}

/** «Помогло, заявка не нужна». */
export const noteSolved = ({ tx, user }: SignedIn, { article = '' }: NewTicket) =>
  noteArticle(tx, { kind: 'solved', article, user: user.id })

/** «Не помогло»: said of the article, and the draft goes on. */
export const noteNotSolved = (world: SignedIn, { article = '' }: NewTicket) =>
  vote(world, article, 'notHelped')
