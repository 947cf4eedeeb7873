import type { TextName, Values } from './texts'

/** What a receipt tells of a ticket. */
export type Receipt = {
  number: string
  topicPath: string
  files: number
  naumenTitle: string | null
  handOver: 'waiting' | 'creating' | 'created' | 'done' | 'failed'
  /** Naumen has not answered at least once. */
  delayed: boolean
}

/** The text of the message that stays in the chat when a ticket was filed, and its placeholders. */
export function receiptOf(ticket: Receipt): { text: TextName; values: Values } {
  const values = {
    number: ticket.number,
    topic: ticket.topicPath,
    files: ticket.files ? `\n📎 Файлов: ${ticket.files}` : '',
    naumenTitle: ticket.naumenTitle ?? '',
  }
  return { text: nameOf(ticket), values }
}

function nameOf({ handOver, naumenTitle, delayed }: Receipt): TextName {
  if (handOver === 'failed') return 'receiptFailed'
  if (naumenTitle) return 'receiptHandedOver'
  return delayed ? 'receiptDelayed' : 'receiptWaiting'
}
