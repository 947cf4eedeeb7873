import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

export type Shown = { text: string; message: number; keyboard: { text: string; data: string }[] }

type Params = Record<string, unknown>

/**
 * The leanest Bot API that keeps a bot busy: it answers after a given latency and hands every screen
 * to whoever waits in that chat. The sandbox is the strict one; here only the bot shall cost time.
 */
export async function startBotApi(latency: () => number) {
  const waiting: unknown[] = []
  const watchers = new Map<number, (shown: Shown) => void>()
  let wake: () => void = () => undefined
  let updateId = 0
  let messageId = 1_000_000
  let calls = 0

  const server = createServer((request, response) => {
    void answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const method = request.url?.split('/').at(-1)?.split('?')[0] ?? ''
    const params = await bodyOf(request)
    calls++
    const result = method === 'getUpdates' ? await updates() : await act(method, params)
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ ok: true, result }))
  }

  async function updates(): Promise<unknown[]> {
    if (!waiting.length) await Promise.race([new Promise<void>((go) => (wake = go)), pause(1000)])
    return waiting.splice(0, 100)
  }

  async function act(method: string, params: Params): Promise<unknown> {
    if (latency()) await pause(latency())
    const chat = Number(params.chat_id)
    if (method !== 'sendMessage' && method !== 'editMessageText') return true
    const message = method === 'sendMessage' ? ++messageId : Number(params.message_id)
    watchers.get(chat)?.({ text: String(params.text), message, keyboard: keysOf(params) })
    return { message_id: message, date: 0, chat: { id: chat, type: 'private' }, text: params.text }
  }

  return {
    url: `http://127.0.0.1:${port}`,
    calls: () => calls,
    push(update: object) {
      waiting.push({ update_id: ++updateId, ...update })
      wake()
    },
    watch: (chat: number, see: (shown: Shown) => void) => watchers.set(chat, see),
    stop: () => new Promise<void>((resolve) => server.close(() => resolve()).closeAllConnections()),
  }
}

export type BotApi = Awaited<ReturnType<typeof startBotApi>>

async function bodyOf(request: IncomingMessage): Promise<Params> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString()
  return text.startsWith('{') ? (JSON.parse(text) as Params) : {}
}

function keysOf({ reply_markup: markup }: Params): Shown['keyboard'] {
  const { inline_keyboard: rows = [] } = (markup ?? {}) as {
    inline_keyboard?: { text: string; callback_data?: string }[][]
  }
  return rows.flat().map(({ text, callback_data: data = '' }) => ({ text, data }))
}
