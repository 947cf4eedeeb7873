import { createHash, timingSafeEqual } from 'node:crypto'

/** Takes as long for a near miss as for a wild guess; nothing equals a secret that isn't set. */
export function isSameSecret(given: string | null, secret: string | undefined): boolean {
  if (given === null || !secret) return false
  return timingSafeEqual(digest(given), digest(secret))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
