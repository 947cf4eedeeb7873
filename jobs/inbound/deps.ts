import type { Payload } from 'payload'

import type { StatusRow } from '../../src/domain/ticket-status'
import type { Log } from '../../src/log'
import type { Naumen } from '../../src/naumen/client'
import type { Mapping } from '../../src/naumen/mapping'
import type { Queue } from '../../src/queue'
import type { NaumenLane } from '../reach/naumen-lane'

/** What the jobs need that bring Naumen's changes here. */
export type InboundDeps = {
  payload: Payload
  queue: Queue
  naumen: Naumen
  lane: NaumenLane
  log: Log
  alertEmail?: string
  alertChat?: number
  readMapping: () => Promise<Mapping>
  readStatuses: () => Promise<StatusRow[]>
  /** Brings the cards of these tickets that stand open on phones up to date. */
  refreshCards: (tickets: string[]) => Promise<void>
}

/** The table an admin keeps (global `ticket-statuses`). */
export async function readStatuses(payload: Payload): Promise<StatusRow[]> {
  const { statuses } = await payload.findGlobal({ slug: 'ticket-statuses', overrideAccess: true })
  return (statuses ?? []).map((row) => ({
    status: row.status,
    icon: row.icon ?? '',
    title: row.title,
    text: row.text ?? '',
    naumenStates: row.naumenStates ?? [],
    needsEmployee: row.needsEmployee,
    notify: row.notify,
  }))
}
