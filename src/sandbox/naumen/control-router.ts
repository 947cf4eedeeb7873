import type { IncomingMessage, ServerResponse } from 'node:http'
import { sendJson } from './listener'
import { readRequest, type UploadedFile } from './read-request'

export type ControlRequest = {
  /** What the groups of the route's pattern caught. */
  params: string[]
  query: URLSearchParams
  body: Record<string, unknown>
  files: UploadedFile[]
  res: ServerResponse
}

export type ControlRoute = {
  verb: string
  pattern: RegExp
  /** What it returns is the JSON answer; undefined = it has answered by itself. */
  run(request: ControlRequest): unknown
}

/** A mistake in a control call: answered with its status and `{error}`. */
export class ControlError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message)
  }
}

/** `route('POST /tickets/:uuid/state', …)`; the path is what follows /control. */
export function route(at: string, run: ControlRoute['run']): ControlRoute {
  const [verb = '', path = ''] = at.split(' ')
  return { verb, pattern: new RegExp(`^${path.replace(/:\w+/g, '([^/]+)')}/?$`), run }
}

export async function serveControl(
  routes: ControlRoute[],
  req: IncomingMessage,
  res: ServerResponse,
) {
  try {
    const result = await dispatch(routes, req, res)
    if (result !== undefined) sendJson(res, 200, result)
  } catch (error) {
    if (!(error instanceof ControlError)) throw error
    sendJson(res, error.status, { error: error.message })
  }
}

async function dispatch(routes: ControlRoute[], req: IncomingMessage, res: ServerResponse) {
  const url = new URL(req.url ?? '/', 'http://127.0.0.1')
  const path = decodeURIComponent(url.pathname.replace(/^\/control/, ''))
  const found = routes.find(({ verb, pattern }) => verb === req.method && pattern.test(path))
  if (!found) throw new ControlError(404, `no ${req.method} /control${path}`)
  const params = found.pattern.exec(path)?.slice(1) ?? []
  const { text, fields, files } = await readRequest(req)
  return found.run({ params, query: url.searchParams, body: bodyFrom(text, fields), files, res })
}

function bodyFrom(text: string, fields: Record<string, string>): Record<string, unknown> {
  if (!text) return fields
  try {
    const body: unknown = JSON.parse(text)
    if (body && typeof body === 'object' && !Array.isArray(body)) return { ...body }
  } catch {
    // Falls through to the same answer as for a body of another shape.
  }
  throw new ControlError(400, 'the body must be a JSON object')
}
