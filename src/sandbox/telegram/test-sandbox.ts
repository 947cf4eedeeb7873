import { Api, GrammyError } from 'grammy'
import { createHash } from 'node:crypto'
import { afterEach } from 'vitest'
import { startTelegramSandbox } from './server'

export const token = '4242:TEST-token'
export const ivan = 100001
export const maria = 100002

const running: { stop(): Promise<void> }[] = []
/** Has what a test started stopped after it. */
export const stopLater = <T extends { stop(): Promise<void> }>(started: T) => {
  running.push(started)
  return started
}
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()))
})

// What the control API answers is read freely by the tests: they look at it with matchers.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Answer = any

export const controlOf =
  (controlUrl: string) => async (method: string, path: string, body?: object) => {
    const isForm = body instanceof FormData
    const response = await fetch(`${controlUrl}/control/${path}`, {
      method,
      body: isForm ? body : body && JSON.stringify(body),
      headers: isForm || !body ? {} : { 'content-type': 'application/json' },
    })
    return (await response.json()) as Answer
  }

export const start = async (more: { stateFile?: string } = {}) => {
  const sandbox = stopLater(await startTelegramSandbox({ port: 0, token, ...more }))
  const control = controlOf(sandbox.controlUrl)
  const says = (person: number, text: string) => control('POST', `people/${person}/text`, { text })
  const phone = (person: number) => control('GET', `people/${person}/messages`)
  const call = async (method: string, init?: RequestInit) => {
    const response = await fetch(`${sandbox.url}/bot${token}/${method}`, init)
    return { status: response.status, body: (await response.json()) as Answer }
  }
  return { ...sandbox, api: new Api(token, { apiRoot: sandbox.url }), control, says, phone, call }
}

/** Telegram's own words of a refusal, as grammY gives them. */
export const refusal = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  return error instanceof GrammyError ? `${error.error_code} ${error.description}` : error
}

export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

export const attach = (fields: Record<string, string>, files: [string, string, Uint8Array][]) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  for (const [name, type, bytes] of files) {
    form.append('file', new Blob([new Uint8Array(bytes)], { type }), name)
  }
  return form
}
