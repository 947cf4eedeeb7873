import type { IncomingMessage, ServerResponse } from 'node:http'

export type SandboxEvent = { type: string; [about: string]: string | number | boolean | undefined }

const pingEvery = 15_000

/** Tells everyone who listens (the phone page, tests) what has changed, as server-sent events. */
export const createEvents = () => {
  const listeners = new Set<ServerResponse>()
  const ping = setInterval(() => {
    for (const response of listeners) response.write(': ping\n\n')
  }, pingEvery)
  ping.unref()

  const listen = (request: IncomingMessage, response: ServerResponse) => {
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      connection: 'keep-alive',
    })
    response.write(': hello\n\n')
    listeners.add(response)
    request.on('close', () => listeners.delete(response))
  }
  const tell = (event: SandboxEvent) => {
    for (const response of listeners) response.write(`data: ${JSON.stringify(event)}\n\n`)
  }
  const close = () => {
    clearInterval(ping)
    for (const response of listeners) response.end()
  }
  return { listen, tell, close }
}
