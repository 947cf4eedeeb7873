import type { Button, Html } from './screen'
import type { Say, TextName, Values } from './texts'
import type { StatusWords } from './ticket-status'

/** What a receipt tells of a ticket. */
export type Receipt = {
  number: string
  topicPath: string
  files: number
  /** Names of the files that could not be handed over. */
  refusedFiles: readonly string[]
  naumenTitle: string | null
  handOver: 'waiting' | 'creating' | 'created' | 'done' | 'failed' | 'givenUp'
  /** Naumen has not answered at least once. */
  delayed: boolean
  /** How it is called where the ticket stands now; null as long as it is only registered. */
  status: StatusWords | null
  /** What was said about working hours when it was filed; null once they have begun. */
  closedReply?: string | null
}

/** The text of the message that stays in the chat when a ticket was filed, and its placeholders. */
export function receiptOf(ticket: Receipt): { text: TextName; values: Values } {
  const values = {
    number: ticket.number,
    topic: ticket.topicPath,
    files: filesOf(ticket),
    naumenTitle: ticket.naumenTitle ?? '',
    status: ticket.status ? `${ticket.status.icon} ${ticket.status.title}` : '',
  }
  return { text: nameOf(ticket), values }
}

/** All that a receipt says. Working hours matter as long as nobody has taken the ticket up. */
export function receiptText(say: Say, ticket: Receipt): Html {
  const { text, values } = receiptOf(ticket)
  const { status, handOver, closedReply } = ticket
  const waits = !status && handOver !== 'failed' && handOver !== 'givenUp'
  const closed = waits && closedReply ? [say('closedHours', { reply: closedReply })] : []
  return [say(text, values), ...closed].join('\n\n')
}

/** A receipt may be all that stands on the phone: whoever draws it gives the same ways on. */
export const receiptButtons = (say: Say, ticket: string): Button[][] => [
  [{ label: say('openTicketButton'), press: `/ticket:${ticket}` }],
  [
    { label: say('myTicketsButton'), press: '/my' },
    { label: say('home'), press: '/home' },
  ],
]

function filesOf({ files, refusedFiles }: Receipt): string {
  if (!files) return ''
  const refused = refusedFiles.map((name) => `\n⚠️ Не передан: «${name}»`)
  return [`\n📎 Файлов: ${files}`, ...refused].join('')
}

function nameOf({ handOver, naumenTitle, delayed }: Receipt): TextName {
  if (naumenTitle) return 'receiptHandedOver'
  if (handOver === 'failed') return 'receiptFailed'
  if (handOver === 'givenUp') return 'receiptGivenUp'
  return delayed ? 'receiptDelayed' : 'receiptWaiting'
}
