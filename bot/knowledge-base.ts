import type { Button, Screen } from '../src/domain/screen'
import { articleScreen } from '../src/domain/article'
import { escapeHtml } from '../src/domain/text'
import { pager, pageOf } from './dialog'
import {
  noShelf,
  readArticle,
  readShelf,
  readShelves,
  type Shelf,
} from './knowledge-base/read-article'
import type { SignedIn } from './world'

const pageSize = 8

/** A place of the knowledge base: its shelves, one of them, an article; null for other places. */
export async function knowledgePlace(
  world: SignedIn,
  name: string,
  argument: string,
): Promise<Screen | null> {
  if (name === 'article') return articleOrNone(world, argument)
  return name === 'kb' ? shelvesOrShelf(world, argument) : null
}

/** One may have been taken away while somebody had it, or its link, before them. */
async function articleOrNone(world: SignedIn, argument: string): Promise<Screen> {
  const [id = '', page = ''] = argument.split(':')
  const article = await readArticle(world.tx, id)
  if (article) return articleScreen(article, { page: Number(page) || 0, say: world.say })
  const { text, rows } = await shelvesOrShelf(world, '')
  return { text: `${world.say('articleGone')}\n\n${text}`, rows }
}

/** @param argument «», «p1» for a page of the shelves, «<shelf>» or «<shelf>:1» */
async function shelvesOrShelf(world: SignedIn, argument: string): Promise<Screen> {
  const [id = '', page = ''] = argument.split(':')
  const shelves = await readShelves(world.tx)
  const shelf = shelves.find((one) => one.id === id)
  if (shelf) return shelfScreen(world, shelf, Number(page) || 0)
  return shelves.length
    ? shelvesScreen(world, shelves, Number(id.replace(/^p/, '')) || 0)
    : emptyScreen(world)
}

function shelvesScreen(world: SignedIn, shelves: Shelf[], at: number): Screen {
  const { say } = world
  const { items, page, pages } = pageOf(shelves, at, pageSize)
  const buttons = items.map((shelf): Button[] => [
    { label: `${titleOf(world, shelf)} · ${shelf.count}`, press: `/kb:${shelf.id}` },
  ])
  return {
    text: say('knowledgeBase'),
    rows: [
      ...buttons,
      ...pager(page, pages, (to) => `/kb:p${to}`),
      [{ label: say('searchArticlesButton'), press: '/kb-search' }],
      [{ label: say('home'), press: '/home' }],
    ],
  }
}

async function shelfScreen(world: SignedIn, shelf: Shelf, at: number): Promise<Screen> {
  const { say, tx } = world
  const pages = Math.max(1, Math.ceil(shelf.count / pageSize))
  const page = Math.min(Math.max(0, at), pages - 1)
  const articles = await readShelf(tx, shelf.id, { size: pageSize, page })
  return {
    text: `<b>${escapeHtml(titleOf(world, shelf))}</b>\n${say('chooseArticle')}`,
    rows: [
      ...articles.map(({ id, title }): Button[] => [{ label: title, press: `/article:${id}` }]),
      ...pager(page, pages, (to) => `/kb:${shelf.id}:${to}`),
      [{ label: say('searchArticlesButton'), press: '/kb-search' }],
      [
        { label: say('back'), press: '/kb' },
        { label: say('home'), press: '/home' },
      ],
    ],
  }
}

const titleOf = ({ say }: SignedIn, { id, title, emoji }: Shelf) =>
  id === noShelf ? say('otherArticles') : [emoji, title].filter(Boolean).join(' ')

const emptyScreen = ({ say }: SignedIn): Screen => ({
  text: say('noArticles'),
  rows: [
    [{ label: say('newTicketButton'), press: '/new' }],
    [{ label: say('home'), press: '/home' }],
  ],
})
