import { onTestFinished } from 'vitest'
import { startNaumenSandbox, type NaumenSandboxOptions } from './server'

export type Json = Record<string, unknown>
export type Desk = Awaited<ReturnType<typeof openDesk>>

/** A desk of its own for one test, spoken to with nothing but fetch. */
export async function openDesk(options: Partial<NaumenSandboxOptions> = {}) {
  const server = await startNaumenSandbox({ port: 0, accessKey: 'KEY', ...options })
  onTestFinished(() => server.stop())
  const rest = (path: string, init?: RequestInit) =>
    fetch(`${server.url}/sd/services/rest/${path}`, init)
  const post = (path: string, body: unknown) =>
    rest(withKey(path), { method: 'POST', body: JSON.stringify(body) })
  return {
    server,
    rest,
    get: (path: string) => rest(withKey(path)),
    post,
    /** A call that must succeed, and its JSON. */
    async json<T = Json>(path: string, body?: unknown): Promise<T> {
      const answer = body === undefined ? await rest(withKey(path)) : await post(path, body)
      if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
      return (await answer.json()) as T
    },
    async control<T = Json>(path: string, body?: Json, method = body ? 'POST' : 'GET'): Promise<T> {
      const init = body ? { method, body: JSON.stringify(body) } : { method }
      return (await (await fetch(`${server.controlUrl}/control/${path}`, init)).json()) as T
    },
  }
}

export function withKey(path: string, key = 'KEY') {
  return `${path}${path.includes('?') ? '&' : '?'}accessKey=${key}`
}

export const ivan = 'employee$10501'

export const newCall = (more: Json = {}) => ({
  agreement: 'agreement$605301',
  service: 'slmService$605005',
  clientEmployee: ivan,
  shortDescr: 'Не печатает',
  descriptionRTF: '<p>Принтер молчит</p>',
  ...more,
})

export async function fileCall(desk: Desk, more: Json = {}) {
  const created = await desk.json('create-m2m/serviceCall$serviceCall', newCall(more))
  return String(created.UUID)
}

export function attach(desk: Desk, uuid: string, names: string[], query = '') {
  const form = new FormData()
  names.forEach((name, at) => form.append(`part${at}`, new Blob([`bytes of ${name}`]), name))
  return desk.rest(withKey(`add-file/${uuid}${query}`), { method: 'POST', body: form })
}
