import type { World } from '../../world/world'

/** What is left of those who said no, when everything has settled. */
export type RefusalFacts = {
  failedFiles: { ticket: string; name: string; reason: string | null }[]
  /** Why the road to Naumen is still shut. */
  laneShut: string | null
  /** Chats the bot believes it is shut out of. */
  blocked: number[]
  /** UUIDs of tickets in Naumen by ours. */
  serviceCalls: Record<string, string>
}

export async function readRefusalFacts({ rows }: World): Promise<RefusalFacts> {
  const [lane] = await rows<{ reason: string | null }>('SELECT reason FROM naumen_lane')
  const blocked = await rows<{ chat: number }>(
    'SELECT chat_id::float8 AS chat FROM users WHERE bot_blocked',
  )
  const there = await rows<{ id: string; uuid: string }>(
    'SELECT id, naumen_uuid AS uuid FROM tickets WHERE naumen_uuid IS NOT NULL',
  )
  return {
    failedFiles: await rows(`SELECT number AS ticket, file->>'name' AS name,
      file->>'reason' AS reason FROM tickets, jsonb_array_elements(attachments) AS file
      WHERE file->>'state' = 'failed'
      UNION ALL SELECT number, file->>'name', file->>'reason' FROM messages
      JOIN tickets ON tickets.id = ticket_id, jsonb_array_elements(messages.attachments) AS file
      WHERE file->>'state' = 'failed' AND direction = 'fromEmployee'`),
    laneShut: lane?.reason ?? null,
    blocked: blocked.map(({ chat }) => chat),
    serviceCalls: Object.fromEntries(there.map(({ id, uuid }) => [id, uuid])),
  }
}
