import { until } from './until'
import type { World } from './world'

/** What somebody does who wants in without being let in. */
export function attackersOf(world: World) {
  let last = 200_000

  /** Someone with a chat in which the bot asks for the work address. */
  async function stranger(firstName = 'Кто-то') {
    const [one] = await crowd(1, firstName)
    if (one === undefined) throw new Error('Nobody came')
    return world.phone(one)
  }

  /** So many at once, by their ids; what each has said before is not played again. */
  async function crowd(size: number, firstName = 'Кто-то'): Promise<number[]> {
    const ids = Array.from({ length: size }, () => ++last)
    await atOnce(ids, (id) => world.telegram.post('/people', { id, firstName, started: true }))
    const model = await modelChat()
    await world.rows(
      `INSERT INTO bot_chats (chat_id, consent_version, consented_at, dialog, turn, place)
       SELECT id, consent_version, now(), dialog, turn, place
       FROM bot_chats, unnest($1::bigint[]) AS id WHERE chat_id = $2`,
      [ids, model],
    )
    return ids
  }

  let model: Promise<number> | undefined
  const modelChat = () => (model ??= walkToTheAddress())

  async function walkToTheAddress() {
    const id = ++last
    await world.telegram.post('/people', { id, firstName: 'Образец' })
    const phone = world.phone(id)
    await phone.types('/start')
    await phone.presses('Согласен')
    await phone.sees('рабочий e-mail')
    return id
  }

  return {
    stranger,
    crowd,
    modelChat,
    failuresOf: async (column: 'chat_id' | 'address', value: number | string) => {
      const [row] = await world.rows<{ count: number }>(
        `SELECT count(*)::int AS count FROM sign_in_events
         WHERE kind = 'failure' AND ${column} = $1`,
        [value],
      )
      return row?.count
    },
    challengeOf: async (chat: number) => {
      const [row] = await world.rows<{ state: string; tries: number; address: string }>(
        `SELECT state, tries, address FROM sign_in_challenges WHERE chat_id = $1
         ORDER BY created_at DESC LIMIT 1`,
        [chat],
      )
      return row
    },
    /** Each is typed in a chat of its own; none may be left without an answer. */
    typesAll: async (texts: string[]) => {
      const ids = await crowd(texts.length)
      await atOnce(
        texts,
        async (text, index) => {
          const phone = world.phone(ids[index] ?? 0)
          // What Telegram sends as nothing at all never leaves a phone
          const sent = await phone.types(text).catch(() => null)
          if (!sent) return
          await until(`an answer to ${JSON.stringify(text)}`, async () => {
            const answers = await phone.fromBot()
            return answers.some(({ id }) => id > sent.messageId)
          })
          await world.rows('DELETE FROM sign_in_events')
        },
        4,
      )
    },
    /** Everything that was counted happened so much longer ago. */
    timePasses: (interval: string) =>
      world.rows(`UPDATE sign_in_events SET at = at - $1::interval`, [interval]),
    forgetEverything: () => world.rows('DELETE FROM sign_in_events'),
    /** Every address typed so far was looked up, and every mail has left. */
    checksAreDone: () =>
      until('all look-ups and mails to be done', async () => {
        const [row] = await world.rows<{ open: number }>(
          `SELECT count(*)::int AS open FROM pgboss.job
           WHERE name IN ('sign-in-lookup', 'send-mail') AND state < 'completed'`,
        )
        return row?.open === 0
      }),
  }
}

/** Another code than the right one. */
export const wrongCode = (right = '') => (right.startsWith('1111') ? '2222 2222' : '1111 1111')

/** For each of them, so many at the same time. */
export async function atOnce<T>(
  all: T[],
  act: (one: T, index: number) => Promise<unknown>,
  width = 20,
) {
  const waiting = [...all.entries()]
  const walk = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await act(next[1], next[0])
  }
  await Promise.all(Array.from({ length: width }, walk))
}

/** An ESM module for `node --import` that moves a process's own clock. */
export const clockOff = (hours: number) => {
  const source = `const real = Date, off = ${hours * 3_600_000}
    globalThis.Date = class Date extends real {
      constructor(...given) { given.length ? super(...given) : super(real.now() + off) }
      static now() { return real.now() + off }
    }`
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(source)}` }
}
