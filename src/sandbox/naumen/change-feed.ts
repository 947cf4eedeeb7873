import type { ServerResponse } from 'node:http'

export type ChangeFeed = ReturnType<typeof createChangeFeed>

/** Server-sent events: one `data:` line for every change, a ping every 15 seconds. */
export function createChangeFeed() {
  const readers = new Set<ServerResponse>()
  const send = (line: string) => readers.forEach((reader) => reader.write(line))
  const pinging = setInterval(() => send(': ping\n\n'), 15_000)
  pinging.unref()
  return {
    open(res: ServerResponse) {
      res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
      res.write(': ready\n\n')
      readers.add(res)
      res.on('close', () => readers.delete(res))
    },
    announce: (type: string, details: Record<string, unknown> = {}) =>
      send(`data: ${JSON.stringify({ type, ...details })}\n\n`),
    close() {
      clearInterval(pinging)
      readers.forEach((reader) => reader.end())
    },
  }
}
