import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** USER_HZ, 100 on every Linux that Node runs on. */
const millisecondsATick = 10

/** Processor time so far of these processes and their children, in milliseconds. */
export function processorTime(...roots: number[]): number {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => statOf(Number(pid)))
  const ticks = all
    .filter(({ pid, parent }) => roots.includes(pid) || roots.includes(parent))
    .reduce((sum, one) => sum + one.ticks, 0)
  return ticks * millisecondsATick
}

function statOf(pid: number) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [, parent, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return [{ pid, parent: Number(parent), ticks: Number(rest[9]) + Number(rest[10]) }]
  } catch {
    return [] // it has ended meanwhile
  }
}

export function postmasterOf(dataDir: string): number {
  const file = readFileSync(join(dataDir, 'database/data/postmaster.pid'), 'utf8')
  return Number(file.split('\n')[0])
}
