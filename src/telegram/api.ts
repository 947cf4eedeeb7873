import { setTimeout as pause } from 'node:timers/promises'
import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { Api, HttpError, type Transformer } from 'grammy'
import type { ApiResponse } from 'grammy/types'
import { HttpsProxyAgent } from 'https-proxy-agent'
import { SocksProxyAgent } from 'socks-proxy-agent'
import { TelegramRefused, TelegramUnreachable } from './errors'

export type Outcome = 'ok' | 'refused' | 'limited' | 'unreachable'

export type Telegram = {
  api: Api
  /** The same for calls that carry files: they may take minutes. */
  uploads: Api
  token: string
  apiRoot: string
  agent: HttpAgent
  timeoutSeconds: number
  /** A text with the token and the proxy's password taken out. */
  scrub(text: string): string
}

export type TelegramOptions = {
  token: string
  apiRoot: string
  /** http:// or socks5:// for every call and download. */
  proxy?: string
  timeoutSeconds?: number
  onCall?(method: string, milliseconds: number, outcome: Outcome): void
}

const patience = { retries: 2, seconds: 5 }
const uploadSeconds = 300

/** Telegram's Bot API. Every call throws TelegramRefused or TelegramUnreachable, free of the token. */
export function createTelegram(options: TelegramOptions): Telegram {
  const { token, apiRoot, timeoutSeconds = 30 } = options
  // A password may hold a bare «%», at which the agents stumble
  const proxy = options.proxy?.replace(/%(?![\da-f]{2})/gi, '%25')
  const agent = agentFor(apiRoot, proxy)
  const scrub = scrubber(token, proxy)
  const client = { apiRoot, baseFetchConfig: { agent, compress: true }, sensitiveLogs: false }
  const api = new Api(token, { ...client, timeoutSeconds })
  const uploads = new Api(token, {
    ...client,
    timeoutSeconds: Math.max(timeoutSeconds, uploadSeconds),
  })
  const translate = translating(scrub)
  const careful: Transformer = async (call, method, payload, signal) => {
    const startedAt = performance.now()
    const report = (outcome: Outcome) =>
      options.onCall?.(method, performance.now() - startedAt, outcome)
    try {
      // A poll is repeated by its own loop; anything else waits a little when Telegram asks to
      const retries = signal ? 0 : patience.retries
      const result = await patiently(retries, () =>
        translate(method, call(method, payload, signal)),
      )
      report('ok')
      return result
    } catch (error) {
      report(outcomeOf(error))
      throw error
    }
  }
  api.config.use(careful)
  uploads.config.use(careful)
  return { api, uploads, token, apiRoot, agent, timeoutSeconds, scrub }
}

/** Only 429 is repeated: a send whose answer was lost may have arrived (TELEGRAM.md 4.5). */
async function patiently<T>(retries: number, call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    const wait = error instanceof TelegramUnreachable ? error.retryAfter : undefined
    if (!retries || wait === undefined || wait > patience.seconds) throw error
    await pause(wait * 1000)
    return patiently(retries - 1, call)
  }
}

function translating(scrub: (text: string) => string) {
  return async <T>(method: string, answer: Promise<ApiResponse<T>>): Promise<ApiResponse<T>> => {
    const result = await answer.catch((error: unknown) => {
      throw unreachable(method, error, scrub)
    })
    // Something between us and Telegram may answer JSON of its own
    if (!result || typeof result !== 'object') throw new TelegramUnreachable(method, 'odd answer')
    if (result.ok) return result
    const { error_code: code, description = '', parameters } = result
    if (code === 429)
      throw new TelegramUnreachable(method, 'too many requests', parameters?.retry_after ?? 1)
    // 401 and 404 mean a wrong token: the operator's to mend, and nothing is to be lost meanwhile
    const isAnswer = code >= 400 && code < 500 && code !== 401 && code !== 404
    if (!isAnswer) throw new TelegramUnreachable(method, `${code} ${scrub(String(description))}`)
    throw new TelegramRefused(method, code, scrub(String(description)))
  }
}

/** The cause is told in words only: as an object it would carry the URL, which holds the token. */
function unreachable(method: string, error: unknown, scrub: (text: string) => string): Error {
  if (!(error instanceof HttpError))
    return error instanceof Error ? error : new Error(String(error))
  const cause = error.error
  const why = cause instanceof Error ? cause.message : String(cause)
  return new TelegramUnreachable(method, scrub(why))
}

function outcomeOf(error: unknown): Outcome {
  if (error instanceof TelegramRefused) return 'refused'
  const limited = error instanceof TelegramUnreachable && error.retryAfter !== undefined
  return limited ? 'limited' : 'unreachable'
}

function agentFor(apiRoot: string, proxy: string | undefined): HttpAgent {
  if (proxy?.startsWith('socks')) return new SocksProxyAgent(proxy, { keepAlive: true })
  if (proxy) return new HttpsProxyAgent(proxy, { keepAlive: true })
  const Agent = apiRoot.startsWith('https:') ? HttpsAgent : HttpAgent
  return new Agent({ keepAlive: true })
}

function scrubber(token: string, proxy: string | undefined) {
  const { password } = proxy ? new URL(proxy) : { password: '' }
  const secrets = [token, token.slice(token.indexOf(':') + 1), decodeURIComponent(password)]
    .flatMap((secret) => [secret, encodeURIComponent(secret)])
    .concat(password)
    .filter((secret) => secret.length > 2)
  return (text: string) => secrets.reduce((clean, one) => clean.replaceAll(one, '…'), text)
}
