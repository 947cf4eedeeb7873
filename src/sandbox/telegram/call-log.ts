import { createHash } from 'node:crypto'
import type { Params } from './params'

export type LoggedCall = {
  n: number
  at: string
  method: string
  chatId?: number
  params: Record<string, unknown>
  status?: number
  error?: string
}

const longest = 5_000

const whole = (value: string): unknown => {
  if (!/^[[{]/.test(value)) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

const shown = (params: Params) => {
  const shownParams: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(params.fields)) {
    shownParams[name] = name === 'secret_token' ? '***' : whole(value)
  }
  for (const { field, name, bytes } of params.files) {
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    shownParams[field] = { name, size: bytes.length, sha256 }
  }
  return shownParams
}

/** Every call the bot made, for tests and for the demonstration. Never holds the token. */
export const createCallLog = (now: () => number) => {
  let calls: LoggedCall[] = []
  let last = 0

  const start = (method: string, params: Params) => {
    const call: LoggedCall = {
      n: ++last,
      at: new Date(now()).toISOString(),
      method,
      chatId: Number(params.text('chat_id')) || undefined,
      params: shown(params),
    }
    calls.push(call)
    if (calls.length > longest) calls = calls.slice(-longest / 2)
    return call
  }

  return { start, since: (n: number) => calls.filter((call) => call.n > n) }
}

export type CallLog = ReturnType<typeof createCallLog>
