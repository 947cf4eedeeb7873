import type { Update } from 'grammy/types'
import type { Config } from '../../../../../config'
import { readAtMost } from '../../read-at-most'
import { isSameSecret } from '../../same-secret'

type Settings = Pick<Config, 'TELEGRAM_MODE' | 'TELEGRAM_WEBHOOK_SECRET'>

const longest = 1024 * 1024
const empty = (status: number, headers?: HeadersInit) => new Response(null, { status, headers })

/**
 * Answers 200 only when `keep` has returned: the update is committed then. Telegram repeats all that
 * isn't answered so, and says in `Retry-After` how soon.
 */
export async function receive(
  request: Request,
  settings: Settings,
  keep: (update: Update) => Promise<void>,
): Promise<Response> {
  if (settings.TELEGRAM_MODE !== 'webhook') return empty(404)
  const secret = request.headers.get('x-telegram-bot-api-secret-token')
  if (!isSameSecret(secret, settings.TELEGRAM_WEBHOOK_SECRET)) return empty(401)
  const body = await readAtMost(request, longest)
  if (body === null) return empty(413)
  const update = parseUpdate(body)
  if (!update) return empty(400)
  try {
    await keep(update)
    return empty(200)
  } catch {
    return empty(503, { 'Retry-After': '5' })
  }
}

function parseUpdate(body: string): Update | null {
  try {
    const parsed: unknown = JSON.parse(body)
    const isUpdate =
      typeof parsed === 'object' && parsed && Number.isSafeInteger((parsed as Update).update_id)
    return isUpdate ? (parsed as Update) : null
  } catch {
    return null
  }
}
