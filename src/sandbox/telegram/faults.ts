import type { Socket } from 'node:net'
import { ControlError } from './api-error'

const kinds = ['429', '500', '502html', '403', '400', 'hang', 'drop', 'dropAfter'] as const

export type Fault = {
  method: string
  kind: (typeof kinds)[number]
  times: number
  /** How many calls that fit go well before it. */
  after?: number
  chatId?: number
  retryAfter?: number
  description?: string
}

const optionalNumber = (value: unknown) => (value === undefined ? undefined : Number(value))

/** A fault as the control API's body describes it. */
export const faultFrom = (body: Record<string, unknown>): Partial<Fault> => ({
  method: String(body.method ?? '*'),
  kind: String(body.kind) as Fault['kind'],
  times: optionalNumber(body.times) ?? 1,
  after: optionalNumber(body.after),
  chatId: optionalNumber(body.chatId),
  retryAfter: optionalNumber(body.retryAfter),
  description: body.description === undefined ? undefined : String(body.description),
})

const isKind = (kind: unknown): kind is Fault['kind'] => kinds.some((known) => known === kind)

/** What is to go wrong with the next calls, asked for through the control API. */
export const createFaults = () => {
  let faults: Fault[] = []
  let latency = 0
  const hung = new Set<Socket>()

  const add = (wanted: Partial<Fault>) => {
    const { kind, method = '*', times = 1 } = wanted
    if (!isKind(kind)) throw new ControlError(400, `kind must be one of ${kinds.join(', ')}`)
    faults.push({ ...wanted, kind, method: method.toLowerCase(), times })
  }

  /** Takes the fault meant for this call, if any, and counts it off. */
  const take = (method: string, chatId: number | undefined) => {
    const fault = faults.find(
      (one) =>
        (one.method === '*' || one.method === method.toLowerCase()) &&
        (one.chatId === undefined || one.chatId === chatId),
    )
    if (fault?.after) {
      fault.after -= 1
      return undefined
    }
    if (fault && fault.times > 0) fault.times -= 1
    faults = faults.filter(({ times }) => times !== 0)
    return fault
  }

  return {
    add,
    take,
    list: () => faults,
    /** Whoever was left hanging is let go as well: the line breaks. */
    clear: () => {
      faults = []
      for (const socket of hung) socket.destroy()
    },
    /** A connection that gets no answer. */
    hold: (socket: Socket) => {
      hung.add(socket)
      socket.once('close', () => hung.delete(socket))
    },
    latency: () => latency,
    setLatency: (ms: number) => void (latency = ms),
  }
}

export type Faults = ReturnType<typeof createFaults>
