import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** An HTTP listener that can really go down: closed port, cut connections, then the same port. */
export const createListener = (handle: Handler) => {
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      // A bug of the sandbox itself: the caller must see it, not wait for ever.
      console.error('telegram sandbox:', error)
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
  server.keepAliveTimeout = 60_000
  let port = 0

  const up = (wanted = port) =>
    new Promise<number>((resolve, reject) => {
      if (server.listening) return resolve(port)
      server.once('error', reject)
      server.listen(wanted, '127.0.0.1', () => {
        server.off('error', reject)
        port = (server.address() as AddressInfo).port
        resolve(port)
      })
    })

  const down = () =>
    new Promise<void>((resolve) => {
      if (!server.listening) return resolve()
      server.close(() => resolve())
      server.closeAllConnections()
    })

  return { up, down, isUp: () => server.listening }
}

export const readBody = async (request: IncomingMessage) => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}
