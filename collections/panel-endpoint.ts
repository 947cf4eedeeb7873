import type { Endpoint, PayloadRequest } from 'payload'
import { type InTransaction, inTransaction } from '../src/database/transaction'
import { isAdmin, isAdministrator } from './access'
import { refusal } from './refusal'

type Route = { path: string; method?: 'get' | 'post' }
type Handle = (req: PayloadRequest, body: Record<string, unknown>) => Promise<object | Response>

/** An endpoint for administrators: a command of the panel. Answers JSON; refuses in words. */
export const forAdministrators = (route: Route, handle: Handle): Endpoint =>
  guarded(route, isAdministrator, handle)

/** An endpoint for content managers and everyone above them. */
export const forContentManagers = (route: Route, handle: Handle): Endpoint =>
  guarded(route, isAdmin, handle)

/** One transaction in the admin's name, and in whose language it is said what Payload refuses. */
export const inNameOf = <R>(
  req: PayloadRequest,
  work: (tx: InTransaction) => Promise<R>,
): Promise<R> =>
  inTransaction(req.payload, async (tx) => {
    Object.assign(tx.req, { user: req.user, i18n: req.i18n, t: req.t })
    return work(tx)
  })

export const notAllowed = { ru: 'Недостаточно прав.', en: 'You may not do that.' }

function guarded(
  { path, method = 'post' }: Route,
  may: (req: PayloadRequest) => boolean,
  handle: Handle,
): Endpoint {
  return {
    path,
    method,
    async handler(req) {
      if (!may(req)) throw refusal(req, notAllowed, 403)
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
