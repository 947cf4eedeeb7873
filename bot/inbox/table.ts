import { sql } from '@payloadcms/db-postgres'
import type { Update } from 'grammy/types'
import type { Payload } from 'payload'
import { type InTransaction, rows } from '../../src/database/transaction'

/** An update in the inbox that is not answered yet. */
export type Waiting = {
  botId: number
  id: number
  /** Whose updates keep their order; 0: nobody's. */
  person: number
  body: unknown
  /** This one included. */
  tries: number
}

/** Seconds for which one who took an update has it alone; whoever dies leaves it to others then. */
const leaseSeconds = 5

/**
 * Keeps updates for good; only after this may Telegram be told to forget them. One that comes again
 * changes nothing.
 * @param taken the caller answers them itself; otherwise the working processes are woken
 * @returns those that are new
 */
export async function keepUpdates(
  payload: Payload,
  botId: number,
  updates: Update[],
  taken: boolean,
): Promise<Waiting[]> {
  const all = updates.map((update) => ({
    id: update.update_id,
    person: personOf(update),
    body: storable(update),
  }))
  if (!all.length) return []
  const lease = taken ? leaseSeconds : 0
  const added = await rows<{ id: number }>(
    payload,
    sql`WITH added AS (
        INSERT INTO inbox (bot_id, update_id, person, body, tries, try_after)
        SELECT ${botId}::bigint, id, person, body, ${taken ? 1 : 0},
          now() + make_interval(secs => ${lease})
        FROM jsonb_to_recordset(${JSON.stringify(all)}::jsonb)
          AS one (id bigint, person bigint, body jsonb)
        ON CONFLICT DO NOTHING RETURNING update_id)
      SELECT update_id::float8 AS id
        ${taken ? sql`` : sql`, pg_notify(${channel}, '')`} FROM added`,
  )
  const isNew = new Set(added.map(({ id }) => id))
  const first = all.filter(({ id }) => isNew.delete(id))
  return first.map((one) => ({ botId, ...one, tries: 1 })).sort((a, b) => a.id - b.id)
}

/** Told when there is something to be taken. */
export const channel = 'inbox'

/** PostgreSQL takes neither a NUL nor half a surrogate pair; one such update would stop all. */
function storable(update: Update): unknown {
  const clean = (_key: string, value: unknown) => {
    if (typeof value === 'string') return sayable(value)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [sayable(name), one]))
  }
  return JSON.parse(JSON.stringify(update), clean)
}

const sayable = (text: string) => text.replaceAll('\0', '').toWellFormed()

/** One person's updates run one after the other, though Telegram sends presses and messages apart. */
function personOf(update: Update): number {
  const { message, edited_message, callback_query, my_chat_member } = update
  const id = (message ?? edited_message ?? callback_query ?? my_chat_member)?.from?.id
  return Number.isSafeInteger(id) ? Number(id) : 0
}

/**
 * Takes the oldest update of each person that nobody is at: left by a process that died, put off
 * after a failure, or brought by the webhook.
 * @param busy people one is at already
 */
export function takeUpdates(
  payload: Payload,
  botId: number,
  busy: number[],
  most: number,
): Promise<Waiting[]> {
  return rows<Waiting>(
    payload,
    sql`UPDATE inbox SET tries = tries + 1,
        try_after = now() + make_interval(secs => ${leaseSeconds})
      FROM (SELECT * FROM (
          SELECT DISTINCT ON (person) update_id, try_after FROM inbox
          WHERE bot_id = ${botId} AND done_at IS NULL
            AND person <> ALL(${`{${busy.join(',')}}`}::bigint[])
          ORDER BY person, update_id) heads
        WHERE try_after <= now() LIMIT ${most}) head
      WHERE bot_id = ${botId} AND inbox.update_id = head.update_id
        AND done_at IS NULL AND inbox.try_after <= now()
      RETURNING bot_id::float8 AS "botId", inbox.update_id::float8 AS id, person::float8 AS person,
        body, tries`,
  )
}

/**
 * The next try is after that time.
 * @param counts false when the update was not to blame for this one
 */
export function putOff(payload: Payload, update: Waiting, seconds: number, counts: boolean) {
  return rows(
    payload,
    sql`UPDATE inbox SET try_after = now() + make_interval(secs => ${seconds}),
        tries = tries - ${counts ? 0 : 1}
      WHERE bot_id = ${update.botId} AND update_id = ${update.id} AND done_at IS NULL`,
  )
}

/** They were not tried: whoever comes first takes them. */
export function giveBack(payload: Payload, updates: Waiting[]) {
  const ids = `{${updates.map(({ id }) => id).join(',')}}`
  return rows(
    payload,
    sql`UPDATE inbox SET try_after = now(), tries = tries - 1
      WHERE bot_id = ${updates[0]?.botId ?? 0} AND update_id = ANY(${ids}::bigint[])
        AND done_at IS NULL`,
  )
}

/**
 * That the update is answered by this transaction; what it said is forgotten with it. The row's lock
 * makes a second one wait who is at the same update, and then find it done. An earlier one of the same
 * person has to be answered first.
 */
export const markDone = ({ botId, id, person }: Waiting) => sql`
  UPDATE inbox SET done_at = now(), body = NULL
  WHERE bot_id = ${botId} AND update_id = ${id} AND done_at IS NULL
    AND NOT EXISTS (SELECT FROM inbox AS earlier WHERE earlier.bot_id = ${botId}
      AND earlier.person = ${person} AND earlier.update_id < ${id} AND earlier.done_at IS NULL)
  RETURNING update_id`

/** @returns false when it is not this transaction's to answer */
export async function claimUpdate(tx: InTransaction, update: Waiting): Promise<boolean> {
  return (await tx.rows(markDone(update))).length === 1
}

/** True when this very transaction has marked it. */
export async function isClaimed(tx: InTransaction, { botId, id }: Waiting): Promise<boolean> {
  const [row] = await tx.rows<{ mine: boolean }>(sql`SELECT done_at = now() AS mine FROM inbox
    WHERE bot_id = ${botId} AND update_id = ${id}`)
  return row?.mine ?? false
}
