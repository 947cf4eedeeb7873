import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerBotApi } from './bot-api'
import { createCallLog } from './call-log'
import { answerControl } from './control'
import { createEvents } from './events'
import { createFaults } from './faults'
import { createFileStore } from './file-store'
import { createListener } from './listener'
import { openStateFile } from './state-file'
import { createUpdatesQueue } from './updates-queue'
import { startWebhookPush } from './webhook-push'
import { botUser, type World } from './world'

type Options = {
  port: number
  token: string
  botUsername?: string
  stateFile?: string
  /** Where the control API listens too, so that it is reachable while the Bot API is down. */
  controlPort?: number
}

const createWorld = (options: Options) => {
  const { token, botUsername = 'blago_support_bot', stateFile } = options
  const saved = openStateFile(stateFile)
  const events = createEvents()
  let ahead = 0
  const now = () => Date.now() + ahead
  const world: World = {
    state: saved.state,
    token,
    bot: botUser(token, botUsername),
    now,
    moveClock: (seconds) => void (ahead += seconds * 1000),
    files: createFileStore(saved.state, stateFile?.replace(/(\.json)?$/, '-files')),
    updates: createUpdatesQueue(saved.state, now, saved.changed),
    faults: createFaults(),
    calls: createCallLog(now),
    webhookChanged: () => undefined,
    tell: (event) => {
      saved.changed()
      events.tell(event)
    },
  }
  return { world, events, save: saved.close }
}

/** A small real Telegram: the Bot API for the bot, the control API for people's phones. */
export const startTelegramSandbox = async (options: Options) => {
  const { world, events, save } = createWorld(options)
  const push = startWebhookPush(world)

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    if (request.url?.startsWith('/control/')) return control(request, response)
    return answerBotApi({ world, request, response })
  }
  const control = (request: IncomingMessage, response: ServerResponse) =>
    answerControl({ world, events, botApi, push, request, response })

  const botApi = createListener(answer)
  const controlApi = createListener(control)
  const port = await botApi.up(options.port)
  const controlPort = await controlApi.up(options.controlPort ?? 0)

  const stop = async () => {
    push.stop()
    events.close()
    await Promise.all([botApi.down(), controlApi.down()])
    save()
  }
  const url = `http://127.0.0.1:${port}`
  return { url, port, controlUrl: `http://127.0.0.1:${controlPort}`, stop }
}
