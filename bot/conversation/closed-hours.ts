import { sql } from '@payloadcms/db-postgres'
import { closedReply, type Opening } from '../../src/domain/working-hours'
import type { Note } from '../dialog'
import type { OwnTicket } from './own-ticket'
import type { SignedIn } from '../world'

/** Seconds within which one message after another stands above the same words. */
const aMoment = 60

type Said = { reply: string; first: boolean; justNow: boolean }

/**
 * Notes that somebody has turned to the support outside its hours, and gives what to answer them.
 * @param when what is said at the filing stands in the receipt
 * @returns null while the support works
 */
export async function replyWhileClosed(
  { tx, content, settings: { timeZone } }: SignedIn,
  ticket: string,
  when: 'filing' | 'talking',
): Promise<Said | null> {
  const closed = closedReply(content.hours, new Date(), timeZone)
  if (!closed) return null
  const { reply, opening } = closed
  const [said] = await tx.rows<Omit<Said, 'reply'>>(sql`
    INSERT INTO closed_replies AS known (ticket, opens, reply, filing)
    VALUES (${ticket}, ${momentOf(opening, timeZone)}, ${reply}, ${when === 'filing'})
    ON CONFLICT (ticket, opens) DO UPDATE SET reply = known.reply
    RETURNING said_at = now() AS first,
      NOT filing AND said_at > now() - make_interval(secs => ${aMoment}) AS "justNow"`)
  return said ? { reply, ...said } : null
}

/** Once a ticket and closed time; seen also by whoever writes several messages in one go. */
export async function closedNotes(
  world: SignedIn,
  { id, status }: OwnTicket,
  how: 'once' | 'for a moment' = 'for a moment',
): Promise<Note[]> {
  // In a closed ticket nobody is waited for
  const said = status === 'closed' ? null : await replyWhileClosed(world, id, 'talking')
  if (!said || !(said.first || (how === 'for a moment' && said.justNow))) return []
  return [{ text: 'closedHours', values: { reply: said.reply } }]
}

const momentOf = (opening: Opening | null, timeZone: string) =>
  opening
    ? sql`${`${opening.day} ${opening.time}`}::timestamp AT TIME ZONE ${timeZone}::text`
    : sql`'infinity'::timestamptz`
