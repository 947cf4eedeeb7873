import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Said } from './said'
import { limits, signInCode, typedCode } from './sign-in'

/** Figures of the panel's door, besides those of the codes (`limits`). */
export const panelLimits = {
  triesBeforeLockOut: 5,
  lockOutMinutes: 10,
  /** Of one address, on everything that takes a password, a code or a link. */
  requestsPerTenMinutes: 30,
  sessionHours: 12,
  passwordLength: 12,
  resetMinutes: 60,
  invitationHours: 72,
  secondsBetweenLinks: 60,
} as const

/** Bound to one challenge and account, and never the code of a chat. */
export function panelCode(key: Buffer, challenge: { nonce: string; admin: string }): string {
  return signInCode(key, { nonce: challenge.nonce, chat: 'panel', address: challenge.admin })
}

export function isPanelCode(
  key: Buffer,
  challenge: { nonce: string; admin: string },
  typed: string,
): boolean {
  const code = typedCode(typed)
  return code !== null && isSame(panelCode(key, challenge), code)
}

/**
 * What stands in the link that sets a password. The database keeps the nonce alone: whoever reads it
 * can make no link without the key, and a mail that is sent again holds the same one.
 */
export function passwordToken(key: Buffer, nonce: string): string {
  return `${nonce}${seal(key, nonce)}`
}

/** @returns the nonce of a link we made, else null */
export function nonceOfToken(key: Buffer, token: string): string | null {
  const [, nonce, mac] = /^([0-9a-f]{40})([0-9a-f]{64})$/.exec(token) ?? []
  return nonce && mac && isSame(seal(key, nonce), mac) ? nonce : null
}

const seal = (key: Buffer, nonce: string) =>
  createHmac('sha256', key).update(`password link ${nonce}`).digest('hex')

const isSame = (one: string, other: string) =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))

export type CodeBudget = {
  secondsSinceLast: number | null
  codesLastHour: number
}

/** Whether one more code may be mailed to an admin whose password was right. */
export function mayMailCode(budget: CodeBudget): 'granted' | 'tooSoon' | 'tooManyCodes' {
  const { secondsSinceLast } = budget
  if (secondsSinceLast !== null && secondsSinceLast < limits.secondsBetweenMails) return 'tooSoon'
  return budget.codesLastHour >= limits.mailsPerHour ? 'tooManyCodes' : 'granted'
}

/** What is wrong with a new password; null when nothing is. */
export function troubleWithPassword(password: unknown): Said | null {
  const length = typeof password === 'string' ? [...password.trim()].length : 0
  if (length >= panelLimits.passwordLength) return null
  return {
    ru: `Пароль слишком короткий: нужно не меньше ${panelLimits.passwordLength} знаков.`,
    en: `The password is too short: at least ${panelLimits.passwordLength} characters.`,
  }
}
