import { AsyncLocalStorage } from 'node:async_hooks'
import { Server } from 'node:http'

// Next bundles its parts each by itself: only what stands here is known to all of them
const shared = Symbol.for('blago-support address of the socket')
const known = globalThis as { [shared]?: AsyncLocalStorage<string> }

/** The other end of the socket whose request is being answered: nothing a client can write. */
export function addressOfSocket(): string | undefined {
  return known[shared]?.getStore()
}

/**
 * Next leaves an x-forwarded-for that came with the request as it is, and shows no socket to routes.
 * So every HTTP server of this process remembers it while it answers.
 */
export function rememberSockets(): void {
  if (known[shared]) return
  const addresses = (known[shared] = new AsyncLocalStorage<string>())
  const { emit } = Server.prototype
  Server.prototype.emit = function (this: Server, ...event: Parameters<typeof emit>) {
    const pass = () => emit.apply(this, event)
    const [name, request] = event as unknown as [string, { socket?: { remoteAddress?: string } }]
    if (name !== 'request') return pass()
    return addresses.run(request.socket?.remoteAddress ?? '', pass)
  } as typeof emit
}
