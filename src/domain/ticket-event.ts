import type { TicketStatus } from './ticket-status'

/**
 * What happened to a ticket, as its employee hears of it: a row of `ticket_events`. `message` is the
 * turn of the conversation (a document of `messages`) it is about.
 */
export type TicketEvent =
  | ({ kind: 'status' } & StatusChange)
  | { kind: 'comment' | 'comment-edited' | 'comment-deleted'; message: string }
  /** Files that joined a comment already told; UUIDs in Naumen. */
  | { kind: 'comment-files'; message: string; files: string[] }
  /** What the employee asked for and Naumen would not do, in words. */
  | { kind: 'refused'; act: 'close' | 'reopen' | 'rating' | 'comment'; reason: string }
  | { kind: 'rating-reminder' }

export type StatusChange = {
  status: TicketStatus
  title: string
  icon: string
  /** The words of the table's row, with {number} and {responsible}. */
  text: string
  notify: 'loud' | 'silent' | 'off'
  responsible: string | null
}
