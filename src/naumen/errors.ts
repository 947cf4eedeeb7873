/**
 * Naumen said no, and would say it again: a person must look.
 * `message` is for an administrator: Naumen's own words, without our key.
 */
export class NaumenRejected extends Error {
  constructor(
    readonly status: number,
    words: string,
  ) {
    super(words)
  }
}

/** Our key is unknown, expired or without rights to the interface: nothing will work until it is changed. */
export class NaumenKeyRefused extends Error {}

/** No answer that can be used: try again later. */
export class NaumenUnreachable extends Error {
  constructor(
    /** The request may have been carried out all the same: look before doing it again. */
    readonly ambiguous: boolean,
    words: string,
    /** What happened, for whoever looks for the cause: a code of Node's, `TIMEOUT`, `PAGE 200`, `HTTP 502`. */
    readonly reason: string = 'UNKNOWN',
  ) {
    super(words)
  }
}
