/** blocked: the person can't be reached; gone: the message can't be touched any more. */
export type Refusal = 'blocked' | 'gone' | 'tooBig' | 'other'

/** Telegram answered and said no: the same call will not succeed. */
export class TelegramRefused extends Error {
  readonly reason: Refusal

  /** @param description Telegram's own words, without the token */
  constructor(
    readonly method: string,
    readonly code: number,
    readonly description: string,
  ) {
    super(`Telegram refused ${method} (${code}): ${description}`)
    this.name = 'TelegramRefused'
    this.reason = reasonOf(code, description)
  }
}

/** No answer, or not now: try again later. A message may have been sent all the same. */
export class TelegramUnreachable extends Error {
  /** @param retryAfter seconds Telegram asked to wait (429) */
  constructor(
    readonly method: string,
    why: string,
    readonly retryAfter?: number,
  ) {
    super(`Telegram did not answer ${method}: ${why}`)
    this.name = 'TelegramUnreachable'
  }
}

// Descriptions: Bot API server source (Client.cpp), TELEGRAM.md
const gone =
  /message to (edit|delete|react|be replied) not found|message can't be (edited|deleted)|MESSAGE_ID_INVALID|message not found|there is no (text|caption|media) in the message to edit/i
const unreachablePerson = /chat not found|user is deactivated|PEER_ID_INVALID/i

function reasonOf(code: number, description: string): Refusal {
  if (code === 403 || unreachablePerson.test(description)) return 'blocked'
  if (gone.test(description)) return 'gone'
  if (/file is too big/i.test(description)) return 'tooBig'
  return 'other'
}

export const says = (error: unknown, words: RegExp) =>
  error instanceof TelegramRefused && words.test(error.description)

export const isUnchanged = (error: unknown) => says(error, /message is not modified/i)
