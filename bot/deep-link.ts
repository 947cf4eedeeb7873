import { openArticle } from './knowledge-base/article-acts'
import type { Note } from './dialog'
import { homeScreen, showPlace } from './menu'
import { startNewTicket } from './new-ticket/run'
import { ticketCard } from './my-tickets/card'
import { lookingOf } from './my-tickets/words'
import type { Outcome, SignedIn, World } from './world'

const prefix = '/link:'

/**
 * The place that stands for a deep link (`t.me/<bot>?start=<payload>`) as long as it can't be opened:
 * kept in the chat's row until the person is signed in.
 */
export function linkIn({ incoming: { answer } }: World): string | null {
  if (answer.kind !== 'command' || answer.name !== 'start') return null
  return /^[\w-]{3,64}$/.test(answer.payload) ? `${prefix}${answer.payload}` : null
}

/** Where the person wanted to go before they had to sign in. */
export const rememberedLink = ({ chat }: World): string | null =>
  chat.place.startsWith(prefix) ? chat.place : null

export const isLink = (place: string) => place.startsWith(prefix)

/**
 * Opens what a link leads to. It grants nothing: somebody else's request and one that never was are
 * answered alike, and by the same steps.
 */
export async function openLink(world: SignedIn, link: string): Promise<Outcome> {
  const [kind = '', id = ''] = split(link.slice(prefix.length))
  if (kind === 't') return openOwn(world, id)
  if (kind === 'c') return openTopic(world, id)
  if (kind === 'a') return openArticle(world, id)
  return unknown(world)
}

const split = (payload: string) => [payload.slice(0, 1), payload.slice(2)]

async function openOwn(world: SignedIn, id: string): Promise<Outcome> {
  const card = await ticketCard(lookingOf(world), id)
  const screen = card && (await showPlace(world, `/ticket:${id}`))
  return screen ? { screen, place: `/ticket:${id}`, dialog: null } : unknown(world)
}

/** The topic of the printer in front of them; a draft left earlier is offered first. */
function openTopic(world: SignedIn, id: string): Outcome {
  const known = world.content.categories.get(id)
  const begun = startNewTicket(world, { topic: id })
  return known ? begun : { ...begun, notes: [{ text: 'linkUnknown' }] }
}

function unknown(world: SignedIn): Outcome {
  const notes: Note[] = [{ text: 'linkUnknown' }]
  return { screen: homeScreen(world), notes, place: '/home', dialog: null }
}
