import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

const DELAY_MS = 100

/** Keeps a server's state in a JSON file; without a path it keeps nothing. */
export async function openStateFile<State>(path: string | undefined) {
  const loaded = path ? await load<State>(path) : undefined
  let timer: NodeJS.Timeout | undefined
  let writing = Promise.resolve()
  let latest: (() => State) | undefined

  const write = async () => {
    clearTimeout(timer)
    timer = undefined
    const state = latest
    latest = undefined
    if (!path || !state) return writing
    writing = writing.then(() => replace(path, JSON.stringify(state())))
    return writing
  }
  return {
    loaded,
    save(state: () => State) {
      latest = state
      if (path) timer ??= setTimeout(() => void write(), DELAY_MS)
    },
    flush: write,
  }
}

async function load<State>(path: string): Promise<State | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as State
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

// The rename makes it whole: a kill in the middle leaves the former state, never half a file.
async function replace(path: string, text: string) {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(`${path}.new`, text)
  await rename(`${path}.new`, path)
}
