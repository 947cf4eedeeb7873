import { sql } from '@payloadcms/db-postgres'
import { inTransaction, rows } from '../../src/database/transaction'
import type { CategoryJob } from '../hand-over-category'
import type { CategoryDeps } from './category-keep'
import { ClaimLost } from './claim'
import { verdictOn } from './end'

/** How a run ends when the category is not done: later, or for a person to look at. */
export function createCategoryEndings({ payload, queue, lane, log }: CategoryDeps) {
  return { later, settle }

  async function settle(job: CategoryJob, error: unknown) {
    const { category: id, attempt } = job.data
    if (error instanceof ClaimLost) return later(job, { seconds: 0 })
    const verdict = await verdictOn(error, attempt, lane, (stumble) =>
      log.error({ err: stumble, category: id }, 'The hand-over of a category stumbled'),
    )
    if (verdict.kind === 'fail') return fail(id, verdict.reason)
    const { seconds, attempts, error: reason } = verdict
    await later(job, { seconds, attempt: attempts, reason })
  }

  /** One job goes on for all: those that were to try later as well are dropped. */
  async function later(
    job: CategoryJob,
    to: { seconds: number; attempt?: number; reason?: string; lookups?: number },
  ) {
    const { category } = job.data
    const { seconds, attempt = job.data.attempt, reason, lookups = job.data.lookups } = to
    await inTransaction(payload, async (tx) => {
      await tx.rows(sql`UPDATE categories SET sync_attempts = ${attempt},
          sync_error = coalesce(${reason ?? null}, sync_error) WHERE id = ${category}`)
      await tx.rows(sql`DELETE FROM pgboss.job WHERE name = 'hand-over-category'
        AND singleton_key = ${category} AND state = 'created' AND start_after > now()`)
      await queue.complete(tx.db, 'hand-over-category', job.id)
      const start = seconds > 0 ? { startAfter: seconds } : {}
      const data = { category, attempt, ...(lookups !== undefined && { lookups }) }
      await queue.send(tx.db, 'hand-over-category', data, { key: category, ...start })
    })
  }

  async function fail(id: string, reason: string) {
    log.warn({ category: id }, 'A category was not handed over')
    // What may have arrived all the same keeps its mark: tried again, it is looked for first
    await rows(
      payload,
      sql`UPDATE categories SET sync_state = 'failed', sync_error = ${reason.slice(0, 500)}
          WHERE id = ${id}`,
    )
  }
}
