import { readdirSync, readFileSync } from 'node:fs'

export type Seen = { pid: number; command: string; started: string }

type Entry = Seen & { parent: number; environment: string[] }

/** Every living process that was started with this DATA_DIR or works in it, with all its children. */
export function processesOf(dataDir: string): Seen[] {
  const all = readdirSync('/proc').map(Number).filter(Boolean).flatMap(entryOf)
  const found = new Set(
    all
      .filter(({ pid }) => pid !== process.pid)
      .filter(
        ({ command, environment }) =>
          environment.includes(`DATA_DIR=${dataDir}`) || command.includes(dataDir),
      )
      .map(({ pid }) => pid),
  )
  // PostgreSQL's own processes name neither; a child may stand before its parent in the list
  for (let before = -1; before !== found.size;) {
    before = found.size
    for (const { pid, parent } of all) if (found.has(parent)) found.add(pid)
  }
  return all
    .filter(({ pid }) => found.has(pid))
    .map(({ pid, command, started }) => ({ pid, command, started }))
}

/** Which of the processes seen before live on. */
export const stillThere = (seen: Seen[]): Seen[] =>
  seen.filter(({ pid, started }) => entryOf(pid)[0]?.started === started)

/** The value of a variable in the first of these processes that has one. */
export function variableOf(processes: Seen[], name: string): string {
  const found = processes
    .flatMap(({ pid }) => entryOf(pid))
    .flatMap(({ environment }) => environment)
    .find((line) => line.startsWith(`${name}=`) && line !== `${name}=`)
  if (!found) throw new Error(`No process has ${name}`)
  return found.slice(name.length + 1)
}

/** Nothing for what is gone, and for a zombie: it holds nothing any more. */
function entryOf(pid: number): Entry[] {
  try {
    // proc(5): the second field, the name, may hold spaces and brackets
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [state = '', parent = '', ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (state === 'Z') return []
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
    const environment = environmentOf(pid)
    return [{ pid, command, environment, parent: Number(parent), started: rest[17] ?? '' }]
  } catch {
    return [] // gone between two looks
  }
}

function environmentOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0')
  } catch {
    return [] // another user's
  }
}
