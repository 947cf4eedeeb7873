import { setTimeout as pause } from 'node:timers/promises'
import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { rows } from '../../src/database/transaction'

export type OutgoingRate = ReturnType<typeof createOutgoingRate>

const bucket = 'telegram'
// Longer than this a job is better off back in the queue than waiting in a worker's hands
const longestWait = 5

/**
 * What all workers together send to people who asked for nothing just now: `rate` messages a second,
 * evenly, counted by one row on the database's clock (GCRA). Answers to a press don't pass here.
 */
export function createOutgoingRate({ payload, rate }: { payload: Payload; rate: number }) {
  const step = sql`make_interval(secs => ${1 / rate}::float8)`
  const now = sql`clock_timestamp()`

  return {
    /** Waits for its turn. Throws when that is too far away: try again later. */
    async take(): Promise<void> {
      const [turn] = await rows<{ wait: number }>(
        payload,
        sql`INSERT INTO outgoing_rate AS bucket (name, arrival) VALUES (${bucket}, ${now} + ${step})
          ON CONFLICT (name) DO UPDATE SET arrival = greatest(bucket.arrival, ${now}) + ${step}
            WHERE bucket.arrival < ${now} + make_interval(secs => ${longestWait})
          RETURNING extract(epoch FROM arrival - ${step} - ${now})::float8 AS wait`,
      )
      if (!turn) throw new Error('Too many messages are on their way; this one waits')
      if (turn.wait > 0) await pause(turn.wait * 1000)
    },

    /** Telegram asked for a pause: everybody makes it. */
    async slowDown(seconds: number): Promise<void> {
      const until = sql`${now} + make_interval(secs => ${Math.min(seconds, 60)})`
      await rows(
        payload,
        sql`UPDATE outgoing_rate SET arrival = greatest(arrival, ${until}) WHERE name = ${bucket}`,
      )
    },
  }
}
