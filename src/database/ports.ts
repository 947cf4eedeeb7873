import { createServer } from 'node:net'

/** The wanted port while nobody listens on it, else any free one. */
export async function freePort(wanted = 0, host = '127.0.0.1'): Promise<number> {
  return (await listenOnce(wanted, host)) ?? (await listenOnce(0, host)) ?? 0
}

export async function isFree(port: number, host: string): Promise<boolean> {
  return (await listenOnce(port, host)) !== undefined
}

function listenOnce(port: number, host: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen(port, host, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined))
    })
  })
}
