import { badRequest } from '../api-error'
import { described } from '../described'
import { endPolling, setAllowedUpdates } from '../polling'
import type { Call, Methods } from '../world'

const bad = (why: string) => badRequest(`bad webhook: ${why}`)

// The real Telegram takes https alone; here the bot stands on the same machine.
const checkUrl = (url: string) => {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw bad('An HTTPS URL must be provided for webhook')
  }
}

const checkSecret = (secret: string | undefined) => {
  if (!secret) return
  if (secret.length > 256) throw badRequest('secret token is too long')
  if (!/^[\w-]+$/.test(secret)) throw badRequest('secret token contains unallowed characters')
}

const maxConnections = (given: number | undefined) => Math.min(Math.max(given ?? 40, 1), 100)

const dropPending = ({ world, params }: Call) => {
  if (params.flag('drop_pending_updates')) world.updates.remove(() => true)
}

const setWebhook = (call: Call) => {
  const { world, params } = call
  const url = params.text('url') ?? ''
  if (!url) return deleteWebhook(call)
  checkUrl(url)
  checkSecret(params.text('secret_token'))
  setAllowedUpdates(world, params.json('allowed_updates'))
  dropPending(call)
  endPolling(world, 'terminated by setWebhook request')
  world.state.webhook = {
    url,
    secretToken: params.text('secret_token') || undefined,
    maxConnections: maxConnections(params.number('max_connections')),
    ipAddress: params.text('ip_address') || '127.0.0.1',
  }
  world.tell({ type: 'webhook', url })
  world.webhookChanged()
  return described(true as const, 'Webhook was set')
}

const deleteWebhook = (call: Call) => {
  const { world } = call
  dropPending(call)
  if (!world.state.webhook) return described(true as const, 'Webhook is already deleted')
  world.state.webhook = null
  world.tell({ type: 'webhook', url: '' })
  world.webhookChanged()
  return described(true as const, 'Webhook was deleted')
}

const getWebhookInfo = ({ world: { state, updates } }: Call) => ({
  url: state.webhook?.url ?? '',
  has_custom_certificate: false,
  pending_update_count: updates.waiting().length,
  ...(state.webhook && {
    ip_address: state.webhook.ipAddress,
    max_connections: state.webhook.maxConnections,
    last_error_date: state.webhook.lastErrorDate,
    last_error_message: state.webhook.lastErrorMessage,
  }),
  ...(state.allowedUpdates.length > 0 && { allowed_updates: state.allowedUpdates }),
})

export const webhookMethods: Methods = { setWebhook, deleteWebhook, getWebhookInfo }
