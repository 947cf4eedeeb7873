/**
 * What stands between a dialog and a messenger: a dialog shows *screens* and gets *answers*;
 * an adapter (src/telegram) draws the one and reads the other.
 */

/** Text with b, i, u, s, code, pre, a, blockquote; anything else in it is escaped (see text.ts). */
export type Html = string

export type Button =
  | { label: string; press: string; style?: 'primary' | 'success' | 'danger' }
  | { label: string; url: string }

export type Screen = {
  text: Html
  /** Id of a document in `files`. */
  picture?: string
  rows: Button[][]
}

export type AttachmentKind = 'photo' | 'document' | 'video' | 'voice' | 'audio' | 'videoNote'

/** A file as the messenger names it; its bytes are still there, not here. */
export type Attachment = {
  kind: AttachmentKind
  /** The messenger's handle to fetch the bytes with. */
  remoteId: string
  /** Equal for the same file sent twice. */
  uniqueId: string
  name: string
  mime: string
  /** Bytes as declared; 0 when the messenger did not say. */
  size: number
}

export type Answer =
  | { kind: 'text'; text: string }
  | { kind: 'files'; files: Attachment[]; text: string; album?: string }
  | { kind: 'press'; press: string; query: string }
  | { kind: 'command'; name: string; payload: string }
  | { kind: 'place'; latitude: number; longitude: number }
  | { kind: 'contact'; name: string; phone: string }
  | { kind: 'unsupported' }

export type Person = { id: number; firstName: string; lastName?: string; username?: string }

/** One thing a person did. */
export type Incoming = {
  person: Person
  /** Chat to answer in. */
  chat: number
  private: boolean
  /** The message typed or pressed on. */
  message?: number
  /** The message this one answers. */
  replyTo?: number
  /** The words of that one, as the messenger quotes them. */
  repliedText?: string
  /** True when a message was changed after sending. */
  edited: boolean
  answer: Answer
}

/** The person let the bot in or shut it out. */
export type Membership = { person: Person; chat: number; private: boolean; blocked: boolean }
