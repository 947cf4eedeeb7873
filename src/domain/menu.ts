import type { Button, Screen } from './screen'
import { escapeHtml } from './text'
import type { Say } from './texts'

/** A button of the menu and what stands behind it. */
export type Section = {
  id: string
  title: string
  emoji: string
  kind: string
  parent: string | null
  order: number
  visibility: string
  html: string
  url: string | null
  picture: string | null
  topic: string | null
}

/** The menu as one person has it before them. */
export type Menu = { sections: Section[]; say: Say; role: string }

/** A section with a page of its own; the others lead to a place of the bot. */
export const hasPage = ({ kind }: Pick<Section, 'kind'>) =>
  kind === 'submenu' || kind === 'page' || kind === 'contacts'

/** Only there other sections are looked for. */
export const mayHold = ({ kind }: Pick<Section, 'kind'>) => kind === 'submenu' || kind === 'page'

/** The main menu: sections of the first level. */
export function homeOf(menu: Menu): Screen {
  return { text: menu.say('menu'), rows: buttonsUnder(menu, null) }
}

/** The section a press leads to: none when it, or anything above it, is not shown to this person. */
export const sectionOf = (menu: Menu, id: string): Section | undefined =>
  shownOf(menu).find((section) => section.id === id)

/**
 * What a section shows. One that is only a way to somewhere shows that way: a button pressed before
 * its section became one stays good.
 */
export function pageOf(menu: Menu, section: Section): Screen {
  if (!hasPage(section))
    return { text: titleOf(section), rows: [[buttonOf(section)], back(menu, section)] }
  const below = mayHold(section) ? buttonsUnder(menu, section.id) : []
  const { html, picture } = section
  const nothing = !html && !picture && !below.length ? menu.say('emptySection') : ''
  return {
    text: [titleOf(section), html || nothing].filter(Boolean).join('\n\n'),
    ...(picture ? { picture } : {}),
    rows: [...below, back(menu, section)],
  }
}

export const labelOf = ({ emoji, title }: Pick<Section, 'emoji' | 'title'>) =>
  [emoji, title].filter(Boolean).join(' ')

/** Buttons in rows of `width`. */
export function inRows<T>(items: T[], width: number): T[][] {
  const count = Math.ceil(items.length / width)
  return Array.from({ length: count }, (_, row) => items.slice(row * width, (row + 1) * width))
}

/** So short that two stand side by side. */
const shortLabel = 18

function buttonsUnder(menu: Menu, parent: string | null): Button[][] {
  const buttons = shownOf(menu)
    .filter((section) => section.parent === parent)
    .map(buttonOf)
  const areShort = buttons.every(({ label }) => label.length <= shortLabel)
  return inRows(buttons, parent && areShort ? 2 : 1)
}

function buttonOf(section: Section): Button {
  const label = labelOf(section)
  if (section.kind === 'link' && section.url) return { label, url: section.url }
  if (section.kind === 'create-request')
    return { label, press: section.topic ? `/new:${section.topic}` : '/new' }
  return { label, press: `/menu:${section.id}` }
}

const titleOf = (section: Section) => `<b>${escapeHtml(labelOf(section))}</b>`

/** What hangs on the main menu by sections that are all shown to this person. */
function shownOf({ sections, role }: Menu): Section[] {
  const forRole = sections.filter(
    ({ visibility }) => visibility === 'everyone' || visibility === role,
  )
  const byId = new Map(forRole.map((section) => [section.id, section]))
  const hangs = (section: Section, below: Section[] = []): boolean => {
    if (section.parent === null) return true
    const above = byId.get(section.parent)
    return !!above && mayHold(above) && !below.includes(above) && hangs(above, [...below, section])
  }
  return forRole
    .filter((section) => hangs(section))
    .toSorted((a, b) => a.order - b.order || a.title.localeCompare(b.title, 'ru'))
}

function back({ say }: Menu, section: Section): Button[] {
  const home = { label: say('home'), press: '/home' }
  return section.parent ? [{ label: say('back'), press: `/menu:${section.parent}` }, home] : [home]
}
