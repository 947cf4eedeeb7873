import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'

import { inTransaction, rows } from '../../src/database/transaction'
import { NaumenKeyRefused } from '../../src/naumen/errors'
import type { Queue } from '../../src/queue'
import { sendAlert } from './alert'

const SHUT_MINUTES = 5

/** The one road to Naumen. It is shut for a while when our key is refused, so that nobody hammers. */
export function createNaumenLane(deps: {
  payload: Payload
  queue: Queue
  alertEmail?: string
  alertChat?: number
}) {
  const { payload } = deps

  return {
    /** Seconds until it may be tried again; 0 when it is open. */
    async secondsShut(): Promise<number> {
      const [row] = await rows<{ left: string | null }>(
        payload,
        sql`SELECT extract(epoch FROM closed_until - now()) AS left FROM naumen_lane`,
      )
      return Math.max(0, Math.ceil(Number(row?.left ?? 0)))
    },

    /** Shuts it when that is what the error means; alerts when it was open. */
    async noteFailure(error: unknown): Promise<void> {
      if (!(error instanceof NaumenKeyRefused)) return
      await inTransaction(payload, async (tx) => {
        const [before] = await tx.rows<{ reason: string | null }>(
          sql`SELECT reason FROM naumen_lane FOR UPDATE`,
        )
        await tx.rows(sql`UPDATE naumen_lane SET reason = ${error.message},
          closed_until = now() + ${SHUT_MINUTES} * interval '1 minute'`)
        if (before?.reason) return
        await sendAlert(deps, tx.db, {
          subject: 'Naumen не принимает ключ доступа',
          text: `${error.message}. Заявки сохраняются и будут переданы, когда ключ заменят; проверяем каждые ${SHUT_MINUTES} минут.`,
        })
      })
    },

    async noteSuccess(): Promise<void> {
      await rows(
        payload,
        sql`UPDATE naumen_lane SET reason = NULL, closed_until = NULL WHERE reason IS NOT NULL`,
      )
    },
  }
}

export type NaumenLane = ReturnType<typeof createNaumenLane>
