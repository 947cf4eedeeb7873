import { setTimeout as pause } from 'node:timers/promises'
import type { Update } from 'grammy/types'
import type { Telegram } from './api'
import { TelegramRefused } from './errors'
import { allowedUpdates, removeWebhook } from './webhook'

export type PollingOptions = {
  telegram: Telegram
  /** Commits the whole batch; only then Telegram is told to forget it. */
  receive(updates: Update[]): Promise<void>
  /** Told of every failure, with the seconds until the next try. */
  onError(error: unknown, waitSeconds: number): void
}

// Shorter than the client's own patience of 30 s, or an idle poll would look like a hung one
const pollSeconds = 25
const wait = { first: 1, longest: 30 }
const stopMs = 2000

/**
 * Asks Telegram for updates until stopped. Needs no memory: what was not confirmed before a crash
 * comes again, and the inbox knows what it has seen.
 */
export function startPolling({ telegram, receive, onError }: PollingOptions) {
  const stopping = new AbortController()
  const stopped = poll(telegram, receive, onError, stopping.signal)
  return {
    /** Comes back within two seconds; a batch being committed is waited for that long. */
    async stop(): Promise<void> {
      stopping.abort()
      await Promise.race([stopped, pause(stopMs, undefined, { ref: false })])
    },
  }
}

async function poll(
  telegram: Telegram,
  receive: PollingOptions['receive'],
  onError: PollingOptions['onError'],
  stop: AbortSignal,
): Promise<void> {
  let offset = 0
  let seconds = wait.first
  let started = false
  while (!stop.aborted) {
    try {
      // Telegram hands nothing to a poll while a webhook stands
      if (!started) await removeWebhook(telegram.api)
      started = true
      const updates = await nextUpdates(telegram, offset, stop)
      if (updates.length) await receive(updates)
      offset = offsetAfter(updates)
      seconds = wait.first
    } catch (error) {
      if (stop.aborted) return
      if (error instanceof TelegramRefused && /webhook/i.test(error.description)) started = false
      onError(explained(error), seconds)
      await pause(seconds * 1000, undefined, { signal: stop }).catch(() => undefined)
      seconds = Math.min(seconds * 2, wait.longest)
    }
  }
}

/** After silence numbers start anew, maybe lower: 0 asks for whatever is not confirmed (TELEGRAM.md). */
const offsetAfter = (updates: Update[]) =>
  Math.max(-1, ...updates.map((update) => update.update_id)) + 1

function nextUpdates(telegram: Telegram, offset: number, stop: AbortSignal): Promise<Update[]> {
  const longest = Math.max(1, Math.min(pollSeconds, telegram.timeoutSeconds - 5))
  const options = { offset, limit: 100, timeout: longest, allowed_updates: [...allowedUpdates] }
  // grammY types an older AbortSignal; it only listens for "abort"
  return telegram.api.getUpdates(options, stop as Parameters<typeof telegram.api.getUpdates>[1])
}

function explained(error: unknown): unknown {
  const conflict = error instanceof TelegramRefused && error.code === 409
  if (!conflict || /webhook/i.test(error.description)) return error
  return new Error('Another process polls with the same bot token; waiting for it to end', {
    cause: error,
  })
}
