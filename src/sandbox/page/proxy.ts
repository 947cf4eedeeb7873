import { isPart, type Addresses } from './addresses'
import { mergeEvents } from './merged-events'
import { isSameOrigin } from './same-origin'

const PREFIX = '/sandbox/control/'
// A list of what passes, not of what is stopped: the panel's cookies must never get through.
const REQUEST_HEADERS = ['content-type', 'accept', 'range', 'if-range', 'if-none-match']
const RESPONSE_HEADERS = [
  'content-type',
  'content-length',
  'content-range',
  'content-disposition',
  'accept-ranges',
  'etag',
  'last-modified',
]
const IS_SHOWN = /^(image|audio|video)\/|^application\/(json|ogg)|^text\/event-stream/

/** Passes one request of the page to the control server it names: `/sandbox/control/<part>/<rest>`. */
export async function proxyControl(request: Request, addresses: Addresses): Promise<Response> {
  if (Object.keys(addresses).length === 0) return problem(404, 'Песочница выключена')
  if (!isSameOrigin(request.headers)) return problem(403, 'Запрос с чужой страницы')
  const { pathname, search } = new URL(request.url)
  const path = pathname.slice(pathname.indexOf(PREFIX) + PREFIX.length)
  if (path === 'events') return mergeEvents(addresses, request.signal)
  const [part, ...rest] = path.split('/')
  const address = isPart(part) ? addresses[part] : undefined
  if (!address) return problem(404, 'Такой части песочницы нет')
  if (!rest.every(isPlainSegment)) return problem(400, 'Недопустимый путь')
  return forward(request, `${address}/control/${rest.join('/')}${search}`)
}

async function forward(request: Request, target: string): Promise<Response> {
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD' && request.body !== null
  const init: RequestInit & { duplex: 'half' } = {
    method: request.method,
    headers: { ...picked(request.headers, REQUEST_HEADERS), 'accept-encoding': 'identity' },
    body: hasBody ? request.body : null,
    duplex: 'half',
    redirect: 'manual',
    cache: 'no-store',
    signal: request.signal,
  }
  try {
    const answer = await fetch(target, init)
    return new Response(answer.body, { status: answer.status, headers: answerHeaders(answer) })
  } catch {
    return problem(502, 'Эта часть песочницы сейчас не отвечает')
  }
}

// What people attach is shown from the panel's own origin: it must never run there.
function answerHeaders(answer: Response): Record<string, string> {
  const headers: Record<string, string> = {
    ...picked(answer.headers, RESPONSE_HEADERS),
    'cache-control': cachingOf(answer.headers.get('cache-control')),
    'content-security-policy': "sandbox; default-src 'none'; img-src 'self'; media-src 'self'",
    'x-content-type-options': 'nosniff',
  }
  if (!IS_SHOWN.test(headers['content-type'] ?? '')) {
    const disposition = headers['content-disposition'] ?? 'attachment'
    headers['content-disposition'] = disposition.replace(/^\s*inline/i, 'attachment')
  }
  return headers
}

// What never changes may be kept; no-transform, as compression would hold the events back.
const cachingOf = (said: string | null) =>
  said?.includes('immutable') ? said : 'private, no-cache, no-transform'

function isPlainSegment(segment: string): boolean {
  try {
    const plain = decodeURIComponent(segment)
    return plain !== '..' && plain !== '.' && !/[/\\\0]/.test(plain)
  } catch {
    return false
  }
}

function picked(headers: Headers, names: string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = headers.get(name)
      return value === null ? [] : [[name, value]]
    }),
  )
}

const problem = (status: number, error: string) => Response.json({ error }, { status })
