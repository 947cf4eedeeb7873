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
