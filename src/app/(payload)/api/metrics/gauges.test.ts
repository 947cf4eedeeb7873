import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPayload } from '../../../../../collections/test-database'
import { rows } from '../../../../database/transaction'
import { readFigures } from './gauges'

let payload: Payload
let stop: () => Promise<void>

beforeAll(async () => {
  ;({ payload, stop } = await startPayload())
})
afterAll(() => stop())

const figure = async (name: string) => {
  const line = (await readFigures(payload)).split('\n').find((one) => one.startsWith(`${name} `))
  return Number(line?.split(' ')[1])
}

test('what waits to be told and to be handed over is counted, with the age of the oldest', async () => {
  await rows(
    payload,
    sql`WITH person AS (INSERT INTO users (name, email, employee, chat_id)
          VALUES ('Иван', 'ivan@blago.example', 'employee$1', 1) RETURNING id),
        left_again AS (INSERT INTO users (name, email, employee)
          VALUES ('Олег', 'oleg@blago.example', 'employee$2') RETURNING id),
        filed AS (INSERT INTO tickets (number, user_id, naumen_uuid)
          SELECT 'Б-1', id, 'serviceCall$1' FROM person
          UNION ALL SELECT 'Б-2', id, NULL FROM left_again RETURNING id, number),
        said AS (INSERT INTO messages (ticket_id, direction, hand_over_state, sent_at)
          SELECT id, 'fromEmployee', 'waiting', now() - interval '5 minutes' FROM filed)
        INSERT INTO ticket_events (ticket, key, kind, at)
        SELECT id, number, 'status', now() - interval '2 minutes' FROM filed`,
  )
  // Nobody can be told of the other, and there is nowhere to hand its message over to
  expect(await figure('blago_ticket_events_untold')).toBe(1)
  expect(await figure('blago_messages_waiting')).toBe(1)
  expect(Math.round(await figure('blago_ticket_events_oldest_seconds'))).toBeCloseTo(120, -1)
  expect(Math.round(await figure('blago_messages_oldest_seconds'))).toBeCloseTo(300, -1)
})
