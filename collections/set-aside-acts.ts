import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import type { JobName, Jobs } from '../src/queue'
import { auditAct } from './AuditLog.hooks'
import { enqueue } from './engine'
import type { ActOutcome, HandOverAct } from './hand-over-acts'
import { why } from './hand-over-refusals'
import { inNameOf } from './panel-endpoint'

type Letter = { job: JobName; data: Record<string, unknown>; key: string | null }

/** A job whose last try has failed: sent again as it was, or thrown away. */
export const actOnSetAside = (req: PayloadRequest, act: HandOverAct, id: string) =>
  inNameOf(req, async (tx): Promise<ActOutcome> => {
    // Whoever deletes the row has it; the original, kept for a while, knows the line it stood in
    const [letter] = await tx.rows<Letter>(sql`
      DELETE FROM pgboss.job d WHERE d.name = 'dead-letters' AND d.id::text = ${id}
        AND d.state = 'created'
      RETURNING d.data->>'job' AS job, d.data->'data' AS data, (SELECT o.singleton_key
        FROM pgboss.job o WHERE o.name = d.data->>'job' AND o.id = d.id) AS key`)
    if (!letter) return { done: false, words: why.noJob }
    const { job, data } = letter
    const key = letter.key ?? keyFrom(data)
    if (act === 'retry') await enqueue(tx.req, job, data as Jobs[JobName], { key })
    await auditAct(tx.req, { act: `job-${act}`, collection: 'queue', document: `${job} ${id}` })
    return { done: true }
  })

/** What keeps the order is one of the ids it carries. */
function keyFrom({ chat, ticket, ...data }: Record<string, unknown>): string | undefined {
  const key = chat ?? ticket ?? Object.values(data).find((value) => typeof value === 'string')
  return key === undefined ? undefined : String(key)
}
