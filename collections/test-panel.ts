import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { rows } from '../src/database/transaction'
import { type Answered, createRest } from './panel-rest'
import { startPayload } from './test-database'

/** Whoever imports this file has a panel at work, and nobody who has asked it too often. */
export let payload: Payload
export let ask: ReturnType<typeof createRest>
let stop: () => Promise<void>

beforeAll(async () => {
  ;({ payload, stop } = await startPayload())
  ask = createRest(payload)
})
afterAll(() => stop?.())
beforeEach(() => query(sql`DELETE FROM panel_requests`))

export const query = <T = Record<string, unknown>>(statement: Parameters<typeof rows>[1]) =>
  rows<T>(payload, statement)
export const login = (body: object, headers?: Record<string, string>) =>
  ask('/admins/login', { body, headers })
export const messageOf = ({ body }: Answered) =>
  (body as { errors?: { message: string }[] }).errors?.[0]?.message ?? ''
/** Another than the right one. */
export const wrong = (code: string) => (code === '00000000' ? '11111111' : '00000000')
