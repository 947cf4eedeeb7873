import type { Control } from './control'
import { until } from './until'

export type Bubble = {
  id: number
  from: 'bot' | 'person'
  text?: string
  caption?: string
  photo?: unknown
  document?: unknown
  keyboard?: { text: string; data?: string; url?: string }[][]
  reactions?: string[]
}

export type Phone = ReturnType<typeof createPhone>

export type SentFile = { name: string; bytes: Buffer; mime?: string }

/** One person's phone, used as a person uses it: reads, types, presses what it sees. */
export function createPhone(telegram: Control, person: number) {
  const path = `/people/${person}`

  async function messages(): Promise<Bubble[]> {
    return (await telegram.get<{ messages: Bubble[] }>(`${path}/messages`)).messages
  }

  const fromBot = async () => (await messages()).filter((bubble) => bubble.from === 'bot')

  /** The newest message of the bot that fits, waited for. */
  function sees(pattern: RegExp | string, milliseconds?: number): Promise<Bubble> {
    const fits = (bubble: Bubble) => matches(textOf(bubble), pattern)
    return until(
      `${person} to see ${pattern}`,
      async () => (await fromBot()).findLast(fits),
      milliseconds,
    )
  }

  /** Types, and waits for an answer that stands below what was typed. */
  async function asks(text: string, pattern: RegExp | string): Promise<Bubble> {
    const { messageId } = await types(text)
    return until(`${person} to be answered ${pattern}`, async () =>
      (await fromBot()).find((bubble) => bubble.id > messageId && matches(textOf(bubble), pattern)),
    )
  }

  const types = (text: string, replyTo?: number) =>
    telegram.post<{ messageId: number; updateId: number }>(`${path}/text`, { text, replyTo })

  async function button(label: RegExp | string, milliseconds?: number) {
    return until(
      `${person} to find the button ${label}`,
      async () => {
        const bubble = (await fromBot()).findLast((one) => buttonIn(one, label))
        return bubble && { bubble, button: buttonIn(bubble, label) }
      },
      milliseconds,
    )
  }

  return {
    person,
    messages,
    fromBot,
    sees,
    button,
    /** The newest message of the bot. */
    last: async () => (await fromBot()).at(-1),
    types,
    asks,
    /** A screen may be drawn anew between the look and the finger: then it looks again. */
    presses: (label: RegExp | string, milliseconds?: number) =>
      until(
        `${person} to press ${label}`,
        async () => {
          const { bubble, button: found } = await button(label, milliseconds)
          return telegram.post<{ updateId: number; queryId: string }>(`${path}/press`, {
            messageId: bubble.id,
            data: found?.data,
          })
        },
        milliseconds,
      ),
    /** @param force the phone still shows a button that the message no longer has */
    pressesData: (messageId: number, data: string, force = false) =>
      telegram.post<{ updateId: number; queryId: string }>(`${path}/press`, {
        messageId,
        data,
        force,
      }),
    sends(kind: string, files: SentFile[], more: Record<string, string> = {}) {
      const form = new FormData()
      form.set('kind', kind)
      for (const [name, value] of Object.entries(more)) form.set(name, value)
      for (const { name, bytes, mime } of files)
        form.append('file', new Blob([new Uint8Array(bytes)], { type: mime ?? '' }), name)
      return telegram.post<{ messageIds: number[]; updateIds: number[] }>(`${path}/files`, form)
    },
    edits: (messageId: number, text: string) => telegram.post(`${path}/edit`, { messageId, text }),
    blocks: () => telegram.post(`${path}/block`),
    unblocks: () => telegram.post(`${path}/unblock`),
  }
}

export const textOf = (bubble: Bubble) => bubble.text ?? bubble.caption ?? ''

const matches = (text: string, pattern: RegExp | string) =>
  typeof pattern === 'string' ? text.includes(pattern) : pattern.test(text)

const buttonIn = (bubble: Bubble, label: RegExp | string) =>
  bubble.keyboard?.flat().find((one) => matches(one.text, label))
