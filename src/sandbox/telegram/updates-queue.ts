import type { Update } from 'grammy/types'
import { ControlError } from './api-error'
import type { State, Waiting } from './state'

export type NewUpdate = Omit<Update, 'update_id'> & { update_id?: number }

const day = 24 * 3600_000
/** Telegram Bot API server, Client.cpp: callback queries live 150 s, all else a day. */
export const queryLifetime = 150_000
const historyLength = 500
const expiryCheck = 500
// Sent only to a bot that names them (documentation of getUpdates).
const onlyWhenAsked = ['chat_member', 'message_reaction', 'message_reaction_count']

const kindOf = (update: NewUpdate) =>
  Object.keys(update).find((key) => key !== 'update_id') ?? 'unknown'

// An update put in by hand may lack anything.
const idOf = (who?: { id: number }) => who?.id ?? 'nobody'

/**
 * Which of Telegram's queues an update stands in (WebhookActor.cpp): messages of one chat keep
 * their order, and so do one user's button presses, but the two run in parallel.
 */
const queueKey = (update: Update) => {
  const message = update.message ?? update.edited_message
  if (message) return `chat:${idOf(message.chat)}`
  if (update.callback_query) return `query:${idOf(update.callback_query.from)}`
  if (update.my_chat_member) return `member:${idOf(update.my_chat_member.chat)}`
  if (update.message_reaction) return `reaction:${idOf(update.message_reaction.chat)}`
  return `other:${kindOf(update)}`
}

export const createUpdatesQueue = (state: State, now: () => number, changed: () => void) => {
  const listeners = new Set<() => void>()

  const isAllowed = (update: NewUpdate) => {
    const kind = kindOf(update)
    if (state.allowedUpdates.length === 0) return !onlyWhenAsked.includes(kind)
    return (state.allowedUpdates as string[]).includes(kind)
  }

  const put = (update: Update, repeated?: boolean) => {
    const own = structuredClone(update)
    state.waiting.push({ update: own, key: queueKey(own), at: now(), repeated })
    changed()
    for (const listener of listeners) listener()
  }

  /** Queues an update and returns its id, or null when the bot has not asked for this kind. */
  const add = (update: NewUpdate) => {
    if (!isAllowed(update)) return null
    const id = update.update_id ?? ++state.lastUpdateId
    state.lastUpdateId = Math.max(state.lastUpdateId, id)
    const whole: Update = { ...update, update_id: id }
    state.history = [...state.history.slice(1 - historyLength), whole]
    put(whole)
    return id
  }

  const repeat = (id: number) => {
    const update = state.history.find(({ update_id }) => update_id === id)
    if (!update) throw new ControlError(404, `no update ${id} among the last ${historyLength}`)
    put(update, true)
  }

  const isFresh = ({ update, at }: Waiting) =>
    now() - at <= (update.callback_query ? queryLifetime : day)

  let checked = 0
  const waiting = () => {
    if (now() - checked > expiryCheck) {
      state.waiting = state.waiting.filter(isFresh)
      checked = now()
    }
    return state.waiting
  }

  const remove = (gone: (waiting: Waiting) => boolean) => {
    const left = state.waiting.filter((one) => !gone(one))
    if (left.length !== state.waiting.length) changed()
    state.waiting = left
  }

  /** Confirms everything below `offset`; a negative one keeps only the last updates. */
  const confirm = (offset: number) => {
    if (offset < 0) {
      const kept = waiting().slice(offset)
      return remove((one) => !kept.includes(one))
    }
    remove((one) => (one.repeated ? Boolean(one.handedOut) : one.update.update_id < offset))
  }

  const onNew = (listener: () => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }

  return { add, repeat, waiting, remove, confirm, onNew }
}

export type UpdatesQueue = ReturnType<typeof createUpdatesQueue>
