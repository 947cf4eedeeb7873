import { sql } from '@payloadcms/db-postgres'

import { rows } from '../src/database/transaction'
import type { Jobs } from '../src/queue'
import { createAdoption } from './inbound/adopt-calls'
import { createApply } from './inbound/apply-look'
import type { InboundDeps } from './inbound/deps'
import { onTheLane } from './inbound/lane'
import { createLooks } from './inbound/look-at-tickets'

/** Somebody who keeps overtaking us is looking as well: what we saw, they see. */
const LOOKS = 5

/** Brings one ticket up to date: Naumen has said that something happened to it, or somebody asks. */
export function createPullTicket(deps: InboundDeps) {
  const { payload, log } = deps
  const looks = createLooks(deps)
  const apply = createApply(deps)
  const { adopt } = createAdoption(deps)

  return (data: Jobs['pull-ticket']) =>
    onTheLane(deps, { name: 'pull-ticket', data, key: data.serviceCall }, () =>
      pull(data.serviceCall),
    )

  async function pull(uuid: string) {
    for (let left = LOOKS; left > 0; left--) {
      const look = await looks.at(uuid)
      if (!look) return markGone(uuid)
      const applied = await apply(look)
      if (applied.outcome === 'same') return
      if (applied.outcome === 'changed') return refresh([applied.ticket])
      // It is somebody's now, or nobody's here
      if (applied.outcome === 'unknown' && !(await adoptIt(look))) return
    }
  }

  async function adoptIt({ card }: NonNullable<Awaited<ReturnType<typeof looks.at>>>) {
    const [adopted] = await adopt([card], await deps.readStatuses())
    return adopted !== undefined
  }

  async function markGone(uuid: string) {
    const gone = await rows<{ id: string }>(
      payload,
      sql`UPDATE tickets SET naumen_gone_at = now(), naumen_pulled_at = clock_timestamp()
          WHERE naumen_uuid = ${uuid} AND naumen_gone_at IS NULL RETURNING id`,
    )
    if (gone.length) log.warn({ ticket: gone[0]?.id }, 'A ticket is gone from Naumen')
  }

  async function refresh(tickets: string[]) {
    await deps.refreshCards(tickets).catch((error: unknown) => {
      log.warn({ err: error }, 'Cards of tickets could not be refreshed')
    })
  }
}
