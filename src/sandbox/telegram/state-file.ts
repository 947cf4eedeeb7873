import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { freshState, type State } from './state'

const shortest = 150
const longest = 2_000
// A big state (a broadcast to ten thousand) is written less often: a tenth of the time at most.
const delayAfter = (lastWrite: number) => Math.min(Math.max(shortest, lastWrite * 10), longest)

/** Keeps the state in a JSON file: written at most every 150 ms and when closed, by rename. */
export const openStateFile = (path: string | undefined) => {
  const state: State =
    path && existsSync(path)
      ? { ...freshState(), ...(JSON.parse(readFileSync(path, 'utf8')) as State) }
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
  return { state, changed, close: write }
}
