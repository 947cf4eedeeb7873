import { NaumenRejected } from './errors'
import type { Naumen } from './client'
import type { NaumenObject } from './words/value'

/** Rows, or why there are none: Naumen knows no such class, or our key may not read it. */
export type Read = { rows: NaumenObject[] } | { refused: 'unknown' | 'forbidden'; words: string }

/** A few objects of a class, with everything they show. */
export async function readSome(
  naumen: Naumen,
  fqn: string,
  filter: Record<string, unknown> = {},
  limit = 1,
): Promise<Read> {
  try {
    return { rows: await naumen.find(fqn, filter, { limit }) }
  } catch (error) {
    if (!(error instanceof NaumenRejected)) throw error
    return { refused: isForbidden(error) ? 'forbidden' : 'unknown', words: error.message }
  }
}

/** One object; null when it is not there or not to be seen. */
export async function readOne(naumen: Naumen, uuid: string): Promise<NaumenObject | null> {
  try {
    return await naumen.get(uuid)
  } catch (error) {
    if (error instanceof NaumenRejected) return null
    throw error
  }
}

/**
 * Whether a class has an attribute, asked by a filter: `find` names the one it can't resolve, while a
 * value of the wrong type shows that it knows the attribute (NAUMEN.md §2).
 */
export async function hasAttribute(naumen: Naumen, fqn: string, code: string): Promise<boolean> {
  try {
    await naumen.find(fqn, { [code]: ['-'] }, { attrs: 'UUID', limit: 1 })
    return true
  } catch (error) {
    if (error instanceof NaumenRejected) return !error.message.includes(code)
    throw error
  }
}

// Status codes differ from one installation to the next, so the words count too
const isForbidden = ({ status, message }: NaumenRejected) =>
  status === 401 || status === 403 || /прав|доступ|запрещ/i.test(message)
