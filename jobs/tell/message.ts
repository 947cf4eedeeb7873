import { sql } from '@payloadcms/db-postgres'
import { type InTransaction, rows } from '../../src/database/transaction'
import { failpoint } from '../../src/failpoint'
import { type Outcome, type Telling, TellingLost } from './telling'

/** A message on the phone: which part of the telling, and which turn of the conversation it shows. */
export type Part = { part: string; about?: string | null }

/** Sends one message, unless it stands on the phone already. @returns its id there */
export async function once(
  telling: Telling,
  { part, about }: Part,
  send: () => Promise<number>,
): Promise<number> {
  const known = telling.parts.get(part)
  if (known !== undefined) return known
  const message = await telling.reach(send)
  await keepSent(telling, [{ part, about, message }])
  return message
}

/** Remembers what was sent, with whatever belongs to it. */
export async function keepSent(
  telling: Telling,
  sent: (Part & { message: number })[],
  more?: (tx: InTransaction) => Promise<unknown>,
): Promise<void> {
  try {
    await telling.keep(async (tx) => {
      for (const one of sent) await tx.rows(phoneMessage(telling, one))
      await more?.(tx)
    })
  } catch (error) {
    if (!(error instanceof TellingLost)) throw error
    // It is on the phone all the same: an answer to it must find its ticket
    for (const { message, about } of sent)
      await rows(telling.deps.payload, phoneMessage(telling, { message, about }))
    throw error
  }
  for (const { part, message } of sent) telling.parts.set(part, message)
  failpoint('tell-kept')
}

export function phoneMessage(
  { chat, ticket, row }: Telling,
  { message, about, part }: Partial<Part> & { message: number },
) {
  const event = part === undefined ? null : row.id
  return sql`INSERT INTO phone_messages (chat_id, message_id, ticket, message, event, part)
    VALUES (${chat}, ${message}, ${ticket.id}, ${about ?? null}, ${event}, ${part ?? null})
    ON CONFLICT (chat_id, message_id) DO UPDATE
      SET message = EXCLUDED.message, event = EXCLUDED.event, part = EXCLUDED.part`
}

/** The event is over, and others it has spoken for. */
export const endTelling = (telling: Telling, outcome: Outcome, alsoMerged: number[] = []) =>
  telling.keep(async (tx) => {
    await tx.rows(settled(outcome, [telling.row.id]))
    if (alsoMerged.length) await tx.rows(settled('merged', alsoMerged))
  })

export const settled = (outcome: Outcome, events: number[]) =>
  sql`UPDATE ticket_events SET told_at = now(), outcome = ${outcome}, claim = NULL
    WHERE told_at IS NULL AND id IN (${sql.join(
      events.map((id) => sql`${id}`),
      sql`, `,
    )})`
