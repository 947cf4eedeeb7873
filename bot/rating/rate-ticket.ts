import { sql } from '@payloadcms/db-postgres'
import type { Answer } from '../../src/domain/screen'
import type { Note } from '../dialog'
import { leaveFor } from '../leave-for'
import { ownTicket, type OwnTicket } from '../conversation/own-ticket'
import { type Rating, stars, starsScreen, words } from '../rating'
import { sayAll } from '../conversation/run'
import { sayInTicket } from '../conversation/say-in-ticket'
import type { Outcome, SignedIn } from '../world'

/** @param argument a ticket, and the mark where a star was pressed: «<id>:4» */
export async function rateTicket(world: SignedIn, argument: string): Promise<Outcome> {
  const [id = '', mark] = argument.split(':')
  const ticket = await ownTicket(world, id)
  if (!ticket) return leaveFor(world, `/ticket:${id}`)
  if (ticket.status !== 'closed') return toCard(world, ticket, { text: 'rateClosedOnly' })
  if (ticket.mark !== null && !isAsking(world, id)) return ratedAlready(world, ticket, ticket.mark)
  if (!mark || !/^[1-5]$/.test(mark))
    return ticket.mark === null
      ? { screen: starsScreen(world.say, ticket), place: `/ticket:${id}`, dialog: null }
      : at(world, ticket, ticket.mark)
  await giveStars(world, ticket, Number(mark))
  return at(world, ticket, Number(mark))
}

/** Words on the stars are still awaited, so that these may be changed. */
const isAsking = ({ chat: { dialog } }: SignedIn, id: string) =>
  dialog?.name === 'rating' && (dialog.draft as Rating).ticket === id

function ratedAlready(world: SignedIn, ticket: OwnTicket, mark: number): Promise<Outcome> {
  takeStars(world, ticket)
  return toCard(world, ticket, { text: 'ratedAlready', values: { stars: stars(mark) } })
}

/** On their way at once: whatever the person does next, the stars are not lost. */
async function giveStars(world: SignedIn, ticket: OwnTicket, mark: number): Promise<void> {
  takeStars(world, ticket)
  if (mark === ticket.mark) return
  // The ticket first: a hand-over locks them in this order, too
  await world.tx.rows(sql`UPDATE tickets SET mark = ${mark} WHERE id = ${ticket.id}`)
  if (!(await waitingRating(world, ticket)))
    await sayInTicket(world, { ticket: ticket.id, act: 'rating' })
}

/**
 * @param press the answer pressed; null when something was typed or sent
 * @returns null when there is nothing to rate any more: then what was said belongs elsewhere
 */
export async function continueRating(
  world: SignedIn,
  press: string | null,
): Promise<Outcome | null> {
  const { chat, incoming, say } = world
  const draft = chat.dialog?.draft as Rating
  const ticket = await ownTicket(world, draft.ticket)
  const mark = ticket?.mark ?? null
  if (!ticket || mark === null) return null
  const { message = 0, edited } = incoming
  const answer: Answer = press === null ? incoming.answer : { kind: 'press', press, query: '' }
  const next = words.accept(draft, answer, { say, ticket, mark }, { message, edited })
  if (!next.act) return at(world, ticket, mark, next.notes)
  if (next.act.kind === 'skip') return leaveFor(world, `/ticket:${ticket.id}`)
  if (next.act.kind === 'words') {
    await giveWords(world, ticket, next.act.said.text)
    return toCard(world, ticket, { text: 'ratedThanks' })
  }
  await sayAll(world, ticket, [next.act.said])
  const passedOn: Note = { text: 'passedOn', values: { number: ticket.number } }
  return at(world, ticket, mark, [...(next.notes ?? []), passedOn])
}

/** Joined to the stars while these have not left, else a turn of their own. */
async function giveWords(world: SignedIn, ticket: OwnTicket, text: string): Promise<void> {
  const { tx, chat, incoming, later } = world
  const { message } = incoming
  await tx.rows(sql`UPDATE tickets SET mark_comment = ${text} WHERE id = ${ticket.id}`)
  const turn = await waitingRating(world, ticket)
  if (!turn)
    return void (await sayInTicket(world, { ticket: ticket.id, act: 'rating', text, message }))
  await tx.rows(sql`UPDATE messages SET text = ${text}, telegram_chat = ${chat.id},
      telegram_message = ${message ?? null}, updated_at = now() WHERE id = ${turn}`)
  later.push({ kind: 'saved', turn, message })
}

/** Locked, so that the hand-over takes it with what is said now, or has taken it before. */
async function waitingRating({ tx }: SignedIn, { id }: OwnTicket): Promise<string | null> {
  const [row] = await tx.rows<{ id: string }>(sql`SELECT id::text AS id FROM messages
    WHERE ticket_id = ${id} AND act = 'rating' AND hand_over_state = 'waiting'
    ORDER BY position DESC LIMIT 1 FOR UPDATE`)
  return row?.id ?? null
}

/** The message that asked is done with; the screen is drawn anew anyway. */
function takeStars({ chat, incoming, later }: SignedIn, ticket: OwnTicket): void {
  const { message } = incoming
  if (message !== undefined && message !== chat.message)
    later.push({ kind: 'rated', message, ticket: ticket.id })
}

const toCard = (world: SignedIn, { id, number }: OwnTicket, note: Note) =>
  leaveFor(world, `/ticket:${id}`, [{ ...note, values: { number, ...note.values } }])

function at(world: SignedIn, ticket: OwnTicket, mark: number, notes?: Note[]): Outcome {
  const draft: Rating = { ticket: ticket.id }
  return {
    screen: words.ask(draft, { say: world.say, ticket, mark }),
    notes,
    dialog: { name: 'rating', step: 'words', draft },
  }
}
