import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

export type Clock = Awaited<ReturnType<typeof createClock>>

/** A clock of its own for the processes that get its environment; the database keeps the right one. */
export async function createClock() {
  const folder = await mkdtemp(join(tmpdir(), 'blago-clock-'))
  const file = join(folder, 'seconds')
  const preload = pathToFileURL(resolve(import.meta.dirname, 'wrong-clock.mjs')).href
  const set = (seconds: number) => writeFile(file, String(seconds))
  await set(0)
  return {
    environment: { NODE_OPTIONS: `--import ${preload}`, CLOCK_FILE: file },
    /** So many seconds ahead of the right time; negative: behind it. */
    set,
    remove: () => rm(folder, { recursive: true }),
  }
}
