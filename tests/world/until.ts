import { setTimeout as pause } from 'node:timers/promises'

const patience = 20_000

/**
 * Asks again until there is an answer; says what it waited for when there never was one.
 * @param milliseconds how long to wait at most
 * @param every milliseconds between two looks
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | null | undefined | false>,
  milliseconds = patience,
  every = 25,
): Promise<T> {
  const end = Date.now() + milliseconds
  let last: unknown
  for (;;) {
    try {
      const answer = await ask()
      if (answer) return answer
    } catch (error) {
      last = error
    }
    if (Date.now() > end) throw new Error(`Waited in vain for ${what}`, { cause: last })
    await pause(every)
  }
}
