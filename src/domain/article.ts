import type { Button, Html, Screen } from './screen'
import { captionLimit, escapeHtml, plain, splitHtml } from './text'
import type { Say } from './texts'

export type Article = {
  id: string
  title: string
  /** As `richTextToHtml` writes it. */
  html: Html
  /** Id of a document in `files`. */
  picture: string | null
  section: string | null
  /** The category a request from this article begins in. */
  topic: string | null
  /** How many files lie with it. */
  files: number
}

/** What one reads at a time on a phone without losing the place; Telegram would take 4096. */
const pageLimit = 2000

/** Where it was opened from, if not from its section: the way back. */
export type ArticlePlace = { page?: number; back?: string; say: Say }

/** An article as it stands in the chat, and in the preview of the panel. */
export function articleScreen(article: Article, { page = 0, back, say }: ArticlePlace): Screen {
  const pages = articlePages(article)
  const at = Math.min(Math.max(0, page), pages.length - 1)
  const part = pages.length > 1 ? say('articlePart', { part: at + 1, parts: pages.length }) : ''
  const picture = at === 0 && article.picture ? { picture: article.picture } : {}
  const text = [headOf(article, part), pages[at]].filter(Boolean).join('\n\n')
  return {
    text,
    ...picture,
    rows: [
      ...turning(article, at, pages.length, say),
      ...filesButton(article, say),
      ...[verdict(article, say), requestButton(article, say)],
      [{ label: say('back'), press: back ?? sectionPress(article) }, homeButton(say)],
    ],
  }
}

/** The text in pages; at least one. With a picture the first is short: a caption. */
export function articlePages(article: Article): Html[] {
  if (!article.picture) return orOne(splitHtml(article.html, pageLimit))
  const first = captionLimit - plain(headOf(article, '(99 из 99)')).length - 2
  if (plain(article.html).length <= first) return orOne([article.html])
  const [caption = '', ...others] = splitHtml(article.html, first)
  return [caption, ...splitHtml(others.join('\n\n'), pageLimit)]
}

const orOne = (pages: Html[]): Html[] => (pages.length ? pages : [''])

const headOf = ({ title }: Article, part: string) =>
  [`<b>${escapeHtml(title)}</b>`, part].filter(Boolean).join(' ')

const sectionPress = ({ section }: Article) => (section ? `/kb:${section}` : '/kb')

function turning({ id }: Article, page: number, pages: number, say: Say): Button[][] {
  if (pages < 2) return []
  const to = (other: number) => `/article:${id}:${other}`
  const earlier = { label: say('articleEarlier'), press: to(page - 1) }
  const further = { label: say('articleFurther'), press: to(page + 1) }
  return [[...(page > 0 ? [earlier] : []), ...(page < pages - 1 ? [further] : [])]]
}

const filesButton = ({ id, files }: Article, say: Say): Button[][] =>
  files ? [[{ label: say('articleFiles', { count: files }), press: `/article-files:${id}` }]] : []

const verdict = ({ id }: Article, say: Say): Button[] => [
  { label: say('articleHelped'), press: `/helped:${id}`, style: 'success' },
  { label: say('articleNotHelped'), press: `/not-helped:${id}` },
]

const requestButton = ({ id }: Article, say: Say): Button[] => [
  { label: say('newTicketButton'), press: `/ask:${id}` },
]

const homeButton = (say: Say): Button => ({ label: say('home'), press: '/home' })

/** What a link to an article opens the bot with. */
export const articlePayload = (id: string) => `a-${id}`
