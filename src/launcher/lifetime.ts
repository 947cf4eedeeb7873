type Started = { name: string; stop: () => Promise<unknown> }

/** What was started, to be stopped the other way round, whenever that is asked for. */
export function createLifetime() {
  const started: Started[] = []
  const asked = new AbortController()
  const { signal } = asked
  const calledOff = new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(new Ended())),
  )
  calledOff.catch(() => {}) // nobody may be waiting when the end comes

  return {
    /** Aborts when the end is asked for. */
    signal,

    /** @throws Ended when the end was asked for while this was starting */
    async keep<T>(
      name: string,
      starting: Promise<T>,
      stop: (started: T) => Promise<unknown>,
    ): Promise<T> {
      const result = await starting
      started.push({ name, stop: () => stop(result) })
      if (signal.aborted) throw new Ended()
      return result
    },

    /** @throws Ended as soon as the end is asked for */
    unlessEnded: <T>(waiting: Promise<T>): Promise<T> => Promise.race([waiting, calledOff]),

    /** Waits for what is just starting, so that nothing is left behind. */
    async end(starting: Promise<unknown>): Promise<void> {
      asked.abort()
      await starting.catch(() => {}) // whoever started it reports the failure
      for (let last = started.pop(); last; last = started.pop()) await stopOne(last)
    },
  }
}

export type Lifetime = ReturnType<typeof createLifetime>

/** Not a failure: the start was called off. */
export class Ended extends Error {}

// One that can't stop must not keep the others running.
async function stopOne({ name, stop }: Started) {
  try {
    await stop()
  } catch (error) {
    console.error(`${name}: не остановлено: ${(error as Error).message}`)
  }
}
