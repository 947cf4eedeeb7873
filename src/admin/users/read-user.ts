import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { rows } from '../../database/transaction'

export type CardTicket = {
  id: string
  number: string
  topic: string | null
  status: string
  title: string | null
  filed: Date
}
export type CardEvent = { at: Date; kind: string; admin: string | null }

const newest = 20

export const readTickets = (payload: Payload, user: string) =>
  rows<CardTicket>(
    payload,
    sql`SELECT id::text, number, topic_path AS topic, status::text, status_title AS title,
        coalesce(registered_at, created_at) AS filed
      FROM tickets WHERE user_id = ${user}
      ORDER BY coalesce(registered_at, created_at) DESC LIMIT ${newest}`,
  )

/** Asking for codes, typing them, and what admins did. No code is kept anywhere. */
export const readEvents = (payload: Payload, user: { id: string; email: string }) =>
  rows<CardEvent>(
    payload,
    sql`(SELECT created_at AS at, NULL AS admin,
          CASE WHEN employee IS NULL THEN 'codeAsked' ELSE 'codeSent' END AS kind
        FROM sign_in_challenges WHERE address = ${user.email}
        ORDER BY created_at DESC LIMIT ${newest})
      UNION ALL (SELECT used_at, NULL, 'signedIn' FROM sign_in_challenges
        WHERE address = ${user.email} AND used_at IS NOT NULL
        ORDER BY created_at DESC LIMIT ${newest})
      UNION ALL (SELECT at, NULL, 'wrongCode' FROM sign_in_events
        WHERE address = ${user.email} AND kind = 'failure' ORDER BY at DESC LIMIT ${newest})
      UNION ALL (SELECT at, admin, act FROM audit_log
        WHERE document = ${user.id} AND collection = 'users' AND action = 'act'
        ORDER BY at DESC LIMIT ${newest})
      ORDER BY at DESC LIMIT ${newest}`,
  )

/** Who has blocked them, last. */
export async function readBlock(payload: Payload, user: string) {
  const [found] = await rows<{ admin: string; at: Date }>(
    payload,
    sql`SELECT admin, at FROM audit_log
      WHERE document = ${user} AND collection = 'users' AND act = 'block'
      ORDER BY at DESC LIMIT 1`,
  )
  return found
}
