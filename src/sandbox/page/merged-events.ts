import { setTimeout as pause } from 'node:timers/promises'
import type { Addresses, Part } from './addresses'

const RECONNECT_MS = 1000

/** The events of all parts as one stream, each named after its part. One, because a browser keeps
 *  at most six connections to a host: three per tab would freeze the second tab. */
export function mergeEvents(addresses: Addresses, signal: AbortSignal): Response {
  const stop = new AbortController()
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (text: string) => {
        if (!stop.signal.aborted) controller.enqueue(encoder.encode(text))
      }
      signal.addEventListener('abort', () => {
        if (stop.signal.aborted) return
        stop.abort()
        controller.close()
      })
      write(': hello\n\n')
      for (const [part, address] of Object.entries(addresses)) {
        void follow(part as Part, address, write, stop.signal)
      }
    },
    cancel: () => stop.abort(),
  })
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  })
}

/** Follows one server for as long as the page listens; `connected` and `lost` tell the page
 *  that it may have missed something. */
async function follow(
  part: Part,
  address: string,
  write: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const tell = (data: string) => write(`event: ${part}\ndata: ${data}\n\n`)
  while (!signal.aborted) {
    try {
      const answer = await fetch(`${address}/control/events`, { signal, cache: 'no-store' })
      if (answer.ok && answer.body) {
        tell('{"type":"connected"}')
        await passLines(answer.body, tell, () => write(': ping\n\n'))
      }
    } catch {
      // An unreachable part is an ordinary state of the sandbox: said to the page, tried again.
    }
    tell('{"type":"lost"}')
    await pause(RECONNECT_MS, undefined, { signal }).catch(() => undefined)
  }
}

async function passLines(
  body: ReadableStream<Uint8Array>,
  tell: (data: string) => void,
  ping: () => void,
): Promise<void> {
  const decoder = new TextDecoder()
  const reader = body.getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    const lines = (rest + decoder.decode(value, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (line.startsWith('data:')) tell(line.slice(5).trim())
      else if (line.startsWith(':')) ping()
    }
  }
}
