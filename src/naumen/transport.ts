import axios, { type AxiosResponse } from 'axios'
import { readFileSync } from 'node:fs'
import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'

import { NaumenKeyRefused, NaumenRejected, NaumenUnreachable } from './errors'

export type TransportOptions = {
  /** With or without `/sd` at the end. */
  url: string
  accessKey: string
  caFile?: string
  headers: Record<string, string>
  timeoutMs?: number
  /** Told of every finished call: the operation, e.g. `find`, without key or ids. */
  onCall?: (operation: string, milliseconds: number, outcome: string) => void
  /** Told what Naumen's clock says in every answer that says it. */
  onClock?: (theirs: Date) => void
}

type Request = {
  method: 'GET' | 'POST'
  /** Below `services/rest`. */
  target: string
  query?: Record<string, string | number | undefined>
  body?: Body
}
type Body = { json: unknown } | { bytes: Buffer; headers: Record<string, string> }

const MAX_CALLS = 4
const MAX_BYTES = 64 * 1024 * 1024

/**
 * One call of the REST interface, at most four at once.
 * @returns the body of a success
 * @throws NaumenRejected, NaumenKeyRefused, NaumenUnreachable; none of them holds the key
 */
export function createTransport(options: TransportOptions) {
  const timeoutMs = options.timeoutMs ?? 30_000
  const scrub = scrubberOf(options.accessKey)
  const takeTurn = atMost(MAX_CALLS)
  const ca = options.caFile ? readFileSync(options.caFile) : undefined
  const http = axios.create({
    baseURL: `${options.url.replace(/\/+$/, '').replace(/\/sd$/, '')}/sd/services/rest`,
    httpAgent: new HttpAgent({ keepAlive: true }),
    httpsAgent: new HttpsAgent({ keepAlive: true, ca }),
    headers: options.headers,
    // The address is the operator's; a proxy named in the environment is not meant for it
    proxy: false,
    maxRedirects: 0,
    responseType: 'arraybuffer',
    validateStatus: () => true,
    maxContentLength: MAX_BYTES,
    maxBodyLength: MAX_BYTES,
  })

  async function exchange(request: Request): Promise<Buffer> {
    const response = await http
      .request<Buffer>({
        method: request.method,
        url: request.target,
        params: { accessKey: options.accessKey, ...request.query },
        ...content(request.body),
        signal: AbortSignal.timeout(timeoutMs),
      })
      // The error of axios carries the address with the key in it: only its code goes on
      .catch((error: unknown) => Promise.reject(notAnswered(error, timeoutMs)))
    const theirs = new Date(String(response.headers.date))
    if (!Number.isNaN(theirs.getTime())) options.onClock?.(theirs)
    return judged(response, scrub)
  }

  return async function call(request: Request): Promise<Buffer> {
    const leave = await takeTurn()
    const started = performance.now()
    const [operation = ''] = request.target.split('/')
    const report = (outcome: string) =>
      options.onCall?.(operation, performance.now() - started, outcome)
    try {
      const body = await exchange(request)
      report('ok')
      return body
    } catch (error) {
      report(outcomeOf(error))
      throw error
    } finally {
      leave()
    }
  }
}

function content(body: Body | undefined) {
  if (!body) return {}
  if ('bytes' in body) return { data: body.bytes, headers: body.headers }
  const headers = { 'content-type': 'application/json; charset=utf-8' }
  return { data: JSON.stringify(body.json), headers }
}

/** Codes of failures that happen before a byte of the request has left. */
const neverSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'EPROTO',
])

function notAnswered(error: unknown, timeoutMs: number): NaumenUnreachable {
  const { code = 'unknown', cause } = error as { code?: string; cause?: { syscall?: string } }
  if (neverSent.has(code) || cause?.syscall === 'connect')
    return new NaumenUnreachable(false, `С Naumen нет связи (${code})`, code)
  if (code === 'ERR_CANCELED' || code === 'ECONNABORTED')
    return new NaumenUnreachable(
      true,
      `Naumen не ответил за ${Math.ceil(timeoutMs / 1000)} с`,
      'TIMEOUT',
    )
  return new NaumenUnreachable(true, `Связь с Naumen оборвалась (${code})`, code)
}

// A bad key is a 500 with a text, a lost session an HTML page with any status (NAUMEN.md §1)
function judged(response: AxiosResponse<Buffer>, scrub: (text: string) => string): Buffer {
  const { status, data } = response
  const fine = status >= 200 && status < 300
  if (fine && !isPage(data)) return data
  const words = scrub(data.toString('utf8').trim()).slice(0, 500)
  if (!fine && (status === 401 || /ключ\S* авторизации/i.test(words)))
    throw new NaumenKeyRefused('Naumen не принимает ключ доступа (NAUMEN_ACCESS_KEY)')
  if (isPage(data))
    throw new NaumenUnreachable(
      fine || status >= 500,
      `Naumen ответил веб-страницей вместо данных (${status})`,
      `PAGE ${status}`,
    )
  if (isRefusal(status, words)) throw new NaumenRejected(status, words || `Отказ ${status}`)
  const mayBeDone = status >= 500 || status === 408
  throw new NaumenUnreachable(mayBeDone, `Naumen ответил ошибкой ${status}`, `HTTP ${status}`)
}

const tryLater = new Set([408, 425, 429])
// Installations differ in the status of a refusal; these words mean that nothing was saved
const refusals =
  /Could not (resolve|execute)|Loader not found|module or method not found|не найден|обязательн|не заполнен|недостаточно прав|нет прав|неверное значение|недопустим|запрещ|превыш\S* (максим|допустим)/i

function isRefusal(status: number, words: string): boolean {
  if (status >= 400 && status < 500) return !tryLater.has(status)
  return status === 500 && refusals.test(words)
}

function isPage(body: Buffer): boolean {
  return /^\W*<(!doctype\s+html|html|head|body)/i.test(body.subarray(0, 200).toString('utf8'))
}

function outcomeOf(error: unknown): string {
  if (error instanceof NaumenRejected) return `rejected ${error.status}`
  if (error instanceof NaumenKeyRefused) return 'key refused'
  return error instanceof NaumenUnreachable && error.ambiguous ? 'no usable answer' : 'not reached'
}

function scrubberOf(accessKey: string) {
  const forms = [accessKey, encodeURIComponent(accessKey)]
  return (text: string) =>
    forms
      .reduce((rest, form) => rest.replaceAll(form, '***'), text)
      .replace(/accessKey=[^&\s"'<>]*/gi, 'accessKey=***')
}

/** A gate that lets at most so many through at a time, first come first served. */
function atMost(limit: number) {
  const waiting: (() => void)[] = []
  let inside = 0
  const leave = () => {
    const next = waiting.shift()
    if (next) next()
    else inside -= 1
  }
  return async () => {
    if (inside < limit) inside += 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
    return leave
  }
}
