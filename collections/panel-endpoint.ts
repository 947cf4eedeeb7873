import { APIError, type Endpoint, type PayloadRequest } from 'payload'
import { isAdmin, isAdministrator } from './access'

type Route = { path: string; method?: 'get' | 'post' }
type Handle = (req: PayloadRequest, body: Record<string, unknown>) => Promise<object | Response>

/** An endpoint for administrators: a command of the panel. Answers JSON; refuses in words. */
export const forAdministrators = (route: Route, handle: Handle): Endpoint =>
  guarded(route, isAdministrator, handle)

/** An endpoint for content managers and everyone above them. */
export const forContentManagers = (route: Route, handle: Handle): Endpoint =>
  guarded(route, isAdmin, handle)

/** A refusal the admin reads as it is. */
export const refusal = (message: string, status = 400) => new APIError(message, status, null, true)

function guarded(
  { path, method = 'post' }: Route,
  may: (req: PayloadRequest) => boolean,
  handle: Handle,
): Endpoint {
  return {
    path,
    method,
    async handler(req) {
      if (!may(req)) throw refusal('Недостаточно прав.', 403)
      const answer = await handle(req, await bodyOf(req))
      return answer instanceof Response ? answer : Response.json(answer)
    },
  }
}

async function bodyOf(req: PayloadRequest): Promise<Record<string, unknown>> {
  if (req.method !== 'POST' || !req.json) return {}
  const body: unknown = await req.json().catch(() => null)
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
}
