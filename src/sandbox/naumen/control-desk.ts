import { ControlError, route, type ControlRequest } from './control-router'
import { create } from './create'
import { commentView, ticketView } from './desk-views'
import { edit, remove } from './edit'
import { addFiles, fileHeaders } from './files'
import { states } from './knobs'
import type { World } from './world'

/** What an engineer does with service calls at his desk. */
export function deskRoutes(world: World) {
  const { store } = world
  return [
    route('GET /tickets', () => {
      const tickets = store.all('serviceCall').reverse()
      return tickets.map((ticket) => ticketView(world, ticket))
    }),
    route('GET /tickets/:uuid', ({ params }) => ticketView(world, ticketOf(world, params))),
    route('POST /tickets/:uuid/state', (request) => setState(world, request)),
    route('POST /tickets/:uuid/assign', (request) => assign(world, request)),
    route('POST /tickets/:uuid/comment', (request) => comment(world, request)),
    route('POST /tickets/:uuid/edit', ({ params, body }) => {
      const ticket = ticketOf(world, params)
      return ticketView(world, edit(world, ticket.UUID, attributesIn(body)))
    }),
    route('POST /comments/:uuid/edit', ({ params, body }) => {
      return commentView(world, edit(world, params[0] ?? '', { text: body.text }))
    }),
    route('DELETE /tickets/:uuid/comment/:comment', ({ params }) => gone(world, params[1])),
    route('DELETE /comments/:uuid', ({ params }) => gone(world, params[0])),
    route('GET /files/:uuid', (request) => sendFile(world, request)),
    route('GET /states', () =>
      Object.entries(states).map(([code, title]) => ({
        code,
        title,
        next: world.knobs.transitions[code] ?? [],
      })),
    ),
    route('GET /teams', () => store.all('team').map(({ UUID, title }) => ({ uuid: UUID, title }))),
  ]
}

function ticketOf(world: World, [uuid = '']: string[]) {
  const ticket = world.store.get(uuid)
  if (ticket) return ticket
  throw new ControlError(404, `no ticket ${uuid}`)
}

export function attributesIn(body: Record<string, unknown>): Record<string, unknown> {
  const { attributes } = body
  if (attributes && typeof attributes === 'object') return { ...attributes }
  throw new ControlError(400, 'attributes: an object is expected')
}

// One click at the desk is enough: what the state demands and nobody filled in is filled in.
function setState(world: World, { params, body }: ControlRequest) {
  const ticket = ticketOf(world, params)
  const state = String(body.state)
  const wanted = world.knobs.mandatoryOnState[state] ?? []
  const missing = wanted.filter((code) => !ticket[code] && usual[code])
  const filled = Object.fromEntries(missing.map((code) => [code, usual[code]]))
  return ticketView(world, edit(world, ticket.UUID, { ...filled, state }))
}

const usual: Record<string, string> = {
  codeOfClosing: 'closureCode$559501',
  solution: 'Выполнено',
  resultDescr: 'Выполнено',
}

function assign(world: World, { params, body }: ControlRequest) {
  const ticket = ticketOf(world, params)
  const responsible = {
    ...(body.employee === undefined ? {} : { responsibleEmployee: body.employee }),
    ...(body.team === undefined ? {} : { responsibleTeam: body.team }),
  }
  return ticketView(world, edit(world, ticket.UUID, responsible))
}

/** The engineer writes as the one responsible, unless `author` names another; `null` = nobody. */
function comment(world: World, { params, body, files }: ControlRequest) {
  const ticket = ticketOf(world, params)
  const author =
    body.author === undefined ? (ticket.responsibleEmployee ?? ENGINEER) : body.author || null
  const made = create(world, 'comment', {
    source: ticket.UUID,
    text: body.text || (files.length ? '<p></p>' : null),
    private: body.private === true || body.private === 'true',
    author,
    ...(Array.isArray(body.files) ? { files: body.files } : {}),
  })
  if (files.length) addFiles(world, made.UUID, files, null, made.author as string | null)
  return commentView(world, made)
}

const ENGINEER = 'employee$10511'

function gone(world: World, uuid = '') {
  const comment = world.store.get(uuid)
  if (comment?.metaClass !== 'comment') throw new ControlError(404, `no comment ${uuid}`)
  const source = world.store.get(String(comment.source))
  if (source && world.knobs.commentMovesLastModified) source.lastModifiedDate = world.now()
  remove(world, uuid)
  return {}
}

function sendFile(world: World, { params: [uuid = ''], res }: ControlRequest) {
  const file = world.store.get(uuid)
  if (file?.metaClass !== 'file') throw new ControlError(404, `no file ${uuid}`)
  res.writeHead(200, fileHeaders(world, file))
  res.end(world.bytes.get(uuid))
}
