import { ControlError } from './api-error'
import type { Request, Routes } from './control'
import { faultFrom } from './faults'
import { recordQuery } from './people-queries'
import type { NewUpdate } from './updates-queue'

const health = ({ world, botApi }: Request) => ({
  ok: true,
  up: botApi.isUp(),
  bot: world.bot.username,
  waiting: world.updates.waiting().length,
  webhook: world.state.webhook?.url ?? null,
})

const turn =
  (up: boolean) =>
  async ({ world, botApi }: Request) => {
    if (up) await botApi.up()
    else await botApi.down()
    world.tell({ type: up ? 'up' : 'down' })
    return { up }
  }

const inject = ({ world, body }: Request) => {
  const update = body as unknown as NewUpdate
  if (update.callback_query) recordQuery(world, update.callback_query)
  return { updateId: world.updates.add(update) }
}

const repeat = ({ world, path }: Request) => {
  world.updates.repeat(Number(path[0]))
  return { updateId: Number(path[0]) }
}

const addFault = ({ world, body }: Request) => {
  world.faults.add(faultFrom(body))
  return { faults: world.faults.list() }
}

const clearFaults = ({ world }: Request) => {
  world.faults.clear()
  return { faults: [] }
}

const setLatency = ({ world, body }: Request) => {
  world.faults.setLatency(Number(body.ms) || 0)
  return { ms: world.faults.latency() }
}

const sendFile = async ({ world, path, response }: Request) => {
  const file = world.files.find(path[0] ?? '')
  if (!file) throw new ControlError(404, 'no such file')
  const bytes = await world.files.read(file)
  const name = encodeURIComponent(file.name || `${file.kind}_${file.n}.jpg`)
  response.writeHead(200, {
    'content-type': file.mime,
    'content-length': bytes.length,
    'content-disposition': `inline; filename*=UTF-8''${name}`,
    'cache-control': 'private, max-age=31536000, immutable',
    // What people send is shown, never run.
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'x-content-type-options': 'nosniff',
  })
  response.end(bytes)
}

const query = ({ world, path }: Request) => {
  const found = world.state.queries[path[0] ?? '']
  if (!found) throw new ControlError(404, 'no such query')
  const { answered, text, showAlert, url } = found
  return { answered, text, showAlert, url }
}

export const machineRoutes: Routes = {
  'GET health': health,
  'GET events': ({ events, request, response }) => events.listen(request, response),
  'POST down': (request) => turn(false)(request),
  'POST up': (request) => turn(true)(request),
  'POST updates': inject,
  'POST updates/:id/repeat': repeat,
  'GET faults': ({ world }) => ({ faults: world.faults.list(), latency: world.faults.latency() }),
  'POST faults': addFault,
  'DELETE faults': clearFaults,
  'POST latency': setLatency,
  'POST clock': ({ world, body }) => {
    world.moveClock(Number(body.seconds) || 0)
    return { now: new Date(world.now()).toISOString() }
  },
  'GET calls': ({ world, query: asked }) => world.calls.since(Number(asked.get('since')) || 0),
  'GET files/:id': sendFile,
  'GET queries/:id': query,
}
