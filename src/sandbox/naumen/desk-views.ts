import { historyView } from './history'
import { states } from './knobs'
import { filesOf, present, presentLink } from './present'
import type { Thing } from './store'
import { classOf } from './store'
import type { World } from './world'

/** A service call as the desk shows it. */
export function ticketView(world: World, ticket: Thing) {
  const state = String(ticket.state)
  return {
    uuid: ticket.UUID,
    number: ticket.number,
    title: ticket.title,
    state,
    stateTitle: states[state] ?? state,
    nextStates: (world.knobs.transitions[state] ?? []).map((code) => ({
      code,
      title: states[code] ?? code,
    })),
    subject: ticket.shortDescr ?? null,
    description: ticket[world.knobs.descriptionAttribute] ?? null,
    client: clientView(world, ticket),
    responsible: responsibleView(world, ticket),
    category: pathOf(world, ticket.category).join(' → ') || null,
    categoryUuid: ticket.category ?? null,
    correlation: ticket.botRequestId ?? null,
    creationDate: isoDate(ticket.creationDate),
    lastModifiedDate: isoDate(ticket.lastModifiedDate),
    files: filesOf(world, ticket.UUID).map(fileView),
    comments: commentsOf(world, ticket.UUID),
    mark: presentLink(world, ticket.mark)?.title ?? null,
    markComment: ticket.markComment ?? null,
    history: historyView(world, ticket),
    attributes: present(world, ticket),
  }
}

export function employeeView(world: World, employee: Thing) {
  const { UUID, title, lastName, firstName, middleName, login, email, post, parent } = employee
  return {
    uuid: UUID,
    title,
    lastName: lastName ?? null,
    firstName: firstName ?? null,
    middleName: middleName ?? null,
    login: login ?? null,
    email: email ?? null,
    post: post ?? null,
    department: presentLink(world, parent)?.title ?? null,
    departmentUuid: parent ?? null,
    removed: employee.removed === true,
    locked: employee.isEmployeeLocked === true,
    performer: employee.performer === true,
  }
}

export type CategoryView = {
  uuid: string
  title: unknown
  code: unknown
  parent: unknown
  order: unknown
  removed: boolean
  children: CategoryView[]
}

/** The catalogue as a tree, archived nodes too. */
export function categoryViews(world: World, parent: string | null = null): CategoryView[] {
  return world.store
    .all('catalogs$category')
    .filter((node) => (node.parent ?? null) === parent)
    .sort((a, b) => Number(a.order ?? 0) - Number(b.order ?? 0))
    .map((node) => categoryView(world, node))
}

export function categoryView(world: World, node: Thing): CategoryView {
  const { UUID: uuid, title, code, parent = null, order = null } = node
  const children = categoryViews(world, uuid)
  return { uuid, title, code, parent, order, removed: node.removed === true, children }
}

export function fileView(file: Thing) {
  return {
    uuid: file.UUID,
    title: file.title,
    mime: file.mimeType,
    size: file.fileSize,
    sha256: file.sha256,
    url: `/control/files/${file.UUID}`,
  }
}

export function commentView(world: World, comment: Thing) {
  const named = Array.isArray(comment.files) ? comment.files : []
  const files = named.map((uuid) => world.store.get(uuid)).filter((file) => file !== undefined)
  return {
    uuid: comment.UUID,
    author: personView(world, comment.author),
    text: comment.text,
    private: comment.private === true,
    creationDate: isoDate(comment.creationDate),
    editedDate: isoDate(comment.editedDate),
    files: [...files, ...filesOf(world, comment.UUID)].filter(isListed).map(fileView),
  }
}

/** A picture inside a text is drawn there, not listed below it. */
const isListed = ({ relation }: Thing) => relation !== 'text'

function commentsOf(world: World, uuid: string) {
  const comments = world.store.ofSource('comment', uuid)
  return comments.map((comment) => commentView(world, comment))
}

function personView(world: World, uuid: unknown) {
  const link = presentLink(world, uuid)
  return link && { uuid: link.UUID, title: link.title }
}

function clientView(world: World, ticket: Thing) {
  const client = personView(world, ticket.clientEmployee ?? ticket.clientOU)
  const email = world.store.get(client?.uuid ?? '')?.email ?? null
  return client && { ...client, email }
}

function responsibleView(world: World, { responsibleEmployee, responsibleTeam }: Thing) {
  const employee = personView(world, responsibleEmployee)
  const team = personView(world, responsibleTeam)
  return employee || team ? { employee, team } : null
}

function pathOf(world: World, uuid: unknown): string[] {
  const node = typeof uuid === 'string' ? world.store.get(uuid) : undefined
  if (!node || classOf(node.UUID) !== 'catalogs') return []
  return [...pathOf(world, node.parent), String(node.title)]
}

const isoDate = (time: unknown) => (typeof time === 'number' ? new Date(time).toISOString() : null)
