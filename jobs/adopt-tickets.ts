import { sql } from '@payloadcms/db-postgres'

import { rows } from '../src/database/transaction'
import type { Jobs } from '../src/queue'
import { createAdoption } from './inbound/adopt-calls'
import type { InboundDeps } from './inbound/deps'
import { onTheLane } from './inbound/lane'
import { timeOf } from './inbound/look-at-tickets'

/** Everything an employee has ever asked for stands in «Мои заявки», however it was filed. */
export function createAdoptTickets(
  deps: InboundDeps & { refreshList: (user: string) => Promise<void> },
) {
  const { payload, queue, naumen } = deps
  const { adopt } = createAdoption(deps)

  return (data: Jobs['adopt-tickets']) =>
    onTheLane(deps, { name: 'adopt-tickets', data, key: data.user, refusedFor: 600 }, async () => {
      const [user] = await rows<{ employee: string }>(
        payload,
        sql`SELECT employee FROM users WHERE id = ${data.user} AND state = 'active'`,
      )
      if (!user) return
      const begun = await timeOf(payload)
      const cards = await naumen.findCardsOf(await deps.readMapping(), user.employee)
      await adopt(cards, await deps.readStatuses(), true)
      await rows(
        payload,
        sql`UPDATE users SET tickets_read_at = ${begun}::timestamptz WHERE id = ${data.user}`,
      )
      await deps.refreshList(data.user)
      // What was said in the open ones
      await queue.send(null, 'pull-changes', {}, { key: 'pull-changes' })
    })
}
