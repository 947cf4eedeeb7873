import { continueSearch, typedAmongArticles } from './knowledge-base/search'
import { continueClosing } from './my-tickets/close-ticket'
import { continueFind } from './my-tickets/find-ticket'
import { isLeftLongAgo } from './left-long-ago'
import { continueRating } from './rating/rate-ticket'
import { continueConversation, continueWhich } from './conversation/run'
import { continueNewTicket } from './new-ticket/run'
import type { Outcome, SignedIn } from './world'

/**
 * Lets the dialog that runs answer.
 * @param press the answer pressed; null when something was typed or sent
 * @returns null when none runs, or it has nothing to say to this
 */
export async function answerDialog(world: SignedIn, press: string | null): Promise<Outcome | null> {
  const name = world.chat.dialog?.name
  if (name === 'new-ticket') return continueNewTicket(world, press)
  if (name === 'which-ticket') return continueWhich(world, press)
  if (world.incoming.edited) return null
  if (!name) return press === null ? typedAmongArticles(world) : null
  if (press === null && (await isLeftLongAgo(world))) return null
  if (name === 'closing') return continueClosing(world, press)
  if (name === 'rating') return continueRating(world, press)
  if (name === 'article-search') return continueSearch(world, press)
  if (press !== null) return null
  if (name === 'conversation') return continueConversation(world)
  return name === 'find-ticket' ? continueFind(world) : null
}
