import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { freshState, type State } from './state'

const shortest = 150
const longest = 2_000
// A big state (a broadcast to ten thousand) is written less often: a tenth of the time at most.
const delayAfter = (lastWrite: number) => Math.min(Math.max(shortest, lastWrite * 10), longest)

/** Keeps the state in a JSON file: written when opened, at most every 150 ms, and when closed. */
export const openStateFile = (path: string | undefined) => {
  const state: State =
    path && existsSync(path)
      ? aheadOfTheLost({ ...freshState(), ...(JSON.parse(readFileSync(path, 'utf8')) as State) })
      : freshState()
  let timer: NodeJS.Timeout | undefined
  let lastWrite = 0

  const write = () => {
    clearTimeout(timer)
    timer = undefined
    if (!path) return
    const started = performance.now()
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(`${path}.new`, JSON.stringify(state))
    renameSync(`${path}.new`, path)
    lastWrite = performance.now() - started
  }
  const changed = () => {
    if (path) timer ??= setTimeout(write, delayAfter(lastWrite))
  }
  write()
  return { state, changed, close: write }
}

// What a kill -9 lost was numbered already. Telegram gives no number twice, and the bot counts on
// it: it would take a new update for a repetition, and a new message for its own screen.
const aheadOfTheLost = (state: State): State => {
  state.lastUpdateId += 1000
  state.lastFile += 1000
  for (const chat of Object.values(state.chats)) chat.lastMessageId += 1000
  return state
}
