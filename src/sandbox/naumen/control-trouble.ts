import type { ServerResponse } from 'node:http'
import type { CallLog } from './call-log'
import { ControlError, route } from './control-router'
import { faultKinds, type Fault, type Faults } from './faults'
import { turnKnobs, type Knobs } from './knobs'
import type { Listener } from './listener'
import type { Store } from './store'

export type Trouble = {
  store: Store
  knobs: Knobs
  faults: Faults
  log: CallLog
  rest: Listener
  announce(type: string): void
  later(ms: number, run: () => void): void
}

/** Faults, knobs, the log of calls, and switching the server off and on. */
export function troubleRoutes(trouble: Trouble) {
  const { store, knobs, faults, log, rest, announce } = trouble
  return [
    route('GET /calls', ({ query }) => log.since(Number(query.get('since') ?? 0))),
    route('GET /knobs', () => knobs),
    route('POST /knobs', ({ body }) => {
      const { descriptionAttribute: before } = knobs
      const unknown = turnKnobs(knobs, body)
      if (unknown) throw new ControlError(400, `no knob ${unknown}`)
      moveDescriptions(store, before, knobs.descriptionAttribute)
      announce('knobs')
      return knobs
    }),
    route('GET /faults', () => faults.list()),
    route('POST /faults', async ({ body, res }) => {
      await addFault(trouble, faultFrom(body), res)
      announce('faults')
      return faults.list()
    }),
    route('DELETE /faults', async () => {
      faults.clear()
      await rest.up()
      announce('faults')
      return []
    }),
    route('POST /down', async ({ res }) => {
      await rest.down(res)
      announce('down')
      return { down: true }
    }),
    route('POST /up', async () => {
      await rest.up()
      announce('up')
      return { down: false }
    }),
  ]
}

// The attribute is another one now, and what people wrote stands in it.
function moveDescriptions(store: Store, from: string, to: string) {
  if (from === to) return
  for (const call of store.all('serviceCall')) {
    call[to] = call[from] ?? null
    delete call[from]
  }
}

async function addFault({ faults, rest, later }: Trouble, fault: Fault, res: ServerResponse) {
  if (fault.kind !== 'down') return faults.add(fault)
  await rest.down(res)
  if (fault.ms > 0) later(fault.ms, () => void rest.up())
}

function faultFrom({ kind, path, ms, times }: Record<string, unknown>): Fault {
  if (typeof kind !== 'string' || !faultKinds.includes(kind)) {
    throw new ControlError(400, `kind: one of ${faultKinds.join(', ')}`)
  }
  const wait = typeof ms === 'number' ? ms : kind === 'down' ? 0 : 1000
  const fault = { kind, ms: wait, times: typeof times === 'number' ? times : 1 }
  return typeof path === 'string' ? { ...fault, path } : fault
}
