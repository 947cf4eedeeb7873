import {
  articleDidNotHelp,
  articleHelped,
  askAfterArticle,
  openArticle,
  sendArticleFiles,
} from './article-acts'
import { showFound, startSearch } from './article-search'
import { confirmTicket, reopenTicket } from './close-ticket'
import { isLink, openLink } from './deep-link'
import { startFind } from './find-ticket'
import { leaveFor } from './leave-for'
import { rateTicket } from './rate-ticket'
import { startConversation } from './run-conversation'
import { startNewTicket } from './run-new-ticket'
import { signOut } from './run-sign-in'
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
