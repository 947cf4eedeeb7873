import { sql } from '@payloadcms/db-postgres'
import type { SQL } from 'drizzle-orm'
import type { Payload } from 'payload'

import { rows } from '../../src/database/transaction'
import type { Contact, HandedAttachment, HandOver, Place } from '../../src/domain/hand-over'

/** A ticket as its hand-over needs it. */
export type TicketRecord = {
  id: string
  number: string
  text: string
  topicPath: string
  topic: string
  /** UUID of the topic in Naumen's catalogue. */
  category: string | null
  place: Place | null
  contact: Contact | null
  attachments: HandedAttachment[]
  /** UUID in Naumen, once it is there. */
  serviceCall: string | null
  handOver: HandOver
  user: { id: string; employee: string; state: string; chat: number | null; checkedAt: Date | null }
  /** Chat its receipt stands in. */
  chat: number | null
  /** The database's clock, by which all waits are measured. */
  now: Date
}

type Row = {
  id: string
  number: string
  text: string | null
  topic_path: string | null
  topic: string | null
  category: string | null
  place: Place | null
  contact: Contact | null
  attachments: HandedAttachment[] | null
  service_call: string | null
  state: HandOver['state']
  create_started_at: string | Date | null
  lookups: string | number | null
  looked_up_at: string | Date | null
  user_id: string
  employee: string
  user_state: string
  user_chat: string | number | null
  checked_at: string | Date | null
  receipt_chat: string | number | null
  now: string | Date
}

/** @returns undefined when somebody else holds it now */
export async function readClaimed(payload: Payload, id: string, token: string) {
  const [row] = await rows<Row>(
    payload,
    sql`SELECT t.id, t.number, t.text, t.topic_path, t.place, t.contact, t.attachments,
          c.title AS topic, c.naumen_uuid AS category, t.naumen_uuid AS service_call,
          t.hand_over_state AS state, t.hand_over_create_started_at AS create_started_at,
          t.hand_over_lookups AS lookups, t.hand_over_looked_up_at AS looked_up_at,
          u.id AS user_id, u.employee, u.state AS user_state, u.chat_id AS user_chat,
          u.checked_at, t.receipt_chat, now() AS now
        FROM tickets t JOIN users u ON u.id = t.user_id LEFT JOIN categories c ON c.id = t.category_id
        WHERE t.id = ${id} AND t.hand_over_claim = ${token}`,
  )
  return row && recordOf(row)
}

/** Changes one attachment, leaving the others alone. */
export function attachmentSet(index: number, changes: Partial<HandedAttachment>): SQL {
  const path = `{${index}}`
  return sql`attachments = jsonb_set(attachments, ${path}::text[],
    jsonb_strip_nulls((attachments #> ${path}::text[]) || ${JSON.stringify(nulled(changes))}::jsonb))`
}

/** Says that an attachment is being sent, by the database's clock. */
export function sendingSet(index: number): SQL {
  return sql`attachments = jsonb_set(attachments, ${`{${index},sendingAt}`}::text[], to_jsonb(now()))`
}

// JSON has no "undefined": what is taken away is sent as null and stripped
const nulled = (changes: object) =>
  Object.fromEntries(Object.entries(changes).map(([name, value]) => [name, value ?? null]))

function recordOf(row: Row): TicketRecord {
  return {
    id: row.id,
    number: row.number,
    text: row.text ?? '',
    topicPath: row.topic_path ?? '',
    topic: row.topic ?? row.topic_path?.split(' → ').at(-1) ?? '',
    category: row.category,
    place: row.place,
    contact: row.contact,
    attachments: row.attachments ?? [],
    serviceCall: row.service_call || null,
    handOver: {
      state: row.state,
      createStartedAt: dateOf(row.create_started_at),
      lookups: Number(row.lookups ?? 0),
      lookedUpAt: dateOf(row.looked_up_at),
    },
    user: {
      id: row.user_id,
      employee: row.employee,
      state: row.user_state,
      chat: numberOf(row.user_chat),
      checkedAt: dateOf(row.checked_at),
    },
    chat: numberOf(row.receipt_chat) ?? numberOf(row.user_chat),
    now: new Date(row.now),
  }
}

const dateOf = (value: string | Date | null) => (value === null ? null : new Date(value))
const numberOf = (value: string | number | null) => (value === null ? null : Number(value))
