import type { Payload, PayloadRequest } from 'payload'
import { sql } from '@payloadcms/db-postgres'
import type { Config } from '../src/config'
import { rows, transactionOf } from '../src/database/transaction'
import { createQueue, type JobName, type Jobs, type Queue, type SendOptions } from '../src/queue'

/** What hooks and routes need besides Payload: the configuration and the queue of this process. */
export type Engine = { config: Config; role: 'web' | 'worker'; queue: Promise<Queue> | null }

export function engineOf({ config }: Pick<Payload, 'config'>): Engine {
  return config.custom.engine as Engine
}

/** The queue of this process. The web process only sends, and begins to at its first job. */
export function queueOf(payload: Payload): Promise<Queue> {
  const engine = engineOf(payload)
  engine.queue ??= startSender(payload, engine)
  return engine.queue
}

/** The worker works its own queue, and mails leave from it: to be said once, after `getPayload`. */
export function workWith(payload: Payload, queue: Queue): void {
  Object.assign(engineOf(payload), { role: 'worker', queue: Promise.resolve(queue) })
}

/** Queues a job in the transaction of the document that caused it. */
export async function enqueue<N extends JobName>(
  req: PayloadRequest,
  name: N,
  data: Jobs[N],
  to?: SendOptions,
): Promise<boolean> {
  const queue = await queueOf(req.payload)
  return queue.send(await transactionOf(req), name, data, to)
}

/**
 * Says that a part is alive; `trouble` (words for an admin) that it lives but can't do its work.
 * `/api/ready` expects one of the worker every 60 seconds at least.
 */
export async function beat(
  payload: Payload,
  name: 'worker' | 'telegram' | 'naumen' | 'mail',
  trouble: string | null = null,
): Promise<void> {
  await rows(
    payload,
    sql`INSERT INTO heartbeats (name, at, trouble) VALUES (${name}, now(), ${trouble})
        ON CONFLICT (name) DO UPDATE SET at = now(), trouble = excluded.trouble`,
  )
}

async function startSender(payload: Payload, engine: Engine): Promise<Queue> {
  const queue = createQueue({
    connectionString: engine.config.DATABASE_URL ?? '',
    role: 'sender',
    onError: (error) => payload.logger.error({ err: error }, 'The queue failed'),
  })
  try {
    await queue.start()
    return queue
  } catch (error) {
    // The next job tries again
    engine.queue = null
    throw error
  }
}
