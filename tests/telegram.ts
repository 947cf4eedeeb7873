import { onTestFinished } from 'vitest'
import { startTelegramSandbox } from '../src/sandbox/telegram/server'
import { createTelegram, type TelegramOptions } from '../src/telegram/api'

export const ivan = 100001
export const token = '123456:Canary-of-the-bot-token_0123456789'

type Sent = { messageIds: number[]; updateIds: number[]; messageId: number; queryId: string }
type Button = { text: string; data?: string; url?: string; style?: string }

export type OnPhone = {
  id: number
  from: 'bot' | 'person'
  text?: string
  html?: string
  caption?: string
  captionHtml?: string
  photo?: { fileId: string; url: string }
  document?: { fileId: string; name: string }
  keyboard?: Button[][]
  reactions?: string[]
}

export type Call = { method: string; status: number; params: Record<string, string> }

/** The sandbox's Telegram with a bot and a person's phone; both end with the test. */
export async function openTelegram(options: Partial<TelegramOptions> = {}) {
  const sandbox = await startTelegramSandbox({ port: 0, token })
  onTestFinished(() => sandbox.stop())
  const telegram = createTelegram({ token, apiRoot: sandbox.url, ...options })

  async function control<T>(method: string, path: string, body?: object): Promise<T> {
    const form = body instanceof FormData
    const response = await fetch(`${sandbox.controlUrl}/control/${path}`, {
      method,
      body: form ? body : body && JSON.stringify(body),
      headers: body && !form ? { 'content-type': 'application/json' } : {},
    })
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`)
    return (await response.json()) as T
  }

  const person = (id: number) => ({
    says: (text: string) => control<Sent>('POST', `people/${id}/text`, { text }),
    edits: (messageId: number, text: string) =>
      control<Sent>('POST', `people/${id}/edit`, { messageId, text }),
    presses: (messageId: number, row = 0, column = 0) =>
      control<Sent>('POST', `people/${id}/press`, { messageId, row, column }),
    blocks: () => control('POST', `people/${id}/block`),
    unblocks: () => control('POST', `people/${id}/unblock`),
    deletes: (messageId: number) => control('DELETE', `people/${id}/messages/${messageId}`),
    does: (what: string, body: object) => control<Sent>('POST', `people/${id}/${what}`, body),
    sendsFiles(kind: string, files: File[], more: Record<string, string> = {}) {
      const form = new FormData()
      for (const [name, value] of Object.entries({ kind, ...more })) form.set(name, value)
      for (const file of files) form.append('file', file)
      return control<Sent>('POST', `people/${id}/files`, form)
    },
    phone: async () =>
      (await control<{ messages: OnPhone[] }>('GET', `people/${id}/messages`)).messages,
  })

  return {
    ...sandbox,
    telegram,
    api: telegram.api,
    uploads: telegram.uploads,
    control,
    person,
    ivan: person(ivan),
    fails: (kind: string, more: object = {}) => control('POST', 'faults', { kind, ...more }),
    heals: () => control('DELETE', 'faults'),
    goesDown: () => control('POST', 'down'),
    comesBack: () => control('POST', 'up'),
    later: (seconds: number) => control('POST', 'clock', { seconds }),
    calls: (method: string) =>
      control<Call[]>('GET', 'calls').then((all) => all.filter((call) => call.method === method)),
  }
}

/** What the promise was refused with; a promise kept is the test's failure. */
export async function errorOf(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise
  } catch (error) {
    if (error instanceof Error) return error
    throw new Error(`Not an error: ${String(error)}`)
  }
  throw new Error('It was expected to fail')
}
