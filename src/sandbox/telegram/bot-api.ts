import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { ApiError } from './api-error'
import type { Fault } from './faults'
import { methods } from './methods/all-methods'
import { createParams, readParams, type Params } from './params'
import { isDescribed } from './described'
import type { World } from './world'

type Exchange = { world: World; request: IncomingMessage; response: ServerResponse }

const send = (response: ServerResponse, status: number, body: object, headers = {}) => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(body))
}

const refuse = (response: ServerResponse, error: ApiError) => {
  const { code, message: description, retryAfter } = error
  const parameters = retryAfter === undefined ? undefined : { retry_after: retryAfter }
  const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }
  send(response, code, { ok: false, error_code: code, description, parameters }, headers)
}

const html502 =
  '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n' +
  '<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx/1.18.0</center>\r\n</body>\r\n</html>\r\n'

const errorOf = ({ kind, retryAfter = 1, description }: Fault) => {
  if (kind === '429') {
    return new ApiError(429, `Too Many Requests: retry after ${retryAfter}`, retryAfter)
  }
  if (kind === '403')
    return new ApiError(403, description ?? 'Forbidden: bot was blocked by the user')
  if (kind === '400') return new ApiError(400, description ?? 'Bad Request: chat not found')
  return new ApiError(500, description ?? 'Internal Server Error')
}

const closed = (response: ServerResponse) =>
  new Promise<void>((resolve) => response.once('close', () => resolve()))

/** Plays a fault that happens instead of the call. */
const misbehave = async ({ world, request, response }: Exchange, fault: Fault) => {
  if (fault.kind === 'drop') return void request.socket.destroy()
  if (fault.kind === 'hang') {
    world.faults.hold(request.socket)
    return closed(response)
  }
  if (fault.kind === '502html') {
    return void response.writeHead(502, { 'content-type': 'text/html' }).end(html502)
  }
  return refuse(response, errorOf(fault))
}

const runMethod = async ({ world, response }: Exchange, name: string, params: Params) => {
  const method = methods[name.toLowerCase()]
  if (!method) throw new ApiError(404, 'Not Found')
  const abort = new AbortController()
  response.once('close', () => abort.abort())
  const result = await method({ world, params, aborted: abort.signal })
  return isDescribed(result) ? { ok: true, ...result.described } : { ok: true, result }
}

const readSafely = async (request: IncomingMessage, query: URLSearchParams) => {
  try {
    return { params: await readParams(request, query) }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    return { params: createParams({ fields: {}, files: [] }), error }
  }
}

const callMethod = async (exchange: Exchange, name: string, query: URLSearchParams) => {
  const { world, request, response } = exchange
  const { params, error: unreadable } = await readSafely(request, query)
  const call = world.calls.start(name, params)
  if (world.faults.latency()) await pause(world.faults.latency())
  const fault = world.faults.take(name, call.chatId)
  if (fault) call.error = `fault: ${fault.kind}`
  try {
    if (fault && fault.kind !== 'dropAfter') return await misbehave(exchange, fault)
    if (unreadable) throw unreadable
    const answer = await runMethod(exchange, name, params)
    if (fault) return void request.socket.destroy()
    send(response, 200, answer)
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    call.error = error.message
    refuse(response, error)
  } finally {
    call.status = response.headersSent ? response.statusCode : 0
    if (name !== 'getUpdates') world.tell({ type: 'call', n: call.n, method: name })
  }
}

const download = async (exchange: Exchange, path: string) => {
  const { world, response } = exchange
  const call = world.calls.start('downloadFile', createParams({ fields: { path }, files: [] }))
  response.once('close', () => (call.status = response.headersSent ? response.statusCode : 0))
  if (world.faults.latency()) await pause(world.faults.latency())
  const fault = world.faults.take('downloadFile', undefined)
  if (fault && fault.kind !== 'dropAfter') return misbehave(exchange, fault)
  const file = Object.values(world.state.files).find((one) => one.path === path)
  if (!file) return refuse(response, new ApiError(404, 'Not Found'))
  const bytes = await world.files.read(file)
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-length': bytes.length,
  })
  if (!fault) return void response.end(bytes)
  response.write(bytes.subarray(0, bytes.length >> 1), () => exchange.request.socket.destroy())
}

/** The Bot API itself: `/bot<token>/<method>` and `/file/bot<token>/<path>`. */
export const answerBotApi = async (exchange: Exchange) => {
  const { world, request, response } = exchange
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://telegram')
  const [, file, token, rest] = /^(\/file)?\/bot([^/]+)\/(.+)$/.exec(pathname) ?? []
  if (!token || !rest) return refuse(response, new ApiError(404, 'Not Found'))
  if (decodeURIComponent(token) !== world.token) {
    return refuse(response, new ApiError(401, 'Unauthorized'))
  }
  if (file) return download(exchange, decodeURIComponent(rest))
  return callMethod(exchange, rest, searchParams)
}
