import type { IncomingMessage, ServerResponse } from 'node:http'
import { createAccessKeys } from './access-keys'
import { createCallLog } from './call-log'
import { createChangeFeed } from './change-feed'
import { deskRoutes } from './control-desk'
import { categoryRoutes, employeeRoutes } from './control-people'
import { ControlError, route, serveControl, type ControlRoute } from './control-router'
import { troubleRoutes } from './control-trouble'
import { createEventActions, type Hook } from './event-actions'
import { createFaults } from './faults'
import { createFileBytes } from './file-bytes'
import { defaultKnobs, type Knobs } from './knobs'
import { startListener, type Listener } from './listener'
import { serveRest, type Rest } from './rest'
import { seededState } from './seed'
import { openStateFile } from './state-file'
import { createStore, type StoreState } from './store'
import { Refused, type World } from './world'

export type NaumenSandboxOptions = {
  port: number
  accessKey: string
  /** The server's own zone, in which it writes its dates. */
  timeZone?: string
  stateFile?: string
  /** Where the control API listens too, so that it is reachable while the desk is down. */
  controlPort?: number
  /** Where the event actions post to; by default as the knobs were left. */
  hook?: Hook | null
}

type State = { store: StoreState; knobs: Knobs; keys: Record<string, number> }

/** A small Naumen Service Desk; `controlUrl` answers also while the desk itself is down. */
export async function startNaumenSandbox(options: NaumenSandboxOptions) {
  const file = await openStateFile<State>(options.stateFile)
  const feed = createChangeFeed()
  const clock = createClock()
  const keys = createAccessKeys(options.accessKey, file.loaded?.keys)
  const world = openWorld(options, file.loaded, (type, uuid) => {
    save()
    actions.notice(uuid)
    feed.announce(type === 'serviceCall' ? 'ticket' : type, { uuid })
  })
  const actions = createEventActions(world, clock.later)
  const save = () =>
    file.save(() => ({ store: world.store.state(), knobs: world.knobs, keys: keys.issued() }))

  const announce = (type: string) => {
    save()
    feed.announce(type)
  }
  const rest: Rest = {
    world,
    keys,
    faults: createFaults(),
    log: createCallLog(),
    later: clock.later,
  }
  const { main, side } = await listen(options, rest, (listener) => [
    route('GET /health', () => ({ ok: true, up: listener.isUp() })),
    route('GET /events', ({ res }) => feed.open(res)),
    ...deskRoutes(world),
    ...employeeRoutes(world),
    ...categoryRoutes(world),
    ...troubleRoutes({ ...rest, ...world, rest: listener, announce }),
  ])
  return {
    url: main.url,
    port: main.port,
    controlUrl: side.url,
    async stop() {
      clock.stop()
      feed.close()
      await Promise.all([main.down(), side.down()])
      await file.flush()
    },
  }
}

/** The desk with its control beside it, and the control alone for when the desk is down. */
async function listen(
  { port, controlPort = 0 }: NaumenSandboxOptions,
  rest: Rest,
  routesFor: (main: Listener) => ControlRoute[],
) {
  const main = await startListener(port, async (req, res) => {
    if (req.url?.startsWith('/control')) return control(routes, req, res)
    await serveRest(rest, req, res)
  })
  const routes = routesFor(main)
  const starting = startListener(controlPort, (req, res) => control(routes, req, res))
  const side = await starting.catch(async (error) => {
    await main.down()
    throw error
  })
  return { main, side }
}

function openWorld(
  { timeZone = 'Europe/Moscow', stateFile, hook }: NaumenSandboxOptions,
  loaded: State | undefined,
  changed: World['changed'],
): World {
  const posting = hook === undefined ? {} : { hook }
  return {
    store: createStore(loaded?.store ?? seededState(Date.now())),
    knobs: { ...structuredClone(defaultKnobs), ...loaded?.knobs, ...posting },
    timeZone,
    bytes: createFileBytes(stateFile && `${stateFile.replace(/\.json$/, '')}-files`),
    now: () => Date.now(),
    changed,
  }
}

async function control(routes: ControlRoute[], req: IncomingMessage, res: ServerResponse) {
  const spoken = routes.map((each) => ({ ...each, run: withReason(each.run) }))
  await serveControl(spoken, req, res)
}

// At the desk Naumen's refusal is an ordinary mistake of the caller.
function withReason(run: ControlRoute['run']): ControlRoute['run'] {
  return async (request) => {
    try {
      return await run(request)
    } catch (error) {
      if (error instanceof Refused) throw new ControlError(400, error.message)
      throw error
    }
  }
}

/** Timers that end with the server. */
function createClock() {
  const timers = new Set<NodeJS.Timeout>()
  return {
    later(ms: number, run: () => void) {
      const timer = setTimeout(() => {
        timers.delete(timer)
        run()
      }, ms)
      timers.add(timer)
    },
    stop: () => timers.forEach(clearTimeout),
  }
}
