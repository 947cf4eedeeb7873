import type { IncomingMessage, ServerResponse } from 'node:http'
import { badKey, type AccessKeys } from './access-keys'
import type { CallLog, LoggedCall } from './call-log'
import type { Fault, Faults } from './faults'
import { operate, text, type Answer } from './operations'
import { readCall, REST_ROOT, type RestCall } from './rest-call'
import { Refused, type World } from './world'

export type Rest = {
  world: World
  keys: AccessKeys
  faults: Faults
  log: CallLog
  /** Runs something later, unless the server is stopped before. */
  later(ms: number, run: () => void): void
}

/** Answers one request to the REST API, well or with the fault that waits for it. */
export async function serveRest(rest: Rest, req: IncomingMessage, res: ServerResponse) {
  const call = await readCall(req)
  if (!call) return send(res, { status: 404, headers: HTML, body: NOT_FOUND })
  const logged = rest.log.open(call)
  const fault = rest.faults.take(`${REST_ROOT}${call.method}/${call.target}`)
  if (fault) logged.fault = fault.kind
  const perform = () => performed(rest, call, logged)
  const answer = fault ? await faulty(rest, fault, perform) : perform()
  if (answer === 'hang') return rest.faults.hold(req.socket)
  if (answer === 'drop') return void req.socket.destroy()
  logged.status = answer.status
  const { clockAheadSeconds } = rest.world.knobs
  if (clockAheadSeconds)
    res.setHeader('date', new Date(Date.now() + clockAheadSeconds * 1000).toUTCString())
  send(res, answer)
}

function performed({ world, keys }: Rest, call: RestCall, logged: LoggedCall): Answer {
  try {
    return operate(world, keys, call)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    logged.error = error.message
    return text(error.status, error.message)
  }
}

type Outcome = Answer | 'hang' | 'drop'

async function faulty(rest: Rest, fault: Fault, perform: () => Answer): Promise<Outcome> {
  switch (fault.kind) {
    case 'slow':
      await new Promise<void>((resolve) => rest.later(fault.ms, resolve))
      return perform()
    case 'dropAfterCommit':
      perform()
      return 'drop'
    case '500afterCommit':
      perform()
      return text(500, 'Внутренняя ошибка сервера')
    case 'lateCommit':
      rest.later(fault.ms, perform)
      return 'drop'
    case 'badJson': {
      const answer = perform()
      return { ...answer, body: answer.body.toString().slice(0, -1) + '…' }
    }
    default:
      return refusal(rest.world, fault.kind)
  }
}

/** Faults that do nothing but answer, or not even that. */
function refusal(world: World, kind: string): Outcome {
  if (kind === 'hang') return 'hang'
  if (kind === 'html') return { status: 200, headers: HTML, body: LOGIN_PAGE }
  // A sign-in page of the company stands before the desk
  if (kind === 'redirect') return { status: 302, headers: { location: '/sd/login' }, body: '' }
  if (kind === '502') return { status: 502, headers: HTML, body: BAD_GATEWAY }
  if (kind === 'badKey') return text(badKey(world).status, badKey(world).message)
  const words = texts[kind]
  return words === undefined ? 'drop' : text(Number(kind), words)
}

const texts: Record<string, string> = {
  '400': 'Операция не может быть выполнена',
  '401': 'Ошибка авторизации. Необходимо указать ключ авторизации в параметре accessKey',
  '403': 'Недостаточно прав для выполнения операции',
  '500': 'Внутренняя ошибка сервера',
}

const HTML = { 'content-type': 'text/html;charset=UTF-8' }
const LOGIN_PAGE = `<!DOCTYPE html>
<html><head><title>Вход в систему</title></head><body>
<form action="/sd/login" method="post"><input name="j_username"><input name="j_password"></form>
</body></html>`
const BAD_GATEWAY = '<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>'
const NOT_FOUND = '<!DOCTYPE html>\n<html><body><h1>HTTP Status 404 – Not Found</h1></body></html>'

function send(res: ServerResponse, { status, headers, body }: Answer) {
  res.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) })
  res.end(body)
}
