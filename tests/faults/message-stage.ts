import { createHash, randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { type MessageWorld, startMessageWorld } from './message-world'

/** Whoever imports this file has, for each test anew, a request of Ivan's that stands in Naumen. */
export let world: MessageWorld
export let ivan: { id: string; chat: number }
export let ticket: string

beforeAll(async () => {
  world = await startMessageWorld()
  await world.workMessages()
})
beforeEach(async () => {
  ivan = await world.user()
  ticket = await world.ticketOf(ivan)
})
afterEach(async () => {
  await world.naumen.remove('/faults')
  await world.naumen.post('/up')
})
afterAll(() => world?.stop())

/** In a request of another kind, until the test is over. */
export const talksIn = (other: string) => void (ticket = other)

export const fault = (kind: string, path: string, more = {}) =>
  world.naumen.post('/faults', { kind, path, ...more })
export const says = (text: string, more = {}) => world.says(ticket, ivan.chat, { text, ...more })
export const texts = async () => (await world.comments(ticket)).map(({ text }) => text)
export const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
export const aFile = (name: string, size = 50_000) => ({ name, bytes: randomBytes(size) })
export const alerts = async (words: string) =>
  (await world.queued('send-mail')).filter(({ data }) => String(data.subject).includes(words))

/** Workers keep what they were made with: these are made anew. */
export async function startedAnew() {
  const again = async () => {
    await world.deps.queue.boss.offWork('hand-over-message', { wait: true })
    await world.workMessages()
  }
  await again()
  return again
}
