import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/**
 * Below what systems lend to outgoing connections (from 32768 on Linux): such a port, found free now,
 * is not taken by anybody's connection before its server listens, nor while that server starts again.
 */
const range = { first: 20_000, beyond: 32_768 }
const attempts = 50
const host = '127.0.0.1'

/** The wanted port while nobody listens on it and it is not excepted, else any such. */
export async function freePort(
  wanted = 0,
  { except = new Set<number>() }: { except?: ReadonlySet<number> } = {},
): Promise<number> {
  const fits = async (port: number) => !except.has(port) && (await isFree(port, host))
  if (wanted && (await fits(wanted))) return wanted
  for (let attempt = 0; attempt < attempts; attempt++) {
    const port = randomInt(range.first, range.beyond)
    if (await fits(port)) return port
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
