import type { IncomingMessage, ServerResponse } from 'node:http'
import { ApiError, ControlError } from './api-error'
import { machineRoutes } from './control-machine'
import { peopleRoutes } from './control-people'
import type { createEvents } from './events'
import { readBody, type createListener } from './listener'
import { readForm, type Form } from './multipart'
import type { WebhookPush } from './webhook-push'
import type { World } from './world'

export type Loose = Record<string, unknown>

export type Request = {
  world: World
  events: ReturnType<typeof createEvents>
  botApi: ReturnType<typeof createListener>
  push: WebhookPush
  request: IncomingMessage
  response: ServerResponse
  /** The parts of the path that the route's pattern has caught. */
  path: string[]
  query: URLSearchParams
  body: Loose
  form: Form
}

/** Gives what to answer as JSON; `undefined` when the response is already under way. */
export type Route = (request: Request) => unknown
export type Routes = Record<string, Route>

// Files a person sends may be big: Telegram lets people send up to 2 GB, 200 MB is enough here.
const uploadLimit = 200 << 20

const send = (response: ServerResponse, status: number, body: unknown) => {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
  response.end(JSON.stringify(body))
}

const compiled = () =>
  Object.entries({ ...peopleRoutes, ...machineRoutes }).map(([key, route]) => {
    const [method, pattern = ''] = key.split(' ')
    const source = pattern.replaceAll(/:\w+/g, '([^/]+)')
    return { method, pattern: new RegExp(`^/control/${source}/?$`), route }
  })

const routes = compiled()

const find = (method: string | undefined, pathname: string) => {
  const here = routes.filter(({ pattern }) => pattern.test(pathname))
  if (here.length === 0) throw new ControlError(404, `no ${pathname} in the control API`)
  const found = here.find((one) => one.method === method)
  if (!found) throw new ControlError(405, `${method} is not possible on ${pathname}`)
  const path = found.pattern.exec(pathname)?.slice(1) ?? []
  return { route: found.route, path: path.map(decodeURIComponent) }
}

const readBodyOf = async (request: IncomingMessage): Promise<{ body: Loose; form: Form }> => {
  const empty: Form = { fields: {}, files: [] }
  if (request.headers['content-type']?.startsWith('multipart/form-data')) {
    const form = await readForm(request, uploadLimit)
    return { body: form.fields, form }
  }
  const text = (await readBody(request)).toString('utf8')
  if (!text.trim()) return { body: {}, form: empty }
  try {
    return { body: JSON.parse(text) as Loose, form: empty }
  } catch {
    throw new ControlError(400, 'the body is not JSON')
  }
}

type Exchange = Omit<Request, 'path' | 'query' | 'body' | 'form'>

/** The control API: what people do on their phones, and what is to go wrong. */
export const answerControl = async (exchange: Exchange) => {
  const { request, response } = exchange
  try {
    const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://telegram')
    const { route, path } = find(request.method, pathname)
    const answer = await route({ ...exchange, path, query, ...(await readBodyOf(request)) })
    if (answer !== undefined) send(response, 200, answer)
  } catch (error) {
    if (error instanceof ControlError) return send(response, error.status, { error: error.message })
    if (error instanceof ApiError) return send(response, 400, { error: error.message })
    throw error
  }
}
