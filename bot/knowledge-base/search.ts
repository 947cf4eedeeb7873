import { randomUUID } from 'node:crypto'
import { type Found, noteSearch, searchArticles } from '../../src/database/articles'
import { emptyDraft } from '../../src/domain/draft'
import type { Button, Screen } from '../../src/domain/screen'
import { cutText, escapeHtml } from '../../src/domain/text'
import type { Chat } from '../chat'
import { intoDraft } from '../conversation/said'
import { pageOf, pager } from '../dialog'
import { isLeftLongAgo } from '../left-long-ago'
import { isStory } from '../new-ticket/topic'
import { beginWith } from '../new-ticket/run'
import type { Outcome, SignedIn } from '../world'

/** What was looked for, and the message it was typed in; nothing as long as it is only asked. */
type ArticleSearch = { query?: string; message?: number }

const pageSize = 5
const most = 30

/** «🔍 Поиск». */
export const startSearch = (world: SignedIn): Outcome => searching(askScreen(world), {})

/** Back to what was found, from an article or to another page. */
export async function showFound(world: SignedIn, page: string): Promise<Outcome> {
  const search = searchIn(world.chat)
  if (search?.query === undefined) return startSearch(world)
  const found = await find(world, search.query)
  return searching(foundScreen(world, search.query, found, Number(page) || 0), search)
}

/** @returns the way back to what was found; none when nothing has been looked for */
export const wayToFound = (chat: Chat): string | undefined =>
  searchIn(chat)?.query === undefined ? undefined : '/kb-found'

/**
 * @param press the answer pressed; null when something was typed or sent
 * @returns null when it is no search: a whole story, a file
 */
export async function continueSearch(
  world: SignedIn,
  press: string | null,
): Promise<Outcome | null> {
  if (press === null) return searchTyped(world)
  return press === 'new' ? asRequest(world) : null
}

/** Words typed where articles are looked for; null anywhere else. */
export async function typedAmongArticles(world: SignedIn): Promise<Outcome | null> {
  if (!isAmongArticles(world) || (await isLeftLongAgo(world))) return null
  return searchTyped(world)
}

function isAmongArticles({ chat: { place }, content }: SignedIn): boolean {
  if (/^\/kb(:|$)/.test(place)) return true
  const section = content.sections.find(({ id }) => place === `/menu:${id}`)
  return section?.kind === 'knowledge-base'
}

async function searchTyped(world: SignedIn): Promise<Outcome | null> {
  const { tx, user, incoming } = world
  const { answer, message } = incoming
  if (answer.kind !== 'text' || isStory(answer.text)) return null
  const query = answer.text.trim()
  const found = await find(world, query)
  await noteSearch(tx, { words: query, found: found.length, user: user.id })
  return searching(foundScreen(world, query, found, 0), { query, message })
}

const find = ({ tx }: SignedIn, words: string) => searchArticles(tx, { words, limit: most })

/** The words that found nothing are the beginning of the request. */
function asRequest(world: SignedIn): Outcome {
  const { query = '', message = 0 } = searchIn(world.chat) ?? {}
  const base = world.chat.savedDraft ?? emptyDraft(randomUUID())
  const { draft, notes } = intoDraft(base, [{ message, text: query, files: [] }])
  return beginWith(world, draft, notes)
}

const searching = (screen: Screen, draft: ArticleSearch): Outcome => ({
  screen,
  place: '/kb',
  dialog: { name: 'article-search', step: 'words', draft },
})

const searchIn = ({ dialog }: Chat) =>
  dialog?.name === 'article-search' ? (dialog.draft as ArticleSearch) : null

const askScreen = (world: SignedIn): Screen => ({
  text: world.say('askArticle'),
  rows: [waysOut(world)],
})

function foundScreen(world: SignedIn, query: string, found: Found[], at: number): Screen {
  const { say } = world
  const { items, page, pages } = pageOf(found, at, pageSize)
  const open = items.map(({ id, title }): Button[] => [{ label: title, press: `/article:${id}` }])
  const request: Button = { label: say('newTicketButton'), press: 'new' }
  const head = say(found.length ? 'articlesFound' : 'noArticleFound', { query })
  return {
    text: [head, ...items.map(described)].join('\n\n'),
    rows: [
      ...open,
      ...pager(page, pages, (to) => `/kb-found:${to}`),
      [found.length ? request : { ...request, style: 'primary' }],
      waysOut(world),
    ],
  }
}

const described = ({ title, snippet }: Found) =>
  [`📖 <b>${escapeHtml(title)}</b>`, escapeHtml(cutText(oneLine(snippet), 160))]
    .filter(Boolean)
    .join('\n')

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

const waysOut = ({ say }: SignedIn): Button[] => [
  { label: say('knowledgeBaseButton'), press: '/kb' },
  { label: say('home'), press: '/home' },
]
