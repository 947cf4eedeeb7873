import type { Payload } from 'payload'
import type { InTransaction } from '../src/database/transaction'
import type { Draft } from '../src/domain/draft'
import type { Incoming } from '../src/domain/screen'
import type { Say } from '../src/domain/texts'
import type { Log } from '../src/log'
import type { Queue } from '../src/queue'
import type { Telegram } from '../src/telegram/api'
import type { Chat, Dialog, Shown, User } from './chat'
import type { Content, createContent } from './content'
import type { Note } from './dialog'
import type { Drawer } from './screen'

export type BotSettings = {
  botId: number
  signInKey: Buffer
  sessionDays: number
  graceHours: number
  timeZone: string
  alertEmail: string | null
  alertChat?: number
}

/** All that is at hand while one update is answered, inside its transaction. */
export type World = {
  tx: InTransaction
  payload: Payload
  queue: Queue
  settings: BotSettings
  content: Content
  say: Say
  chat: Chat
  user: User | null
  incoming: Incoming
  /** Signs on the phone to be given once the transaction has committed; filled on the way. */
  later: Later[]
}

/** Best effort: without it nothing is lost. */
export type Later =
  /** 👀 on the person's message, for its turn in `messages` is saved. */
  | { kind: 'saved'; turn: string; message: number | undefined }
  /** Stars once given are taken from under the message that asked for them. */
  | { kind: 'rated'; message: number; ticket: string }

/** A signed-in person's world. */
export type SignedIn = World & { user: User }

/** What one answer leads to. What is left out stays as it was. */
export type Outcome = {
  screen: Shown
  notes?: Note[]
  dialog?: Dialog | null
  place?: string
  savedDraft?: Draft | null
  consentVersion?: string
  settle?: number
}

/** What the inbox works with, whatever update comes. */
export type InboxDeps = {
  payload: Payload
  queue: Queue
  telegram: Telegram
  settings: BotSettings
  contentAt: ReturnType<typeof createContent>
  drawer: Drawer
  log: Log
  onUnknown(type: string): void
}
