/**
 * Named places at which a test has the process end itself as in a power cut, so that moments are
 * tried that no random kill meets. Not armed, a place costs one comparison.
 */
export const failpoints = [
  'inbox-received',
  'inbox-locked',
  'inbox-before-commit',
  'inbox-committed',
  'screen-claimed',
  'screen-drawn',
  'sign-in-challenge-made',
  'sign-in-looked-up',
  'sign-in-mail-sent',
  'sign-in-bound',
  'filing-ticket-made',
  'said-in-ticket',
  'hand-over-claimed',
  'hand-over-before-create',
  'hand-over-created',
  'hand-over-adopted',
  'hand-over-file-fetched',
  'hand-over-before-add-file',
  'hand-over-file-added',
  'hand-over-done',
  'message-claimed',
  'message-before-send',
  'message-sent',
  'message-adopted',
  'message-done',
  'pull-before-commit',
  'receipt-drawn',
  'notice-sent',
  'tell-sent',
  'tell-kept',
] as const

/** Those of the road a category takes to Naumen, which no employee's story passes. */
export const categoryFailpoints = [
  'category-before-create',
  'category-created',
  'category-adopted',
  'category-before-edit',
  'category-edited',
  'category-done',
] as const

export type Failpoint = (typeof failpoints)[number] | (typeof categoryFailpoints)[number]

let armed: { name: string; left: number } | undefined

/** @param point a name, or `name:3` for the third time it is reached */
export function armFailpoint(point: string): void {
  const [name = '', time = '1'] = point.split(':')
  armed = { name, left: Number(time) }
}

export function failpoint(name: Failpoint): void {
  if (armed?.name !== name || --armed.left > 0) return
  process.kill(process.pid, 'SIGKILL')
}
