import { ControlError, route, type ControlRequest } from './control-router'
import { create } from './create'
import { commentView, ticketView } from './desk-views'
import { edit, remove } from './edit'
import { addFiles, fileHeaders } from './files'
import { states } from './knobs'
import type { UploadedFile } from './read-request'
import type { Thing } from './store'
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
      return ticketView(world, edit(world, ticket.UUID, attributesIn(body), at(body)))
    }),
    route('POST /comments/:uuid/edit', (request) => editComment(world, request)),
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

/** Who sits at the desk: the engineer named by `by`, or the first of them. */
const at = ({ by }: Record<string, unknown>) => (typeof by === 'string' && by ? by : ENGINEER)

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
  return ticketView(world, edit(world, ticket.UUID, { ...filled, state }, at(body)))
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
  return ticketView(world, edit(world, ticket.UUID, responsible, at(body)))
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
  attach(world, made, files)
  return commentView(world, world.store.get(made.UUID) ?? made)
}

/** New words, new files, and whether all may read it, each only where given. */
function editComment(world: World, { params: [uuid = ''], body, files }: ControlRequest) {
  const comment = world.store.get(uuid)
  if (comment?.metaClass !== 'comment') throw new ControlError(404, `no comment ${uuid}`)
  const isPrivate = body.private === undefined ? {} : { private: String(body.private) === 'true' }
  const text = body.text === undefined ? {} : { text: body.text }
  const edited = edit(world, uuid, { ...text, ...isPrivate }, at(body))
  edited.editedDate = world.now()
  attach(world, edited, files)
  moved(world, comment)
  return commentView(world, world.store.get(uuid) ?? edited)
}

/**
 * Files of a comment. A picture named in its text as `src="cid:<name>"` stands in the text, as one
 * pasted there does in Naumen, and not in the list.
 */
function attach(world: World, comment: Thing, files: UploadedFile[]) {
  const text = String(comment.text ?? '')
  const inside = files.filter(({ name }) => text.includes(`"cid:${name}"`))
  const beside = files.filter((file) => !inside.includes(file))
  const author = comment.author as string | null
  if (beside.length) addFiles(world, comment.UUID, beside, null, author)
  if (!inside.length) return
  const kept = addFiles(world, comment.UUID, inside, 'text', author)
  comment.text = kept.reduce(
    (html, file) =>
      html.replaceAll(`"cid:${String(file.title)}"`, `"./download?uuid=${file.UUID}"`),
    text,
  )
  world.changed('comment', comment.UUID)
}

const ENGINEER = 'employee$10511'

function gone(world: World, uuid = '') {
  const comment = world.store.get(uuid)
  if (comment?.metaClass !== 'comment') throw new ControlError(404, `no comment ${uuid}`)
  remove(world, uuid)
  moved(world, comment)
  return {}
}

function moved(world: World, comment: Thing) {
  const source = world.store.get(String(comment.source))
  if (!source || !world.knobs.commentMovesLastModified) return
  source.lastModifiedDate = world.now()
  world.changed('serviceCall', source.UUID)
}

function sendFile(world: World, { params: [uuid = ''], res }: ControlRequest) {
  const file = world.store.get(uuid)
  if (file?.metaClass !== 'file') throw new ControlError(404, `no file ${uuid}`)
  res.writeHead(200, fileHeaders(world, file))
  res.end(world.bytes.get(uuid))
}
