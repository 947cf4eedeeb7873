import type { InTransaction } from '../../src/database/transaction'
import { cutText } from '../../src/domain/text'
import type { Say } from '../../src/domain/texts'
import { type StatusWords, wordsFor } from '../../src/domain/ticket-status'
import type { Content } from '../content'
import type { SignedIn } from '../world'

/** All it takes to look at tickets, whether somebody has just pressed or not. */
export type Looking = {
  tx: InTransaction
  say: Say
  statuses: Content['statuses']
  timeZone: string
  /** Id of the user whose tickets they are. */
  user: string
}

export const lookingOf = ({ tx, say, content, settings, user }: SignedIn): Looking => ({
  tx,
  say,
  statuses: content.statuses,
  timeZone: settings.timeZone,
  user: user.id,
})

type Named = { topicPath: string | null; text: string | null }

/** The topic; for a request from elsewhere how it begins. */
export function subjectOf({ topicPath, text }: Named): string {
  const topic = topicPath?.split(' → ').at(-1)?.trim()
  return topic || cutText((text ?? '').trim().split('\n', 1)[0] ?? '', 60) || 'Без темы'
}

export const statusOf = (
  { statuses }: Pick<Looking, 'statuses'>,
  row: { status: string; statusTitle: string | null },
): StatusWords => wordsFor(statuses, row.status, row.statusTitle)
