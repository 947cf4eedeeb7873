import type { FileBytes } from './file-bytes'
import type { Knobs } from './knobs'
import type { Store } from './store'

/** Everything an operation works on. */
export type World = {
  store: Store
  knobs: Knobs
  timeZone: string
  bytes: FileBytes
  now(): number
  /** To be called after every change: keeps it and tells those who watch. */
  changed(type: string, uuid: string): void
}

/** What Naumen says no to: answered as plain text. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message)
  }
}
