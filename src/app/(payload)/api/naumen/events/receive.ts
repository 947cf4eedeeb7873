import { z } from 'zod'
import type { Config } from '../../../../../config'
import { readAtMost } from '../../read-at-most'
import { isSameSecret } from '../../same-secret'

const longest = 64 * 1024
const empty = (status: number, headers?: HeadersInit) => new Response(null, { status, headers })

const call = z.string().regex(/^serviceCall\$\d{1,18}$/)
/** Whatever else the script sends is not read: what happened is asked of Naumen itself. */
const Event = z.union([
  z.object({ uuid: call }).transform(({ uuid }) => uuid),
  z
    .object({ uuid: z.string().regex(/^comment\$\d{1,18}$/), source: call })
    .transform(({ source }) => source),
])

/**
 * A hint of Naumen that something happened to a service call. Scripts there wait five seconds at most
 * and never try again: `pull` only queues, and the poll finds what was lost.
 */
export async function receive(
  request: Request,
  { NAUMEN_EVENT_SECRET }: Pick<Config, 'NAUMEN_EVENT_SECRET'>,
  pull: (serviceCall: string) => Promise<unknown>,
): Promise<Response> {
  if (!isSameSecret(request.headers.get('x-hook-secret'), NAUMEN_EVENT_SECRET)) return empty(401)
  const body = await readAtMost(request, longest)
  if (body === null) return empty(413)
  const event = Event.safeParse(parsed(body))
  if (!event.success) return empty(400)
  try {
    await pull(event.data)
    return empty(202)
  } catch {
    return empty(503, { 'Retry-After': '5' })
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
