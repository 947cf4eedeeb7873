import type { Button, Screen } from '../src/domain/screen'
import { escapeHtml } from '../src/domain/text'
import type { Shown } from './chat'
import type { Section } from './content'
import { dateInWords } from './dates'
import { inRows } from './dialog'
import { myTickets } from './my-tickets'
import { openTicket } from './ticket-card'
import type { SignedIn } from './world'

/** The main menu: sections of the first level. */
export function homeScreen(world: SignedIn): Screen {
  return { text: world.say('menu'), rows: buttonsOf(world, null) }
}

/** Shows the place a press leads to; an unknown or hidden one leads home. */
export async function showPlace(world: SignedIn, place: string): Promise<Shown> {
  const [, name = '', argument = ''] = /^\/([a-z-]+)(?::(.*))?$/.exec(place) ?? []
  if (name === 'menu') return sectionScreen(world, argument)
  if (name === 'my') return myTickets(world, argument)
  if (name === 'ticket') return openTicket(world, argument)
  if (name === 'profile') return profileScreen(world)
  if (name === 'kb') return knowledgeScreen(world)
  return homeScreen(world)
}

async function sectionScreen(world: SignedIn, id: string): Promise<Screen> {
  const section = visible(world).find((one) => one.id === id)
  if (!section) return homeScreen(world)
  if (section.kind === 'my-requests') return myTickets(world, 'open')
  if (section.kind === 'profile') return profileScreen(world)
  if (section.kind === 'knowledge-base') return knowledgeScreen(world)
  return pageScreen(world, section)
}

function pageScreen(world: SignedIn, section: Section): Screen {
  const title = `<b>${escapeHtml(labelOf(section))}</b>`
  const below = buttonsOf(world, section.id)
  const empty = !section.html && !below.length ? world.say('emptySection') : section.html
  const text = [title, empty].filter(Boolean).join('\n\n')
  return {
    text,
    ...(section.picture ? { picture: section.picture } : {}),
    rows: [...below, wayBack(world, section)],
  }
}

function buttonsOf(world: SignedIn, parent: string | null): Button[][] {
  const sections = visible(world).filter((section) => section.parent === parent)
  const buttons = sections.map((section) => buttonOf(section))
  return inRows(buttons, buttons.every((button) => button.label.length <= 18) && parent ? 2 : 1)
}

function buttonOf(section: Section): Button {
  const label = labelOf(section)
  if (section.kind === 'link' && section.url) return { label, url: section.url }
  if (section.kind === 'create-request')
    return { label, press: section.topic ? `/new:${section.topic}` : '/new' }
  return { label, press: `/menu:${section.id}` }
}

const labelOf = ({ emoji, title }: Section) => [emoji, title].filter(Boolean).join(' ')

const visible = ({ content, user }: SignedIn) =>
  content.sections.filter(({ visibility }) => visibility === 'everyone' || visibility === user.role)

function wayBack({ say }: SignedIn, section: Section): Button[] {
  const home = { label: say('home'), press: '/home' }
  return section.parent ? [{ label: say('back'), press: `/menu:${section.parent}` }, home] : [home]
}

function profileScreen({ say, user, settings }: SignedIn): Screen {
  const values = {
    name: user.name,
    post: user.post ?? '',
    department: user.department ?? '',
    email: user.email,
    until: dateInWords(user.sessionExpiresAt, settings.timeZone),
  }
  return {
    text: say('profile', values),
    rows: [
      [{ label: say('signOutButton'), press: '/sign-out', style: 'danger' }],
      [{ label: say('home'), press: '/home' }],
    ],
  }
}

const knowledgeScreen = ({ say }: SignedIn): Screen => ({
  text: say('noArticles'),
  rows: [
    [{ label: say('newTicketButton'), press: '/new' }],
    [{ label: say('home'), press: '/home' }],
  ],
})
