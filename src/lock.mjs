import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'

const halfWritten = 2000

/**
 * A lock file that outlives nobody: it names its holder by boot, pid and start time, so that what
 * a kill -9 or a power cut left behind is taken over, even when the pid runs again as something else.
 * @param {string} file its folder must exist
 * @returns {{ taken: true, release: () => void } | { taken: false, holder: number }}
 */
export function takeLock(file) {
  for (;;) {
    const mine = `${process.pid} ${identity(process.pid)}`
    if (created(file, mine)) return { taken: true, release: () => release(file, mine) }
    const theirs = contents(file)
    if (theirs === undefined) continue
    if (isHeld(file, theirs)) return { taken: false, holder: parseInt(theirs) || 0 }
    removeStale(file, theirs)
  }
}

/**
 * Waits for whoever holds the lock, and runs `work` alone.
 * @template T
 * @param {string} file
 * @param {() => T | Promise<T>} work
 * @param {() => void} [onWait] called once when somebody else holds it
 * @returns {Promise<T>}
 */
export async function withLock(file, work, onWait = () => {}) {
  let lock = takeLock(file)
  if (!lock.taken) onWait()
  while (!lock.taken) {
    await new Promise((resolve) => setTimeout(resolve, 200))
    lock = takeLock(file)
  }
  try {
    return await work()
  } finally {
    lock.release()
  }
}

/** @param {string} file @param {string} mine */
function created(file, mine) {
  try {
    writeFileSync(file, mine, { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false
    throw error
  }
}

/** @param {string} file @param {string} mine */
function release(file, mine) {
  if (contents(file) === mine) rmSync(file, { force: true })
}

/** @param {string} file @param {string} theirs */
function isHeld(file, theirs) {
  const [pid, ...identityThen] = theirs.split(' ')
  if (!identityThen.length) return ageOf(file) < halfWritten
  return identity(Number(pid)) === identityThen.join(' ')
}

// Two starters may judge the same file stale. Renaming is what only one of them can do; the other
// may then have moved a fresh lock away, which it sees by the contents and puts back.
/** @param {string} file @param {string} theirs */
function removeStale(file, theirs) {
  const aside = `${file}.${randomUUID()}`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  if (contents(aside) === theirs) rmSync(aside, { force: true })
  else renameSync(aside, file)
}

/** @param {string} file @returns {string | undefined} */
function contents(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return undefined
    throw error
  }
}

/** @param {string} file */
function ageOf(file) {
  return Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0)
}

/** @param {number} pid @returns {string | undefined} */
function identity(pid) {
  try {
    if (process.platform === 'linux') return `${bootId()} ${startTick(pid)}`
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
  } catch {
    return undefined // no such process
  }
}

function bootId() {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
}

// The 22nd field of proc(5) stat; the second one, the name, may hold spaces and brackets. A zombie
// holds nothing any more.
/** @param {number} pid */
function startTick(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (fields[0] === 'Z') throw new Error('zombie')
  return fields[19]
}
