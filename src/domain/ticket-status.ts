/** The seven statuses people hear of. */
export type TicketStatus =
  'registered' | 'accepted' | 'inProgress' | 'assigned' | 'awaitingAuthor' | 'resolved' | 'closed'

/** A row of the table an admin keeps (global `ticket-statuses`). */
export type StatusRow = {
  status: TicketStatus
  icon: string
  title: string
  /** What is told, with {number} and {responsible}. */
  text: string
  naumenStates: string[]
  needsEmployee: 'any' | 'yes' | 'no'
  notify: 'loud' | 'silent' | 'off'
}

/** The first row that fits; undefined for a state nobody has put into the table. */
export function statusRowFor(
  table: StatusRow[],
  state: string,
  hasEmployee: boolean,
): StatusRow | undefined {
  return table.find(
    ({ naumenStates, needsEmployee }) =>
      naumenStates.includes(state) &&
      (needsEmployee === 'any' || (needsEmployee === 'yes') === hasEmployee),
  )
}

/** States in Naumen in which a ticket is still alive: what the table does not call closed. */
export function openStates(table: StatusRow[]): string[] {
  const open = table.filter(({ status }) => status !== 'closed')
  return [...new Set(open.flatMap(({ naumenStates }) => naumenStates))]
}

/** How a status is called on the phone. */
export type StatusWords = Pick<StatusRow, 'icon' | 'title'>

/** What a ticket's status is called: several rows may share one, and Naumen may name one of its own. */
export function wordsFor(
  table: readonly (StatusWords & { status: string })[],
  status: string,
  title: string | null,
): StatusWords {
  const rows = table.filter((row) => row.status === status)
  const row = rows.find((one) => one.title === title) ?? rows[0]
  return { icon: row?.icon || '•', title: title || row?.title || status }
}
