import { until } from '../world/until'
import type { World } from '../world/world'
import { untried } from './checker/facts'
import { letMinutesPass } from './outside-faults'

/**
 * Ends every fault and waits until nothing is under way any more. What waits for its next try tries
 * now: how long tries wait is tested elsewhere; how long a write of unknown end rests is not
 * touched, that is asked of the ticket itself.
 * @returns false when something never ended; the checker then tells what
 */
export async function settle(world: World, milliseconds = 120_000): Promise<boolean> {
  await endFaults(world)
  return until(
    'everything to settle',
    async () => {
      await letMinutesPass(world)
      await world.rows(`UPDATE pgboss.job SET start_after = now()
        WHERE state IN ('created', 'retry') AND start_after > now() + interval '3 seconds'`)
      await world.rows(`UPDATE bot_chats SET draw_after = now()
        WHERE drawn_revision < screen_revision AND draw_after > now() + interval '3 seconds'`)
      return isQuiet(world)
    },
    milliseconds,
    500,
  ).catch(() => false)
}

async function endFaults({ naumen, telegram, mailbox }: World) {
  for (const server of [naumen, telegram, mailbox]) await server.remove('/faults')
  await naumen.post('/up')
  await telegram.post('/up')
}

async function isQuiet(world: World): Promise<boolean> {
  const [row] = await world.rows<{ quiet: boolean }>(
    `SELECT NOT EXISTS (SELECT FROM pgboss.job WHERE state IN ('created', 'retry', 'active')
        AND name <> ALL($1))
      AND NOT EXISTS (SELECT FROM inbox WHERE done_at IS NULL)
      AND NOT EXISTS (SELECT FROM bot_chats WHERE drawn_revision < screen_revision)
      AND NOT EXISTS (SELECT FROM tickets WHERE hand_over_state NOT IN ('done', 'failed')) AS quiet`,
    [untried],
  )
  const { waiting = 0 } = await world.telegram.get<{ waiting?: number }>('/health')
  return (row?.quiet ?? false) && !waiting
}
