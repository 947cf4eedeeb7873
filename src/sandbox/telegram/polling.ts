import { ApiError } from './api-error'
import type { Update } from 'grammy/types'
import type { State } from './state'
import type { Methods, World } from './world'

const longestWait = 50

const conflict = (why: string) => new ApiError(409, `Conflict: ${why}`)

type Poller = { end(error?: ApiError): void }

// One poller a bot: a second one ends the first.
const pollers = new WeakMap<World, Poller>()

const onlyOne = 'make sure that only one bot instance is running'

export const endPolling = (world: World, why: string) => pollers.get(world)?.end(conflict(why))

/** Waits for an update, the time to pass, the caller to go, or another poller to come. */
const waitForUpdates = (world: World, timeout: number, aborted: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    const end = (error?: ApiError) => {
      clearTimeout(timer)
      forget()
      aborted.removeEventListener('abort', stop)
      if (pollers.get(world) === poller) pollers.delete(world)
      if (error) reject(error)
      else resolve()
    }
    const stop = () => end()
    const poller: Poller = { end }
    const timer = setTimeout(stop, timeout * 1000)
    const forget = world.updates.onNew(stop)
    aborted.addEventListener('abort', stop)
    pollers.set(world, poller)
  })

/** The updates of one answer: repeated ones first, so that the last id is the highest. */
const take = (world: World, limit: number): Update[] => {
  const waiting = [...world.updates.waiting()]
  waiting.sort((a, b) => a.update.update_id - b.update.update_id)
  const taken = waiting.slice(0, limit)
  for (const one of taken) if (one.repeated) one.handedOut = true
  return taken.map(({ update }) => update)
}

export const setAllowedUpdates = (world: World, given: unknown) => {
  if (Array.isArray(given)) world.state.allowedUpdates = given as State['allowedUpdates']
}

export const pollingMethods: Methods = {
  async getUpdates({ world, params, aborted }) {
    if (world.state.webhook) {
      const why = "can't use getUpdates method while webhook is active"
      throw conflict(`${why}; use deleteWebhook to delete the webhook first`)
    }
    endPolling(world, `terminated by other getUpdates request; ${onlyOne}`)
    setAllowedUpdates(world, params.json('allowed_updates'))
    world.updates.confirm(params.number('offset') ?? 0)
    const limit = Math.min(Math.max(params.number('limit') ?? 100, 1), 100)
    const timeout = Math.min(Math.max(params.number('timeout') ?? 0, 0), longestWait)
    if (timeout > 0 && world.updates.waiting().length === 0) {
      await waitForUpdates(world, timeout, aborted)
    }
    return aborted.aborted ? [] : take(world, limit)
  },
}
