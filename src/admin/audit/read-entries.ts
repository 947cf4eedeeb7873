import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { rows } from '../../database/transaction'

export type Entry = {
  id: string
  at: string
  admin: string
  action: string
  act: string | null
  section: string
  document: string | null
  fields: string[]
}
export type Filters = {
  admin?: string
  action?: string
  section?: string
  /** Days of the company's calendar, both included. */
  from?: string
  to?: string
  /** The last entry of the page before. */
  after?: string
}

export const ENTRIES_A_PAGE = 50

/** A page of the log, newest first: by an index whatever is asked, and never counted. */
export async function readEntries(payload: Payload, filters: Filters, timeZone: string) {
  const found = await rows<Entry & { at: Date | string }>(
    payload,
    sql`SELECT a.id, a.at, a.admin, a.action, a.act, a.collection AS section, a.document,
          ARRAY(SELECT t.text FROM audit_log_texts t WHERE t.parent_id = a.id AND t.path = 'fields'
                ORDER BY t."order") AS fields
        FROM audit_log a WHERE ${conditions(filters, timeZone)}
        ORDER BY a.at DESC, a.id DESC LIMIT ${ENTRIES_A_PAGE + 1}`,
  )
  const entries = found
    .slice(0, ENTRIES_A_PAGE)
    .map((entry) => ({ ...entry, at: new Date(entry.at).toISOString() }))
  const last = found.length > ENTRIES_A_PAGE ? entries.at(-1) : undefined
  return { entries, next: last ? `${last.at}_${last.id}` : null }
}

function conditions({ admin, action, section, from, to, after }: Filters, timeZone: string) {
  const [at, id] = cursorOf(after)
  const wanted = [
    admin && sql`a.admin = ${admin}`,
    action && sql`a.action = ${action}::enum_audit_log_action`,
    section && sql`a.collection = ${section}`,
    from && sql`a.at >= ${from}::date::timestamp AT TIME ZONE ${timeZone}`,
    to && sql`a.at < (${to}::date + 1)::timestamp AT TIME ZONE ${timeZone}`,
    at && sql`(a.at, a.id) < (${at}::timestamptz, ${id}::uuid)`,
  ]
  return wanted.reduce<ReturnType<typeof sql>>(
    (all, one) => (one ? sql`${all} AND ${one}` : all),
    sql`true`,
  )
}

/** Only what has the form of one: addresses are typed by hand too. */
function cursorOf(after: string | undefined): [string, string] | [] {
  const [, at = '', id = ''] = /^(\d{4}-[\d-]+T[\d:.]+Z)_([\da-f-]{36})$/.exec(after ?? '') ?? []
  return at ? [at, id] : []
}

/** Everybody the log names: one look into the index a name, however long the log. */
export async function readAdmins(payload: Payload): Promise<string[]> {
  const found = await rows<{ admin: string }>(
    payload,
    sql`WITH RECURSIVE names AS (
          (SELECT admin FROM audit_log ORDER BY admin LIMIT 1)
          UNION ALL
          SELECT (SELECT a.admin FROM audit_log a WHERE a.admin > n.admin ORDER BY a.admin LIMIT 1)
          FROM names n WHERE n.admin IS NOT NULL
        ) SELECT admin FROM names WHERE admin IS NOT NULL LIMIT 200`,
  )
  return found.map(({ admin }) => admin)
}
