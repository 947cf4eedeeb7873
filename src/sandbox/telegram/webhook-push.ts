import { setTimeout as pause } from 'node:timers/promises'
import type { Waiting, Webhook } from './state'
import { seconds, type World } from './world'

const firstPause = 1
const longestPause = 120
const longestRetryAfter = 3600
const answerTimeout = 60_000
const defaultConnections = 40

type Outcome = { ok: true } | { ok: false; why: string; retryAfter?: number }

const networkError = (error: unknown) => {
  if (error instanceof Error && error.name === 'TimeoutError') return 'Read timeout expired'
  const cause = error instanceof Error ? (error.cause as { code?: string } | undefined) : undefined
  return cause?.code === 'ECONNREFUSED' ? 'Connection refused' : 'Connection reset by peer'
}

const post = async (webhook: Webhook, waiting: Waiting, stopped: AbortSignal): Promise<Outcome> => {
  const secret = webhook.secretToken
  try {
    const response = await fetch(webhook.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(secret && { 'x-telegram-bot-api-secret-token': secret }),
      },
      body: JSON.stringify(waiting.update),
      redirect: 'manual',
      signal: AbortSignal.any([stopped, AbortSignal.timeout(answerTimeout)]),
    })
    await response.arrayBuffer()
    if (response.ok) return { ok: true }
    const why = `Wrong response from the webhook: ${response.status} ${response.statusText}`.trim()
    return { ok: false, why, retryAfter: Number(response.headers.get('retry-after')) || undefined }
  } catch (error) {
    return { ok: false, why: networkError(error) }
  }
}

/** At most `limit()` pieces of work at once; the others wait their turn. */
const createSlots = (limit: () => number) => {
  let busy = 0
  const line: (() => void)[] = []
  return async <T>(work: () => Promise<T>): Promise<T> => {
    while (busy >= limit()) await new Promise<void>((resolve) => line.push(resolve))
    busy += 1
    try {
      return await work()
    } finally {
      busy -= 1
      line.shift()?.()
    }
  }
}

/**
 * Pushes updates to the webhook as Telegram does (WebhookActor.cpp): each queue in order and held
 * up by its failing head, different queues in parallel, failures repeated after 1, 2, 4… seconds.
 */
export const startWebhookPush = (world: World) => {
  const { state, updates } = world
  const running = new Set<string>()
  const inSlot = createSlots(() => state.webhook?.maxConnections ?? defaultConnections)
  let stopping = new AbortController()

  const headOf = (key: string) => updates.waiting().find((one) => one.key === key)

  const fail = (webhook: Webhook, why: string) => {
    webhook.lastErrorDate = seconds(world)
    webhook.lastErrorMessage = why
    world.tell({ type: 'webhook', error: why })
  }

  const drain = async (key: string, signal: AbortSignal) => {
    let wait = firstPause
    while (!signal.aborted && state.webhook) {
      const { webhook } = state
      const head = headOf(key)
      if (!head) return
      const outcome = await inSlot(() => post(webhook, head, signal))
      if (signal.aborted) return
      if (outcome.ok) {
        updates.remove((one) => one === head)
        wait = firstPause
        continue
      }
      fail(webhook, outcome.why)
      const asked = Math.min(outcome.retryAfter ?? 0, longestRetryAfter)
      await pause((asked || wait) * 1000, undefined, { signal }).catch(() => undefined)
      wait = Math.min(wait * 2, longestPause)
    }
  }

  const kick = () => {
    if (!state.webhook || stopping.signal.aborted) return
    for (const key of new Set(updates.waiting().map((one) => one.key))) {
      if (running.has(key)) continue
      running.add(key)
      const { signal } = stopping
      void drain(key, signal).finally(() => {
        running.delete(key)
        // The webhook may have changed while this queue was waiting.
        if (headOf(key)) kick()
      })
    }
  }

  const restart = () => {
    stopping.abort()
    stopping = new AbortController()
    kick()
  }

  const forget = updates.onNew(kick)
  const stop = () => {
    forget()
    stopping.abort()
  }
  world.webhookChanged = restart
  kick()
  return { stop, pendingQueues: () => running.size }
}

export type WebhookPush = ReturnType<typeof startWebhookPush>
