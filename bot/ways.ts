import {
  articleDidNotHelp,
  articleHelped,
  askAfterArticle,
  openArticle,
  sendArticleFiles,
} from './knowledge-base/article-acts'
import { showFound, startSearch } from './knowledge-base/search'
import { confirmTicket, reopenTicket } from './my-tickets/close-ticket'
import { isLink, openLink } from './deep-link'
import { startFind } from './my-tickets/find-ticket'
import { leaveFor } from './leave-for'
import { rateTicket } from './rating/rate-ticket'
import { startConversation } from './conversation/run'
import { startNewTicket } from './new-ticket/run'
import { signOut } from './sign-in/run'
import type { Outcome, SignedIn } from './world'

type Way = (world: SignedIn, argument: string) => Outcome | Promise<Outcome>

/** Presses that do more than show a place; they work at any time and from any message. */
const ways: Record<string, Way> = {
  new: (world, topic) => startNewTicket(world, { topic: topic || undefined }),
  find: (world) => startFind(world),
  write: startConversation,
  confirm: confirmTicket,
  reopen: reopenTicket,
  rate: rateTicket,
  article: openArticle,
  helped: articleHelped,
  'not-helped': articleDidNotHelp,
  'article-files': sendArticleFiles,
  ask: askAfterArticle,
  'kb-search': (world) => startSearch(world),
  'kb-found': showFound,
  'sign-out': signOut,
}

/** Where a press leads: «/name» or «/name:argument». */
export async function goTo(world: SignedIn, to: string): Promise<Outcome> {
  if (isLink(to)) return openLink(world, to)
  const [, name = '', argument = ''] = /^\/([a-z-]+)(?::(.*))?$/.exec(to) ?? []
  const way = Object.hasOwn(ways, name) ? ways[name] : undefined
  return way ? way(world, argument) : leaveFor(world, to)
}
