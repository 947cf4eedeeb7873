import { type CategoryTree, treeOf } from '../../domain/category'
import { maxFiles } from '../../domain/draft'
import { homeOf, type Menu, pageOf, sectionOf } from '../../domain/menu'
import { profileScreen } from '../../domain/profile'
import type { Button, Screen } from '../../domain/screen'
import type { Say } from '../../domain/texts'
import type { MenuData, Shelf } from './menu-data'

export type Walk = { menu: Menu; categories: CategoryTree; shelves: Shelf[] }

export const walkThrough = (
  menu: Menu,
  { categories, shelves }: Pick<MenuData, 'categories' | 'shelves'>,
): Walk => ({ menu, categories: treeOf(categories), shelves })

/**
 * Where a press leads on the phone of the panel. Nobody stands behind it: what needs a person (their
 * requests, their profile) is shown as somebody new would have it.
 */
export function screenAt(walk: Walk, place: string): Screen {
  const { menu } = walk
  const [, name = '', argument = ''] = /^\/([a-z-]+)(?::(.*))?$/.exec(place) ?? []
  if (name === 'menu') return sectionScreen(walk, argument)
  if (name === 'new') return newTicket(walk, argument)
  if (name === 'my') return myTickets(menu.say)
  if (name === 'kb') return knowledge(walk)
  return homeOf(menu)
}

function sectionScreen(walk: Walk, id: string): Screen {
  const { menu } = walk
  const section = sectionOf(menu, id)
  if (!section) return homeOf(menu)
  if (section.kind === 'my-requests') return myTickets(menu.say)
  if (section.kind === 'profile') return profile(menu.say)
  if (section.kind === 'knowledge-base') return knowledge(walk)
  return pageOf(menu, section)
}

const pageSize = 8

/** @param at a category, and after a colon the page of the list below it */
function newTicket({ menu, categories }: Walk, at: string): Screen {
  const [id = '', page = '0'] = at.split(':')
  const { say } = menu
  const node = categories.get(id)
  const path = node ? categories.pathOf(node.id) : ''
  const wayOut = [
    node ? { label: say('back'), press: `/new:${node.parent ?? ''}` } : homeButton(say),
    { label: say('cancel'), press: '/home' },
  ]
  if (node && categories.isTopic(node.id))
    return { text: say('describe', { path, maxFiles }), rows: [wayOut] }
  const below = categories.childrenOf(node?.id ?? null)
  const heading = node ? (node.parent ? 'chooseTopic' : 'chooseSubcategory') : 'chooseCategory'
  return {
    text: below.length ? say(heading, { path }) : say('noCategories'),
    rows: [...listed(categories, below, node?.id ?? '', Number(page)), wayOut],
  }
}

function listed(
  { isTopic }: CategoryTree,
  nodes: { id: string; title: string }[],
  at: string,
  page: number,
): Button[][] {
  const pages = Math.ceil(nodes.length / pageSize)
  const turn = (to: number) => `/new:${at}:${(to + pages) % pages}`
  const shown = nodes.slice(page * pageSize, (page + 1) * pageSize)
  const buttons = shown.map(({ id, title }): Button[] => [
    { label: isTopic(id) ? title : `${title} ›`, press: `/new:${id}` },
  ])
  if (pages < 2) return buttons
  const here = { label: `${page + 1} из ${pages}`, press: turn(page) }
  return [
    ...buttons,
    [{ label: '‹', press: turn(page - 1) }, here, { label: '›', press: turn(page + 1) }],
  ]
}

const myTickets = (say: Say): Screen => ({
  text: [say('myTickets'), say('noTickets')].join('\n\n'),
  rows: [[newTicketButton(say)], [homeButton(say)]],
})

const profile = (say: Say): Screen =>
  profileScreen(say, {
    name: 'Иванов Иван Иванович',
    post: 'Инженер',
    department: 'Отдел сбыта',
    email: 'ivan.ivanov@company.ru',
    until: '1 марта',
  })

function knowledge({ menu: { say }, shelves }: Walk): Screen {
  const home = [homeButton(say)]
  if (!shelves.length) return { text: say('noArticles'), rows: [[newTicketButton(say)], home] }
  const buttons = shelves.map(({ title, count }): Button[] => [
    { label: `${title} · ${count}`, press: '/kb' },
  ])
  const search = [{ label: say('searchArticlesButton'), press: '/kb' }]
  return { text: say('knowledgeBase'), rows: [...buttons, search, home] }
}

const newTicketButton = (say: Say): Button => ({ label: say('newTicketButton'), press: '/new' })
const homeButton = (say: Say): Button => ({ label: say('home'), press: '/home' })
