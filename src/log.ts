import pino from 'pino'

export type Log = pino.Logger

/** What must never stand in a log, wherever it came from: bot tokens, access keys, sign-in codes. */
const secrets: [RegExp, string][] = [
  // In a URL it follows the word "bot" without a border
  [/\d{5,}(?::|%3A)[\w-]{20,}/gi, '<bot token>'],
  [/(accessKey\\?["']?[=:]\s*\\?["']?)[^&\s"'\\,}]+/gi, '$1<key>'],
  // To the last @: a password may hold one
  [/(\b[a-z][a-z0-9+.-]*:\/\/[^:/@\s"\\]*:)[^\s"\\]+@/gi, '$1<password>@'],
  // No dash behind: it would be the beginning of an id
  [/\b\d{4}[ \u00a0]?\d{4}\b(?!-)/g, '<8 digits>'],
]

export function scrub(text: string): string {
  return secrets.reduce((clean, [pattern, name]) => clean.replace(pattern, name), text)
}

/** Structured JSON lines on standard output, scrubbed as they are written. */
export function createLogger(level: string, name: string): Log {
  return pino(
    {
      level,
      name,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: describeError },
    },
    { write: (line: string) => process.stdout.write(scrub(line)) },
  )
}

/** Only what explains it: an error may carry a connection with its keys, or what a person wrote. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const { name, message, stack, cause, ...rest } = withoutData(error) as Error & { code?: unknown }
  const code = rest.code === undefined ? {} : { code: rest.code }
  return { type: name, message, ...code, stack, ...(cause ? { cause: describeError(cause) } : {}) }
}

/**
 * An error fit to be kept or logged. A failed query carries its parameters, which may be what a
 * person wrote: only what the database said about it stays.
 */
export function withoutData(error: unknown): unknown {
  if (!(error instanceof Error) || !('params' in error)) return error
  const cause = error.cause instanceof Error ? error.cause : error
  const clean = new Error(`A query failed: ${cause === error ? 'no cause given' : cause.message}`)
  if ('code' in cause) Object.assign(clean, { code: cause.code })
  clean.stack = cause.stack
  return clean
}
