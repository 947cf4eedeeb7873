import { sql } from '@payloadcms/db-postgres'
import { type Draft, textOf } from '../../src/domain/draft'
import { receiptButtons, receiptText } from '../../src/domain/receipt'
import { failpoint } from '../../src/failpoint'
import { replyWhileClosed } from '../conversation/closed-hours'
import { homeScreen } from '../menu'
import type { NewTicket } from './draft'
import type { Outcome, SignedIn } from '../world'

/**
 * Makes the ticket. It, its number and the job that hands it over are committed together with the
 * end of the draft; the draft's key is unique, so that one draft can never become two tickets.
 */
export async function fileTicket(world: SignedIn, { draft }: NewTicket): Promise<Outcome> {
  const { tx, payload, user, content, say, chat } = world
  const [filed] = await tx.rows(sql`SELECT id FROM tickets WHERE draft_key = ${draft.key}`)
  if (filed) return { screen: homeScreen(world), dialog: null, savedDraft: null, place: '/home' }
  const topicPath = content.categories.pathOf(draft.topic ?? '')
  const ticket = await payload.create({
    collection: 'tickets',
    req: tx.req,
    overrideAccess: true,
    depth: 0,
    data: {
      // Given by the collection, in this same transaction
      number: '',
      origin: 'bot',
      user: user.id,
      category: draft.topic,
      topicPath,
      text: textOf(draft),
      status: 'registered',
      registeredAt: new Date().toISOString(),
      attachments: draft.files.map((file) => ({ ...file, state: 'waiting' })),
      place: draft.place,
      contact: draft.contact,
      draftKey: draft.key,
      history: [{ status: 'registered', at: new Date().toISOString() }],
      handOver: { state: 'waiting', attempts: 0 },
      receipt: { chat: chat.id },
    },
  })
  // Payload writes this machine's time; how old a request is, is asked of the database
  await tx.rows(sql`UPDATE tickets SET created_at = now(), registered_at = now()
    WHERE id = ${ticket.id}`)
  const id = String(ticket.id)
  await noteOnPhone(world, id, draft)
  const closed = await replyWhileClosed(world, id, 'filing')
  failpoint('filing-ticket-made')
  const files = draft.files.length
  const state = {
    handOver: 'waiting',
    naumenTitle: null,
    delayed: false,
    status: null,
    refusedFiles: [],
  } as const
  const receipt = { number: ticket.number, topicPath, files, ...state }
  const text = receiptText(say, { ...receipt, closedReply: closed?.reply })
  return {
    screen: { text, rows: receiptButtons(say, id), keepFor: id },
    dialog: null,
    savedDraft: null,
    place: '/home',
  }
}

/** A reply to what was told then belongs to the ticket as well. */
function noteOnPhone({ tx, chat }: SignedIn, ticket: string, { parts, files }: Draft) {
  const messages = [...parts, ...files].map(({ message }) => message)
  return tx.rows(sql`INSERT INTO phone_messages (chat_id, message_id, ticket)
    SELECT ${chat.id}::bigint, message, ${ticket}::uuid FROM unnest(${`{${messages.join(',')}}`}::bigint[]) AS message
    ON CONFLICT DO NOTHING`)
}
