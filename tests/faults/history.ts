/** What people did on their phones, as the harness wrote it down while they did it. */
export type History = {
  people: Person[]
  disturbances: Disturbance[]
  /** Ends of a process that nobody had asked for. */
  ownEnds: string[]
  refusals: Refusal[]
  /** What came in besides and may change nothing: the same again, garbage. */
  oddities: string[]
  /** What engineers wrote at Naumen's desk. */
  desk: DeskComment[]
}

export type Person = {
  /** Of Telegram; a private chat has the same number. */
  id: number
  email: string
  name: string
  stories: Story[]
  /** Of everything this person sent. */
  updates: number[]
  /** Was signed out, shut out, or had shut the bot out for a while: what came then may be untold. */
  mayMiss?: boolean
  /** What was typed last of all. */
  typed?: { updateId: number; messageId: number; text: string }
}

export type Story = {
  /** Stands in every text of this story and in no other. */
  mark: string
  /** In the order in which they were sent, captions among them. */
  texts: string[]
  files: SentFile[]
  /** How often «Отправить» was pressed; 0: it was given up. */
  presses: number
  /** What was said in it once it was filed, in order: messages, albums, corrections. */
  said: Said[]
  /** Stars given last. */
  stars?: number
}

/** One turn of a conversation. Its mark stands in its text and, where it has none, in its files' names. */
export type Said = {
  mark: string
  text: string
  files: SentFile[]
  /** The mark it had before it was edited: what has not left yet may be said in new words at once. */
  corrects?: string
}
export type SentFile = { name: string; sha256: string }

export type DeskComment = {
  /** UUIDs in Naumen. */
  ticket: string
  uuid: string
  private: boolean
  /** Marks of each wording it has had, the newest last; each stands in that wording alone. */
  marks: string[]
  files: SentFile[]
  deleted: boolean
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
  desk: [],
})

export const workerEnded = 'the worker ended'

/** Writes a disturbance down from its beginning to its end. */
export async function noted(history: History, what: string, act: () => Promise<unknown>) {
  const blow = { at: Date.now(), until: Infinity, what }
  history.disturbances.push(blow)
  await act()
  blow.until = Date.now()
}
