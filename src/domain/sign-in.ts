import { createHmac, hkdfSync } from 'node:crypto'

/** Figures of PRODUCT.md §1 and RISKS.md §8: how long, how often. */
export const limits = {
  codeLifeMinutes: 10,
  triesPerCode: 5,
  secondsBetweenMails: 60,
  mailsPerHour: 5,
  mailsPerDay: 10,
  failuresPerDayByChat: 10,
  failuresPerDayByAddress: 50,
} as const

/** The key stands outside the database: it is made from PAYLOAD_SECRET. */
export function signInKey(payloadSecret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', payloadSecret, '', 'blago-support sign-in code', 32))
}

/**
 * Eight digits bound to one challenge, chat and address. Nothing holds the code itself: it is made
 * again from the nonce when the mail leaves and when an answer is compared.
 */
export function signInCode(
  key: Buffer,
  challenge: { nonce: string; chat: string; address: string },
): string {
  const bound = JSON.stringify([challenge.nonce, challenge.chat, challenge.address])
  const mac = createHmac('sha256', key).update(bound).digest()
  return String(mac.readBigUInt64BE(0) % 100_000_000n).padStart(8, '0')
}

/** "1234 5678", with any spaces or dashes a person puts between; null when it is no code at all. */
export function typedCode(text: string): string | null {
  const digits = text.replace(/[\s\u00a0-]/g, '')
  return /^\d{8}$/.test(digits) ? digits : null
}

/** RFC 5321, 4.5.3.1.3, without the angle brackets. */
const longestAddress = 254

/**
 * One plain address of ASCII, folded; null for lists, names, look-alikes and line breaks. Nothing
 * fuzzy: whoever types another address than Naumen's gets no code.
 */
export function typedAddress(text: string): string | null {
  const typed = text.trim()
  // Compared before folding: the Kelvin sign, for one, becomes an ordinary k
  const fits =
    /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z0-9-]{2,63}$/.test(
      typed,
    )
  return fits && typed.length <= longestAddress ? typed.toLowerCase() : null
}

export type Budget = {
  secondsSinceLastMail: number | null
  mailsLastHour: number
  mailsLastDay: number
  failuresLastDayByChat: number
  failuresLastDayByAddress: number
}

export type BudgetAnswer = 'granted' | { wait: number } | 'tooManyMails' | 'tooManyFailures'

/** Whether one more code may be mailed. The same for every address, known or not. */
export function mayMail(budget: Budget): BudgetAnswer {
  if (hasSpentFailures(budget)) return 'tooManyFailures'
  if (budget.mailsLastHour >= limits.mailsPerHour) return 'tooManyMails'
  if (budget.mailsLastDay >= limits.mailsPerDay) return 'tooManyMails'
  const since = budget.secondsSinceLastMail
  if (since !== null && since < limits.secondsBetweenMails)
    return { wait: Math.ceil(limits.secondsBetweenMails - since) }
  return 'granted'
}

export function hasSpentFailures(budget: Budget): boolean {
  return (
    budget.failuresLastDayByChat >= limits.failuresPerDayByChat ||
    budget.failuresLastDayByAddress >= limits.failuresPerDayByAddress
  )
}
