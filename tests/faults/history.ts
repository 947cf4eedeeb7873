/** What people did on their phones, as the harness wrote it down while they did it. */
export type History = {
  people: Person[]
  disturbances: Disturbance[]
  /** Ends of a worker that nobody had asked for. */
  ownEnds: string[]
}

export type Person = {
  /** Of Telegram; a private chat has the same number. */
  id: number
  email: string
  name: string
  stories: Story[]
  /** Of everything this person sent. */
  updates: number[]
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

export const createHistory = (): History => ({ people: [], disturbances: [], ownEnds: [] })

export const workerEnded = 'the worker ended'
