import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { freshState, type State } from './state'

const writeDelay = 150

/** Keeps the state in a JSON file: written at most every 150 ms and when closed, by rename. */
export const openStateFile = (path: string | undefined) => {
  const state: State =
    path && existsSync(path)
      ? { ...freshState(), ...(JSON.parse(readFileSync(path, 'utf8')) as State) }
      : freshState()
  let timer: NodeJS.Timeout | undefined

  const write = () => {
    clearTimeout(timer)
    timer = undefined
    if (!path) return
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(`${path}.new`, JSON.stringify(state))
    renameSync(`${path}.new`, path)
  }
  const changed = () => {
    if (path) timer ??= setTimeout(write, writeDelay)
  }
  return { state, changed, close: write }
}
