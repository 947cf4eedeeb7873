import { isFree } from '../../src/database/ports'

/** Below the range in which installations look for ports of their own. */
const range = { first: 10_000, ofOneWorker: 1000 }
let given = 0

/**
 * For a web process, which listens seconds after its port was chosen: meanwhile no other worker of the
 * tests, and no installation, takes a port of this worker's range.
 */
export async function pagePort(): Promise<string> {
  const worker = Number(process.env.VITEST_POOL_ID ?? 0) % 10
  for (let attempt = 0; attempt < range.ofOneWorker; attempt++) {
    const port = range.first + worker * range.ofOneWorker + (given++ % range.ofOneWorker)
    if (await isFree(port, '0.0.0.0')) return String(port)
  }
  throw new Error('No free port was found for a page')
}
