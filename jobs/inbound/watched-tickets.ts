import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'

import { rows } from '../../src/database/transaction'
import { looksChanged } from '../../src/domain/inbound'
import type { Comment } from '../../src/naumen/words/comment'
import type { ServiceCallGlance } from '../../src/naumen/words/service-call-card'
import { hashOf, listOf } from './look-at-tickets'

/** A ticket as a look over all of them compares it. */
export type Watched = {
  id: string
  uuid: string
  state: string | null
  responsible: string | null
  modified: string | null
  isSettled: boolean
}

const columns = sql`id, naumen_uuid AS uuid, naumen_state AS state,
  naumen_responsible AS responsible, naumen_modified AS modified,
  coalesce(naumen_settled, true) AS "isSettled"`

export const openTickets = (payload: Payload) =>
  rows<Watched>(
    payload,
    sql`SELECT ${columns} FROM tickets
        WHERE naumen_uuid IS NOT NULL AND status <> 'closed' AND naumen_gone_at IS NULL`,
  )

/** Reopened in Naumen, or talked about there after the end: each is looked at once in ten minutes. */
export const closedTickets = (payload: Payload, share: { slice: number; of: number }) =>
  rows<Watched>(
    payload,
    sql`SELECT ${columns} FROM tickets
        WHERE naumen_uuid IS NOT NULL AND (
            status = 'closed' AND closed_at > now() - interval '14 days' AND naumen_gone_at IS NULL
            OR naumen_gone_at > now() - interval '14 days')
          AND abs(hashtext(naumen_uuid)::bigint) % ${share.of}::int = ${share.slice}::int`,
  )

/** Those of these service calls that are tickets of ours, whatever became of them. */
export const knownAmong = (payload: Payload, uuids: string[]) =>
  rows<Watched>(payload, sql`SELECT ${columns} FROM tickets WHERE naumen_uuid IN ${listOf(uuids)}`)

/** Those of these employees who use the bot. */
export async function usersAmong(payload: Payload, employees: string[]): Promise<Set<string>> {
  const users = await rows<{ employee: string }>(
    payload,
    sql`SELECT employee FROM users WHERE state = 'active' AND employee IN ${listOf(employees)}`,
  )
  return new Set(users.map(({ employee }) => employee))
}

/** What changed at the last look is looked at once more: dates have whole seconds. */
export const isChanged = (known: Watched, seen: ServiceCallGlance) =>
  !known.isSettled ||
  known.modified !== seen.modified ||
  known.state !== seen.state ||
  known.responsible !== (seen.responsible?.uuid ?? null)

/** UUIDs of the service calls whose conversation is not as we have it. */
export async function changedConversations(
  payload: Payload,
  watched: Watched[],
  seen: Comment[],
): Promise<Set<string>> {
  const turns = await rows<{ uuid: string; call: string; print: string | null; gone: boolean }>(
    payload,
    sql`SELECT m.naumen_uuid AS uuid, t.naumen_uuid AS call, m.deleted_at IS NOT NULL AS gone,
          CASE WHEN m.telegram_chat IS NULL THEN m.naumen_fingerprint END AS print
        FROM messages m JOIN tickets t ON t.id = m.ticket_id
        WHERE m.naumen_uuid IS NOT NULL AND t.naumen_uuid IN ${listOf(watched.map(({ uuid }) => uuid))}`,
  )
  const turnBy = new Map(turns.map((turn) => [turn.uuid, turn]))
  const isNews = (comment: Comment) => {
    const turn = turnBy.get(comment.uuid)
    const isPublic = comment.isPrivate === false
    if (!turn) return isPublic
    if (turn.print === null) return false
    if (turn.gone || !isPublic) return turn.gone === isPublic
    const textHash = comment.text === null ? null : hashOf(comment.text)
    const { modified, files: listed } = comment
    return looksChanged(turn.print, { modified, textHash, listed })
  }
  const changed = seen.filter(isNews).map(({ source }) => source)
  const there = new Set(seen.map(({ uuid }) => uuid))
  const vanished = turns.filter(({ uuid, print, gone }) => print && !gone && !there.has(uuid))
  return new Set([...changed, ...vanished.map(({ call }) => call)])
}
