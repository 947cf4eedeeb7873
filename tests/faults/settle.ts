import { createQueue } from '../../src/queue'
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
  let quietSince: Date | null = null
  let isClosedSeen = false
  return until(
    'everything to settle',
    async () => {
      await letMinutesPass(world)
      await world.rows(`UPDATE pgboss.job SET start_after = now()
        WHERE state IN ('created', 'retry') AND start_after > now() + interval '3 seconds'`)
      await world.rows(`UPDATE bot_chats SET draw_after = now()
        WHERE drawn_revision < screen_revision AND draw_after > now() + interval '3 seconds'`)
      if (!(await isQuiet(world))) return void (quietSince = null)
      if (!isClosedSeen) {
        await lookAtClosed(world)
        isClosedSeen = true
        return false
      }
      quietSince ??= await databaseTime(world)
      return isPulled(world, quietSince)
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
      AND NOT EXISTS (SELECT FROM tickets WHERE hand_over_state NOT IN ('done', 'failed'))
      AND NOT EXISTS (SELECT FROM messages JOIN tickets ON tickets.id = ticket_id
        WHERE messages.hand_over_state IN ('waiting', 'creating')
        AND tickets.hand_over_state <> 'failed')
      AS quiet`,
    [untried],
  )
  const { waiting = 0 } = await world.telegram.get<{ waiting?: number }>('/health')
  return (row?.quiet ?? false) && !waiting
}

const databaseTime = async ({ rows }: World) =>
  (await rows<{ now: Date }>('SELECT now()'))[0]?.now ?? null

/** Closed requests are looked at once in ten minutes: these have gone by. */
async function lookAtClosed({ rows, env }: World) {
  const closed = await rows<{ uuid: string }>(
    `SELECT naumen_uuid AS uuid FROM tickets WHERE status = 'closed' AND naumen_uuid IS NOT NULL`,
  )
  const queue = createQueue({
    connectionString: env.DATABASE_URL ?? '',
    role: 'sender',
    onError: () => undefined,
  })
  await queue.start()
  for (const { uuid } of closed)
    await queue.send(null, 'pull-ticket', { serviceCall: uuid }, { key: uuid })
  await queue.stop()
}

/** Naumen was looked at from beginning to end since, and there was nothing new. */
async function isPulled({ rows }: World, since: Date | null): Promise<boolean> {
  const [row] = await rows<{ looked: boolean; looks: boolean }>(
    `SELECT coalesce(bool_or(state = 'completed' AND started_on > $1), false) AS looked,
      count(*) > 0 AS looks FROM pgboss.job WHERE name = 'pull-changes'`,
    [since],
  )
  return row?.looked || !row?.looks
}
