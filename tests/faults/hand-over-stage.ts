import { createHash, randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { type JobsWorld, startJobsWorld } from './jobs-world'

/** Whoever imports this file has Naumen, the hand-over at work, and Ivan, for each test anew. */
export let world: JobsWorld
export let ivan: { id: string; chat: number }

beforeAll(async () => {
  world = await startJobsWorld()
  await world.work()
})
beforeEach(async () => {
  ivan = await world.user()
})
afterEach(async () => {
  await world.naumen.remove('/faults')
})
afterAll(() => world?.stop())

export const fault = (kind: string, path: string, more = {}) =>
  world.naumen.post('/faults', { kind, path, ...more })
export const copiesOf = async (id: string) =>
  (await world.tickets()).filter(({ correlation }) => correlation === id)
export const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
export const threeFiles = () =>
  ['журнал.txt', 'журнал.txt', 'Скриншот «1».txt'].map((name) => ({
    name,
    bytes: Buffer.concat([Buffer.from('log '), randomBytes(300_000)]),
  }))
