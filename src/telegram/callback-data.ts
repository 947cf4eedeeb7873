/** Telegram keeps at most 64 bytes with a button; the version tells our data from older ones. */
const version = '1:'
const limit = 64

export function encodePress(press: string): string {
  const data = version + press
  // Not Buffer: the panel draws buttons in the browser
  if (new TextEncoder().encode(data).length > limit)
    throw new Error(`A press is too long for a button: ${press}`)
  return data
}

/** @returns null for a button of another version or of nobody we know */
export function decodePress(data: unknown): string | null {
  return typeof data === 'string' && data.startsWith(version) ? data.slice(version.length) : null
}
