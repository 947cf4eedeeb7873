import { closedNotes } from './closed-hours'
import type { Conversation } from '../conversation'
import { type Said, saidIn } from './said'
import type { Note } from '../dialog'
import { type OwnTicket, ticketOfAlbum, ticketOfMessage } from './own-ticket'
import { carryOn, sayAll } from './run'
import type { Outcome, SignedIn } from '../world'

/**
 * A reply to a message that speaks of a ticket belongs to it, whatever else is being asked: a dialog
 * that runs stays as it is, and what has to be said comes in a message of its own.
 * @param asked something has to be answered first, dialog or not
 * @returns null when all is said, 'elsewhere' when it is no such reply
 */
export async function replyInTicket(
  world: SignedIn,
  asked: boolean,
): Promise<Outcome | null | 'elsewhere'> {
  const { answer, message, edited } = world.incoming
  const ticket = edited ? null : await ticketRepliedTo(world)
  if (!ticket) return 'elsewhere'
  const { dialog } = world.chat
  if (!dialog && !asked) return carryOn(world, ticket)
  const sameTicket =
    dialog?.name === 'conversation' && (dialog.draft as Conversation).ticket === ticket.id
  if (sameTicket && !asked) return carryOn(world, ticket, dialog.draft as Conversation)
  const { said, notes } = saidIn(answer, message ?? 0)
  if (said) await sayAll(world, ticket, [said])
  const first = isFirst(world, said) ? closedNotice(ticket) : []
  const closed = said ? await closedNotes(world, ticket, 'once') : []
  await tellAside(world, ticket, [...notes, ...first, ...closed])
  return null
}

async function ticketRepliedTo(world: SignedIn): Promise<OwnTicket | null> {
  const { answer, replyTo } = world.incoming
  if (answer.kind === 'press' || answer.kind === 'command') return null
  if (replyTo !== undefined) return ticketOfMessage(world, replyTo)
  // Not every piece of an album need say what the album replies to
  return answer.kind === 'files' && answer.album ? ticketOfAlbum(world, answer.album) : null
}

/** Of an album only the first piece is answered in words. */
const isFirst = ({ later }: SignedIn, said: Said | null) =>
  said?.album === undefined || later.length > 0

/** That the ticket itself is still on its way need not be said aside: 👀 tells it is saved. */
const closedNotice = ({ status, number }: OwnTicket): Note[] =>
  status === 'closed' ? [{ text: 'saidToClosed', values: { number } }] : []

async function tellAside({ tx, queue, chat, say }: SignedIn, ticket: OwnTicket, notes: Note[]) {
  const reopen = { label: say('reopenButton'), press: `/reopen:${ticket.id}` }
  for (const { text, values } of notes) {
    const rows = text === 'saidToClosed' ? [[reopen]] : []
    await queue.send(
      tx.db,
      'notify',
      { chat: chat.id, text, values, rows },
      { key: String(chat.id) },
    )
  }
}
