import { continueSearch, typedAmongArticles } from './article-search'
import { continueClosing } from './close-ticket'
import { continueFind } from './find-ticket'
import { isLeftLongAgo } from './left-long-ago'
import { continueRating } from './rate-ticket'
import { continueConversation, continueWhich } from './run-conversation'
import { continueNewTicket } from './run-new-ticket'
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
