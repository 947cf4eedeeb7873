/** What people did on their phones, as the harness wrote it down while they did it. */
export type History = {
  people: Person[]
  disturbances: Disturbance[]
  /** Ends of a process that nobody had asked for. */
  ownEnds: string[]
  refusals: Refusal[]
  /** What came in besides and may change nothing: the same again, garbage. */
  oddities: string[]
}

export type Person = {
  /** Of Telegram; a private chat has the same number. */
  id: number
  email: string
  name: string
  stories: Story[]
  /** Of everything this person sent. */
  updates: number[]
  /** What was typed last of all. */
  typed?: { updateId: number; messageId: number; text: string }
}

export type Story = {
  /** Stands in every text of this story and in no other. */
  mark: string
  /** In the order in which they were sent, captions among them. */
  texts: string[]
  files: { name: string; sha256: string }[]
  /** How often «Отправить» was pressed; 0: it was given up. */
  presses: number
}

/** Something that may have cut off a message on its way. */
export type Disturbance = { at: number; until: number; what: string }

/** A call that was refused for good, as the log of whoever refused it has it. */
export type Refusal =
  | { by: 'Naumen'; path: string; body: string }
  | { by: 'Telegram'; method: string; chat: number | null }

export const createHistory = (): History => ({
  people: [],
  disturbances: [],
  ownEnds: [],
  refusals: [],
  oddities: [],
})

export const workerEnded = 'the worker ended'

/** Writes a disturbance down from its beginning to its end. */
export async function noted(history: History, what: string, act: () => Promise<unknown>) {
  const blow = { at: Date.now(), until: Infinity, what }
  history.disturbances.push(blow)
  await act()
  blow.until = Date.now()
}
