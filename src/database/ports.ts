import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/**
 * Below what systems lend to outgoing connections (from 32768 on Linux): such a port, found free now,
 * is not taken by anybody's connection before its server listens, nor while that server starts again.
 */
const range = { first: 20_000, beyond: 32_768 }
const attempts = 50

/** The wanted port while nobody listens on it, else any free one. */
export async function freePort(wanted = 0, host = '127.0.0.1'): Promise<number> {
  if (wanted && (await isFree(wanted, host))) return wanted
  for (let attempt = 0; attempt < attempts; attempt++) {
    const port = randomInt(range.first, range.beyond)
    if (await isFree(port, host)) return port
  }
  throw new Error(`No free port was found on ${host}`)
}

export function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, host, () => server.close(() => resolve(true)))
  })
}
