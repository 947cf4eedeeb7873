import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

export type Handler = (req: IncomingMessage, res: ServerResponse) => Promise<void>

export type Listener = {
  url: string
  port: number
  /** Cuts every connection; a `spared` answer is still given on its own. */
  down(spared?: ServerResponse): Promise<void>
  up(): Promise<void>
  isUp(): boolean
}

/** An HTTP server on the loopback that can really go down and come back on the same port. */
export async function startListener(port: number, handle: Handler): Promise<Listener> {
  const server = createServer((req, res) => void answer(handle, req, res))
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  const listen = (at: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(at, '127.0.0.1', () => {
        server.off('error', reject)
        resolve()
      })
    })
  await listen(port)
  const bound = (server.address() as AddressInfo).port
  return {
    url: `http://127.0.0.1:${bound}`,
    port: bound,
    isUp: () => server.listening,
    up: async () => {
      if (!server.listening) await listen(bound)
    },
    async down(spared) {
      if (!server.listening) return
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      spared?.setHeader('connection', 'close')
      sockets.forEach((socket) => socket !== spared?.socket && socket.destroy())
      if (!spared?.socket || !sockets.has(spared.socket)) await closed
    },
  }
}

export function sendJson(res: ServerResponse, status: number, body: unknown) {
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
  res.end(JSON.stringify(body))
}

async function answer(handle: Handler, req: IncomingMessage, res: ServerResponse) {
  try {
    await handle(req, res)
  } catch (error) {
    if (res.headersSent) res.destroy()
    else sendJson(res, 500, { error: String(error) })
  }
}
