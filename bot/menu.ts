import { homeOf, type Menu, pageOf, sectionOf } from '../src/domain/menu'
import { profileScreen } from '../src/domain/profile'
import type { Screen } from '../src/domain/screen'
import type { Shown } from './chat'
import { dateInWords } from './dates'
import { knowledgePlace } from './knowledge-base'
import { myTickets } from './my-tickets'
import { openTicket } from './my-tickets/card'
import type { SignedIn } from './world'

/** The main menu: sections of the first level. */
export const homeScreen = (world: SignedIn): Screen => homeOf(menuOf(world))

const menuOf = ({ content, say, user }: SignedIn): Menu => ({
  sections: content.sections,
  say,
  role: user.role,
})

/** Shows the place a press leads to; an unknown or hidden one leads home. */
export async function showPlace(world: SignedIn, place: string): Promise<Shown> {
  const [, name = '', argument = ''] = /^\/([a-z-]+)(?::(.*))?$/.exec(place) ?? []
  if (name === 'menu') return sectionScreen(world, argument)
  if (name === 'my') return myTickets(world, argument)
  if (name === 'ticket') return openTicket(world, argument)
  if (name === 'profile') return profileOf(world)
  return (await knowledgePlace(world, name, argument)) ?? homeScreen(world)
}

async function sectionScreen(world: SignedIn, id: string): Promise<Screen> {
  const section = sectionOf(menuOf(world), id)
  if (!section) return homeScreen(world)
  if (section.kind === 'my-requests') return myTickets(world, 'open')
  if (section.kind === 'profile') return profileOf(world)
  if (section.kind === 'knowledge-base') return showPlace(world, '/kb')
  return pageOf(menuOf(world), section)
}

const profileOf = ({ say, user, settings }: SignedIn): Screen =>
  profileScreen(say, {
    name: user.name,
    post: user.post ?? '',
    department: user.department ?? '',
    email: user.email,
    until: dateInWords(user.sessionExpiresAt, settings.timeZone),
  })
