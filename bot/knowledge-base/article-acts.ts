import { v5 as uuidV5 } from 'uuid'
import { type Article, articleScreen } from '../../src/domain/article'
import type { Button, Screen } from '../../src/domain/screen'
import { escapeHtml } from '../../src/domain/text'
import type { Values } from '../../src/domain/texts'
import { noteView, vote } from './article-events'
import { wayToFound } from './search'
import { leaveFor } from '../leave-for'
import { readArticle } from './read-article'
import { startNewTicket } from '../new-ticket/run'
import type { Outcome, SignedIn } from '../world'

/** @param argument an article, and after a colon one of its pages */
export async function openArticle(world: SignedIn, argument: string): Promise<Outcome> {
  const [id = '', page = ''] = argument.split(':')
  const article = await readArticle(world.tx, id)
  if (!article) return leaveFor(world, `/article:${id}`)
  await noteView(world, article.id)
  const back = wayToFound(world.chat)
  return {
    screen: articleScreen(article, { page: Number(page) || 0, back, say: world.say }),
    place: `/article:${argument}`,
    // What was searched for is gone back to
    ...(back ? {} : { dialog: null }),
  }
}

/** «Помогло». */
export const articleHelped = (world: SignedIn, id: string) =>
  onArticle(world, id, async (article) => {
    await vote(world, id, 'helped')
    return answered(world, article, 'articleThanks', [])
  })

/** «Не помогло»: a request is the next way, its topic chosen already. */
export const articleDidNotHelp = (world: SignedIn, id: string) =>
  onArticle(world, id, async (article) => {
    await vote(world, id, 'notHelped')
    const ask: Button = {
      label: world.say('newTicketButton'),
      press: `/ask:${id}`,
      style: 'primary',
    }
    return answered(world, article, 'articleSorry', [ask])
  })

/** «Создать заявку» under an article. */
export async function askAfterArticle(world: SignedIn, id: string): Promise<Outcome> {
  const article = await readArticle(world.tx, id)
  return startNewTicket(world, { topic: article?.topic ?? undefined, after: article?.id })
}

/** «📎 Файлы»: they come below, and stay in the chat. */
export const sendArticleFiles = (world: SignedIn, id: string) =>
  onArticle(world, id, async (article) => {
    await orderFiles(world, article)
    return answered(world, article, 'articleFilesOnTheirWay', [], { count: article.files })
  })

/** A second press within the same minute is a finger that trembled. */
export async function orderFiles({ tx, queue, chat }: SignedIn, { id }: Article): Promise<void> {
  const minute = new Date().toISOString().slice(0, 16)
  const order = uuidV5(`article files ${chat.id} ${id} ${minute}`, uuidV5.URL)
  const data = { chat: chat.id, article: id }
  await queue.send(tx.db, 'send-article-files', data, { key: String(chat.id), id: order })
}

async function onArticle(
  world: SignedIn,
  id: string,
  act: (article: Article) => Promise<Screen>,
): Promise<Outcome> {
  const article = await readArticle(world.tx, id)
  if (!article) return leaveFor(world, `/article:${id}`)
  return { screen: await act(article), place: `/article:${id}` }
}

type Words = 'articleThanks' | 'articleSorry' | 'articleFilesOnTheirWay'

/** In the article's place, with the way back to it. */
function answered(
  { say, chat }: SignedIn,
  article: Article,
  words: Words,
  ways: Button[],
  values?: Values,
): Screen {
  const { id, title, picture } = article
  return {
    text: `<b>${escapeHtml(title)}</b>\n\n${say(words, values)}`,
    // Else the message could not be edited: Telegram makes no text of a picture
    ...(picture && chat.screen?.picture === picture ? { picture } : {}),
    rows: [
      ...ways.map((button) => [button]),
      [{ label: say('toArticleButton'), press: `/article:${id}` }],
      [
        { label: say('knowledgeBaseButton'), press: '/kb' },
        { label: say('home'), press: '/home' },
      ],
    ],
  }
}
